package io.negawatt.train.parallel;

import io.negawatt.train.learn.Batch;
import io.negawatt.train.learn.Gpt;
import io.negawatt.train.learn.GptShape;
import io.negawatt.train.learn.Model;
import io.negawatt.train.learn.Tally;
import io.negawatt.train.learn.Task;
import io.negawatt.train.learn.Torch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Foretelling the next number of a row that goes up, or down, by 1, 2 or 3: learned within a second.
 *
 * @param direction 1 or -1
 */
record Counting(int direction) implements Task {
    static final GptShape SHAPE = new GptShape(32, 2, 32, 2, 16);

    Counting() {
        this(1);
    }

    @Override
    public long rows() {
        return 240;
    }

    @Override
    public Batch batch(long[] rows, int context) {
        long[] input = IntStream.range(0, rows.length * context)
                .mapToLong(i -> value(rows[i / context], i % context))
                .toArray();
        long[] target = IntStream.range(0, rows.length * context)
                .mapToLong(i -> value(rows[i / context], i % context + 1))
                .toArray();
        return new Batch(Torch.ids(input, rows.length, context), Torch.ids(target, rows.length, context));
    }

    private long value(long row, int at) {
        return Math.floorMod(row + direction * at * (1 + row % 3), SHAPE.vocabulary());
    }

    @Override
    public Stream<Batch> heldOut(int rank, int workers) {
        return IntStream.range(0, 8)
                .filter(i -> i % workers == rank)
                .mapToObj(i -> batch(new long[] {1000 + 5L * i}, SHAPE.context()));
    }

    @Override
    public Tally tally(Model model, Batch batch) {
        long targets = batch.target().numel();
        var logits = model.logits(batch.input());
        return new Tally(Gpt.loss(logits, batch.target()).item_double() * targets, 0, targets);
    }
}
