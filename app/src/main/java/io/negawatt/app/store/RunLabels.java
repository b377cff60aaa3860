package io.negawatt.app.store;

import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people have said of a run that no meter can know, in {@code labels.json} of its folder: names and values, such as {@code
 * tenant}, whom it belongs to. They may be changed after the run; the account never is.
 *
 * @param labels values by name
 */
public record RunLabels(Map<String, String> labels) {
    /** Name of the label that says whom a run belongs to. */
    public static final String TENANT = "tenant";

    public RunLabels {
        labels = Map.copyOf(labels);
    }

    /** {@return the labels of a run; none where nobody said anything} */
    public static RunLabels read(RunFolder run) throws StoreException {
        var file = run.labels();
        try {
            byte[] bytes = Files.readAllBytes(file);
            return new RunLabels(JsonMapper.shared().readValue(bytes, new TypeReference<Map<String, String>>() {}));
        } catch (NoSuchFileException e) {
            return new RunLabels(Map.of());
        } catch (JacksonException e) {
            throw new StoreException(Message.of("store.labels.damaged", file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new StoreException(Message.of("store.labels.damaged", file, Reasons.of(e)), e);
        }
    }

    /** Writes the labels of a run; whole or not at all. */
    public void write(RunFolder run) throws StoreException {
        var file = run.labels();
        try {
            Replacement.of(Disk.LOCAL, file, JsonMapper.shared().writeValueAsBytes(new TreeMap<>(labels)));
        } catch (IOException e) {
            throw new StoreException(Message.of("store.write.failed", file, Reasons.of(e)), e);
        }
    }

    /** {@return whom the run belongs to; empty for nobody in particular} */
    public Optional<String> tenant() {
        return Optional.ofNullable(labels.get(TENANT)).filter(it -> !it.isEmpty());
    }
}
