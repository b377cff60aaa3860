package io.negawatt.app.study;

import io.negawatt.core.meter.Tier;
import java.util.Arrays;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A study as JSON: the fields of {@link StudyResult}, units in their names. */
public final class StudyJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private StudyJson() {}

    /** {@return the study as UTF-8 text with a line end} */
    public static byte[] write(StudyResult result) {
        return (JSON.writeValueAsString(result) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /**
     * {@return the study that {@link #write} wrote}
     *
     * @throws tools.jackson.core.JacksonException where the text is no JSON or lacks a field
     * @throws IllegalArgumentException where a field holds what no study has
     */
    public static StudyResult read(byte[] json) {
        var result = JSON.readValue(json, StudyResult.class);
        if (Arrays.stream(Tier.values()).noneMatch(tier -> tier.id().equals(result.tier()))) {
            throw new IllegalArgumentException("no tier is called '%s'".formatted(result.tier()));
        }
        if (result.scaling().map(StudyJson::isEmpty).orElse(false)
                || result.search().map(search -> search.shapes().isEmpty()).orElse(false)) {
            throw new IllegalArgumentException("a part of the study is there and holds no measurement");
        }
        return result;
    }

    private static boolean isEmpty(StudyResult.Scaling scaling) {
        return scaling.points().isEmpty() || scaling.fit().predicted().isEmpty();
    }
}
