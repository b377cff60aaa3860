package io.negawatt.train.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Telling two labels apart. Of a text the first words count, as many as a row may have; shorter texts are padded to the longest
 * of their batch, because padding takes energy and changes no answer.
 */
public final class ClassifyTask implements Task {
    private static final int HELD_OUT_ROWS = 64;

    private final List<Row> training;
    private final List<Row> heldOut;

    private static final class Row {
        final int[] ids;
        final int label;

        Row(int[] ids, int label) {
            this.ids = ids;
            this.label = label;
        }
    }

    /**
     * A task over both halves.
     *
     * @param context words of a row at most
     */
    public ClassifyTask(LabeledTexts.Halves halves, WordVocabulary vocabulary, int context) {
        this.training = rows(halves.training(), vocabulary, context);
        // Texts of about the same length together, so that there is little to pad.
        this.heldOut = rows(halves.validation(), vocabulary, context).stream()
                .sorted(Comparator.comparingInt(row -> row.ids.length))
                .toList();
    }

    private static List<Row> rows(LabeledTexts texts, WordVocabulary vocabulary, int context) {
        return texts.rows().stream()
                .map(row -> new Row(ids(vocabulary.encode(row.text()), context), row.label()))
                .toList();
    }

    /** A text without a word is one unknown word, since a row needs something to look at. */
    private static int[] ids(int[] words, int context) {
        return words.length == 0
                ? new int[] {WordVocabulary.UNKNOWN}
                : Arrays.copyOf(words, Math.min(words.length, context));
    }

    @Override
    public long rows() {
        return training.size();
    }

    @Override
    public Batch batch(long[] rows, int context) {
        return batch(
                Arrays.stream(rows).mapToObj(row -> training.get((int) row)).toList(), context);
    }

    private static Batch batch(List<Row> rows, int context) {
        int longest = rows.stream().mapToInt(row -> row.ids.length).max().orElse(0);
        int length = Math.min(context, longest);
        var input = new long[rows.size() * length];
        var target = new float[rows.size()];
        for (int i = 0; i < target.length; i++) {
            var row = rows.get(i);
            for (int at = 0; at < length; at++) {
                input[i * length + at] = at < row.ids.length ? row.ids[at] : WordVocabulary.PADDING;
            }
            target[i] = row.label;
        }
        return new Batch(Torch.ids(input, target.length, length), Torch.values(target));
    }

    @Override
    public Stream<Batch> heldOut(int rank, int workers) {
        var own = IntStream.range(0, heldOut.size())
                .filter(i -> i % workers == rank)
                .mapToObj(heldOut::get)
                .toList();
        return IntStream.iterate(0, from -> from < own.size(), from -> from + HELD_OUT_ROWS)
                .mapToObj(from ->
                        batch(own.subList(from, Math.min(own.size(), from + HELD_OUT_ROWS)), Integer.MAX_VALUE));
    }

    @Override
    public Tally tally(Model model, Batch batch) {
        var logits = model.logits(batch.input());
        long rows = batch.rows();
        double loss =
                torch.binary_cross_entropy_with_logits(logits, batch.target()).item_double();
        return new Tally(loss * rows, right(logits, batch.target()), rows);
    }

    private static double right(Tensor logits, Tensor target) {
        return logits.gt(Torch.scalar(0)).eq(target).sum().item_double();
    }
}
