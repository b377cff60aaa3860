package io.negawatt.train.parallel;

import io.negawatt.train.learn.AdamW;
import io.negawatt.train.learn.Checkpoint;
import io.negawatt.train.learn.Evaluation;
import io.negawatt.train.learn.Learner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the checkpoints of a training.
 *
 * @param file where they go; empty keeps none
 * @param resumes whether to go on from the one that is there
 * @param reached steps that an attempt before had done; those that are done again are told as {@link Phase#REPEATED}
 * @param vocabulary travels with them
 * @param techniques names of what is trained with
 */
public record Keeper(Optional<Path> file, boolean resumes, int reached, String vocabulary, List<String> techniques) {
    private static final int FORMAT = 1;

    /** Keeps none. */
    public static final Keeper NONE = new Keeper(Optional.empty(), false, 0, "", List.of());

    boolean writes() {
        return file.isPresent();
    }

    /** {@return what to go on from} */
    Optional<Checkpoint> checkpoint() {
        return file.filter(path -> resumes && Files.exists(path)).map(Checkpoint::open);
    }

    long write(Learner learner, AdamW optimizer, int step, long tokens, List<Evaluation> history) throws IOException {
        var parameters = learner.model().parameters();
        var header = new Checkpoint.Header(
                FORMAT,
                learner.shape().kind(),
                learner.shape().toText(),
                vocabulary,
                techniques,
                step,
                tokens,
                optimizer.steps(),
                parameters.count(),
                List.copyOf(history));
        return Checkpoint.write(file.orElseThrow(), header, parameters, optimizer);
    }
}
