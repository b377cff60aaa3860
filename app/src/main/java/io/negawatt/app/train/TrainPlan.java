package io.negawatt.app.train;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.negawatt.core.text.BadInputException;
import io.negawatt.train.learn.Device;
import io.negawatt.train.parallel.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A training and who does it. The launcher writes it to a file that all its workers read.
 *
 * @param job what is trained
 * @param workers how many train it together on this machine
 * @param threads threads that each computes with
 * @param device what each computes with
 * @param overlap whether gradients travel while backward still runs
 * @param transport what they travel through
 * @param restarts how often all begin again from the last checkpoint after one died
 * @param patienceS how long workers wait for each other, in s
 * @param checkpoint file that is written on the way and at the end
 * @param resume whether to go on from the checkpoint that is there
 * @param result file that takes what came of it, as JSON
 */
public record TrainPlan(
        Job job,
        int workers,
        int threads,
        Device.Choice device,
        boolean overlap,
        Transport transport,
        int restarts,
        double patienceS,
        Optional<String> checkpoint,
        boolean resume,
        Optional<String> result) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What is trained. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ClassifyPlan.class, name = "classify"),
        @JsonSubTypes.Type(value = LanguagePlan.class, name = "lm"),
        @JsonSubTypes.Type(value = ScorePlan.class, name = "score")
    })
    public sealed interface Job permits ClassifyPlan, LanguagePlan, ScorePlan {

        /**
         * Checks what can be checked before anything is started.
         *
         * @throws BadInputException where so many workers cannot do it
         */
        default void check(int workers) {}
    }

    /** {@return the plan in this file} */
    static TrainPlan read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), TrainPlan.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the plan where workers find it. */
    public void write(Path file) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(this));
    }

    /** {@return the same with another file for what comes of it} */
    public TrainPlan withResult(Optional<String> file) {
        return new TrainPlan(
                job, workers, threads, device, overlap, transport, restarts, patienceS, checkpoint, resume, file);
    }

    /** {@return the same, going on from its checkpoint} */
    TrainPlan resuming() {
        return new TrainPlan(
                job, workers, threads, device, overlap, transport, restarts, patienceS, checkpoint, true, result);
    }
}
