package io.negawatt.app.study;

import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A study as JSON: the fields of {@link StudyResult}, units in their names. */
public final class StudyJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private StudyJson() {}

    /** {@return the study as UTF-8 text with a line end} */
    public static byte[] write(StudyResult result) {
        return (JSON.writeValueAsString(result) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** {@return the study that {@link #write} wrote} */
    public static StudyResult read(byte[] json) {
        return JSON.readValue(json, StudyResult.class);
    }
}
