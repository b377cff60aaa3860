package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.train.learn.LabeledTexts.Halves;
import io.negawatt.train.learn.LabeledTexts.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A real labeled set that every clone has: the lines of a source tree, comment or code. Comment marks and indentation are
 * taken off, so that words have to tell. Each text comes once, the halves share no file, and each has as many comments as
 * code.
 *
 * @param halves label 0 is code, label 1 comment
 * @param files number of source files read
 * @param lines what became of every line of them; {@link Fate#CODE} and {@link Fate#COMMENT} before the classes are made
 *     equal
 */
public record CommentOrCode(Halves halves, int files, Map<Fate, Integer> lines) {
    static final int CODE = 0;
    static final int COMMENT = 1;

    /** What became of a line. */
    public enum Fate {
        CODE,
        COMMENT,
        BLANK,
        /** Code and a comment on one line. */
        MIXED,
        /** Part of a string over several lines, of a here-document, or the interpreter's name. */
        NEITHER,
        /** Fewer than three letters. */
        SHORT,
        /** More than 400 characters. */
        LONG,
        /** The same text as a line before. */
        REPEATED,
        /** Code in one place and comment in another. */
        AMBIGUOUS
    }

    public CommentOrCode {
        lines = Map.copyOf(lines);
    }

    /**
     * {@return the lines of the .java, .js, .py, .sh, .ts and .xml files below {@code root}}
     *
     * @param heldOut share of the lines to check on, by files
     * @throws BadInputException where the folder cannot be read or holds too few lines for two halves of both labels
     */
    public static CommentOrCode read(Path root, double heldOut, long seed) {
        var harvest = harvest(root);
        var rows = harvest.different();
        var chosen = HeldOut.choose(pieces(harvest.names(), rows, seed), heldOut);
        var training = balanced(part(rows, i -> !chosen.contains(i)), seed);
        var validation = balanced(part(rows, chosen::contains), seed);
        var set = new CommentOrCode(
                new Halves(texts(root, training, harvest.notes()), texts(root, validation, harvest.notes())),
                rows.size(),
                harvest.fates());
        if (training.isEmpty() || validation.isEmpty()) {
            throw BadInputException.of(
                    "train.lines.bad.few", root, set.count(Fate.COMMENT), set.count(Fate.CODE), set.files);
        }
        return set;
    }

    private static List<HeldOut.Piece> pieces(List<String> names, List<List<Row>> rows, long seed) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> new HeldOut.Piece(
                        Mix.of(seed, names.get(i)), rows.get(i).size()))
                .toList();
    }

    private static SourceHarvest harvest(Path root) {
        var harvest = new SourceHarvest();
        try {
            FileWalk.below(root).forEach(file -> harvest.add(file, name(root, file)));
        } catch (IOException e) {
            throw new BadInputException(
                    Message.of("train.text.bad.noFile", root, e.getClass().getSimpleName()), e);
        }
        return harvest;
    }

    /** {@return the path within the tree, the same on every system, since the halves hang on it} */
    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static List<Row> part(List<List<Row>> files, IntPredicate belongs) {
        return IntStream.range(0, files.size())
                .filter(belongs)
                .mapToObj(files::get)
                .flatMap(List::stream)
                .toList();
    }

    /** {@return as many rows of one label as of the other, chosen by hash} */
    private static List<Row> balanced(List<Row> rows, long seed) {
        var code = ofLabel(rows, CODE, seed);
        var comments = ofLabel(rows, COMMENT, seed);
        int each = Math.min(code.size(), comments.size());
        Set<Row> kept = Stream.of(code, comments)
                .flatMap(list -> list.stream().limit(each))
                .collect(Collectors.toUnmodifiableSet());
        return rows.stream().filter(kept::contains).toList();
    }

    private static List<Row> ofLabel(List<Row> rows, int label, long seed) {
        return rows.stream()
                .filter(row -> row.label() == label)
                .sorted(Comparator.comparingLong(row -> Mix.of(seed, row.text())))
                .toList();
    }

    private static LabeledTexts texts(Path root, List<Row> rows, List<Message> notes) {
        return new LabeledTexts(root.toString(), List.of("code", "comment"), rows, notes);
    }

    /** {@return how many lines had this fate} */
    public int count(Fate fate) {
        return lines.getOrDefault(fate, 0);
    }

    /** {@return in one sentence, what was found and what was left out} */
    public Message summary() {
        return Message.of(
                "train.lines.found",
                files,
                lines.values().stream().mapToInt(Integer::intValue).sum(),
                count(Fate.COMMENT),
                count(Fate.CODE),
                count(Fate.BLANK),
                count(Fate.MIXED) + count(Fate.NEITHER),
                count(Fate.SHORT) + count(Fate.LONG),
                count(Fate.REPEATED) + count(Fate.AMBIGUOUS),
                halves.training().rows().size(),
                halves.validation().rows().size());
    }
}
