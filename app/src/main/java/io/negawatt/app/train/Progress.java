package io.negawatt.app.train;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.train.learn.Evaluation;
import io.negawatt.train.parallel.ProgressListener;
import java.time.Duration;
import java.util.function.Consumer;

/** Says how training gets on: a line every few seconds and one at each look at held-out data. */
final class Progress implements ProgressListener {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final double NANOS_PER_S = 1e9;

    private final Consumer<Message> lines;
    private long saidNs;
    private long firstNs;
    private long tokens;

    Progress(Consumer<Message> lines) {
        this.lines = lines;
    }

    @Override
    public void step(Step step) {
        long now = System.nanoTime();
        if (firstNs == 0) {
            firstNs = now;
            saidNs = now;
            return;
        }
        tokens += step.tokens();
        if (now - saidNs >= BETWEEN_LINES.toNanos()) {
            saidNs = now;
            double elapsedS = (now - firstNs) / NANOS_PER_S;
            lines.accept(Message.of(
                    "train.progress.step",
                    step.step(),
                    Numbers.significant(step.loss(), 3),
                    Numbers.significant(tokens / elapsedS, 3),
                    Numbers.significant(step.leftS(), 2)));
        }
    }

    @Override
    public void evaluation(Evaluation evaluation) {
        lines.accept(Message.of(
                "train.progress.evaluation",
                evaluation.step(),
                Numbers.significant(evaluation.loss(), 4),
                Numbers.significant(100 * evaluation.accuracy(), 3)));
    }

    @Override
    public void note(Message note) {
        lines.accept(note);
    }

    /** {@return a listener whose lines go to {@code out} in {@code lang}} */
    static Progress to(Consumer<String> out, Lang lang) {
        return new Progress(message -> out.accept(message.in(lang)));
    }
}
