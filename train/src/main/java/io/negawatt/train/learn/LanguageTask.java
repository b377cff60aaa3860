package io.negawatt.train.learn;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/** Foretelling the next token of a text. */
public final class LanguageTask implements Task {
    private static final int HELD_OUT_ROWS = 8;

    private final Corpus corpus;
    private final int context;
    private final int heldOutWindows;

    /**
     * A task over windows of the corpus.
     *
     * @param context tokens of a window
     * @param mostHeldOut windows that a look at held-out data takes at most, spread over all of it
     */
    public LanguageTask(Corpus corpus, int context, int mostHeldOut) {
        this.corpus = corpus;
        this.context = context;
        this.heldOutWindows = Math.min(mostHeldOut, corpus.validation().windows(context));
    }

    @Override
    public long rows() {
        return corpus.training().windows(context);
    }

    @Override
    public Batch batch(long[] rows, int tokens) {
        int length = Math.min(tokens, context);
        var inputs = new long[rows.length * length];
        var targets = new long[rows.length * length];
        var window = new long[context];
        var next = new long[context];
        for (int i = 0; i < rows.length; i++) {
            corpus.training().copyWindow((int) rows[i], context, window, next, 0);
            System.arraycopy(window, 0, inputs, i * length, length);
            System.arraycopy(next, 0, targets, i * length, length);
        }
        return new Batch(Torch.ids(inputs, rows.length, length), Torch.ids(targets, rows.length, length));
    }

    @Override
    public Stream<Batch> heldOut(int rank, int workers) {
        int[] own = IntStream.range(0, heldOutWindows)
                .filter(i -> i % workers == rank)
                .map(this::heldOutWindow)
                .toArray();
        return IntStream.iterate(0, from -> from < own.length, from -> from + HELD_OUT_ROWS)
                .mapToObj(from -> heldOutBatch(own, from, Math.min(own.length, from + HELD_OUT_ROWS)));
    }

    /** {@return the window that look {@code i} takes, evenly spread} */
    private int heldOutWindow(int i) {
        return (int) ((long) i * corpus.validation().windows(context) / heldOutWindows);
    }

    private Batch heldOutBatch(int[] windows, int from, int to) {
        int rows = to - from;
        var inputs = new long[rows * context];
        var targets = new long[rows * context];
        for (int i = 0; i < rows; i++) {
            corpus.validation().copyWindow(windows[from + i], context, inputs, targets, i * context);
        }
        return new Batch(Torch.ids(inputs, rows, context), Torch.ids(targets, rows, context));
    }

    @Override
    public Tally tally(Model model, Batch batch) {
        var logits = model.logits(batch.input());
        long targets = batch.target().numel();
        return new Tally(
                Gpt.loss(logits, batch.target()).item_double() * targets, right(logits, batch.target()), targets);
    }

    private static double right(Tensor logits, Tensor target) {
        return logits.argmax(new org.bytedeco.pytorch.LongOptional(-1), false)
                .eq(target)
                .sum()
                .item_double();
    }
}
