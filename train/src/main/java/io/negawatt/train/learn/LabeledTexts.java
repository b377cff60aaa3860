package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Texts for a classifier of two classes.
 *
 * @param source what they were read from, as messages show it
 * @param labels names of the two labels, in the order of characters; a row says 0 for the first and 1 for the second
 * @param rows the texts with their labels
 * @param notes what a person should know of what was left out
 */
public record LabeledTexts(String source, List<String> labels, List<Row> rows, List<Message> notes) {

    /**
     * A text and its label.
     *
     * @param label 0 or 1, index into {@link LabeledTexts#labels()}
     */
    public record Row(String text, int label) {}

    /** The names of the columns, or of the properties in JSON, that hold text and label. */
    public record Columns(String text, String label) {
        public static final Columns DEFAULT = new Columns("text", "label");
    }

    /** What a classifier learns from and what it is checked on. */
    public record Halves(LabeledTexts training, LabeledTexts validation) {}

    public LabeledTexts {
        labels = List.copyOf(labels);
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /**
     * {@return the rows of {@code file}: CSV with a header (RFC 4180) where it ends in .csv, one JSON object a line where it
     * ends in .jsonl or .ndjson; UTF-8}
     *
     * <p>Labels are 0 and 1 or any two names. Rows without text are left out with a note.
     *
     * @throws BadInputException where the file cannot be read, lacks a column, or holds other than two labels
     */
    public static LabeledTexts read(Path file, Columns columns) {
        String name = file.toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var rows = new LabeledRows(name);
        switch (ending) {
            case "csv" -> LabeledCsv.read(name, text(file, rows), columns, rows);
            case "jsonl", "ndjson" -> LabeledJson.read(name, text(file, rows), columns, rows);
            default -> throw BadInputException.of("train.labels.bad.form", name);
        }
        return rows.texts();
    }

    private static String text(Path file, LabeledRows rows) {
        return switch (TextRead.of(file, file.toString())) {
            case TextRead.Unread unread -> throw new BadInputException(unread.why());
            case TextRead.Text text -> {
                text.note().ifPresent(rows::note);
                yield text.text();
            }
        };
    }

    /** {@return the number of rows with {@code label}, 0 or 1} */
    public int count(int label) {
        return (int) rows.stream().filter(row -> row.label == label).count();
    }

    /** {@return the texts alone, to learn a vocabulary from} */
    public List<String> texts() {
        return rows.stream().map(Row::text).toList();
    }

    /**
     * {@return the rows parted by the hash of their texts, so that equal texts fall to the same half}
     *
     * @param heldOut share of the rows to check on
     * @throws BadInputException where a half would lack a label
     */
    public Halves split(double heldOut, long seed) {
        Map<String, Long> counts =
                rows.stream().collect(Collectors.groupingBy(Row::text, LinkedHashMap::new, Collectors.counting()));
        var different = List.copyOf(counts.keySet());
        var pieces = counts.entrySet().stream()
                .map(entry -> new HeldOut.Piece(Mix.of(seed, entry.getKey()), entry.getValue()))
                .toList();
        var chosen =
                HeldOut.choose(pieces, heldOut).stream().map(different::get).collect(Collectors.toUnmodifiableSet());
        return halves(only(row -> !chosen.contains(row.text)), only(row -> chosen.contains(row.text)));
    }

    private LabeledTexts only(Predicate<Row> belongs) {
        return new LabeledTexts(source, labels, rows.stream().filter(belongs).toList(), notes);
    }

    private Halves halves(LabeledTexts training, LabeledTexts validation) {
        boolean complete =
                IntStream.of(0, 1).allMatch(label -> training.count(label) > 0 && validation.count(label) > 0);
        if (!complete) {
            throw BadInputException.of(
                    "train.labels.bad.class",
                    source,
                    training.rows.size(),
                    validation.rows.size(),
                    String.join(", ", labels));
        }
        return new Halves(training, validation);
    }
}
