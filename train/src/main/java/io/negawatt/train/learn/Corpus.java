package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Numbers;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Text for a language model, as tokens: what it learns from and what it is checked on. The same text and seed make the same
 * corpus, on every worker.
 *
 * @param vocabulary the tokens; learned from the training text alone
 * @param training the tokens to learn from
 * @param validation the tokens that are held out
 */
public record Corpus(Vocabulary vocabulary, Tokens training, Tokens validation) {

    /** What is held out as a whole. */
    public enum Unit {
        /** Stretches of the joined text, so that what is checked is of the same kind as what was learned. */
        BLOCKS,
        /** Files, so that a model is checked on texts it has seen nothing of. */
        FILES
    }

    /**
     * How the text is parted.
     *
     * @param heldOut share of the text to check on, above 0 and at most 0.5
     */
    public record Split(Unit unit, double heldOut, long seed) {
        /** A tenth, by blocks. */
        public static final Split DEFAULT = new Split(Unit.BLOCKS, 0.1, 0);

        public Split {
            if (!(heldOut > 0 && heldOut <= 0.5)) {
                throw new IllegalArgumentException("a share above 0 and at most 0.5 is held out, but got " + heldOut);
            }
        }
    }

    /** Blocks that are held out; more of them resemble the whole text better, fewer make fewer seams. */
    private static final int HELD_OUT_BLOCKS = 10;

    private static final double PERCENT = 100;

    /**
     * {@return the tokens of {@code files}}
     *
     * @param window length that each part must hold at least one window of
     * @param vocabulary makes the vocabulary from the training texts, or gives one that is there already
     * @throws BadInputException where the text is too short, or one file is too much of it to part by files
     */
    public static Corpus of(
            TextFiles files, Split split, int window, Function<List<String>, ? extends Vocabulary> vocabulary) {
        var pieces = pieces(files, split.unit, blocks(split));
        var heldOut = heldOut(pieces, split);
        var training = part(pieces, i -> !heldOut.contains(i));
        var validation = part(pieces, heldOut::contains);
        return encode(vocabulary.apply(training), training, validation, window);
    }

    private static List<String> part(List<String> pieces, IntPredicate belongs) {
        return IntStream.range(0, pieces.size())
                .filter(belongs)
                .mapToObj(pieces::get)
                .toList();
    }

    private static List<String> pieces(TextFiles files, Unit unit, int blocks) {
        var texts = files.files().stream()
                .map(file -> file.text().endsWith("\n") ? file.text() : file.text() + "\n")
                .toList();
        return switch (unit) {
            case BLOCKS -> Blocks.of(String.join("", texts), blocks);
            case FILES -> texts;
        };
    }

    private static int blocks(Split split) {
        return (int) Math.round(HELD_OUT_BLOCKS / split.heldOut);
    }

    private static Set<Integer> heldOut(List<String> pieces, Split split) {
        var chosen = HeldOut.choose(
                pieces.stream()
                        .map(text -> new HeldOut.Piece(Mix.of(split.seed, text), text.length()))
                        .toList(),
                split.heldOut);
        if (split.unit == Unit.FILES && chosen.isEmpty()) {
            throw BadInputException.of(
                    "train.corpus.bad.files", pieces.size(), Numbers.significant(split.heldOut * PERCENT, 2));
        }
        return chosen;
    }

    private static Corpus encode(Vocabulary vocabulary, List<String> training, List<String> validation, int window) {
        var corpus = new Corpus(vocabulary, tokens(vocabulary, training), tokens(vocabulary, validation));
        if (Math.min(corpus.training.windows(window), corpus.validation.windows(window)) == 0) {
            throw BadInputException.of(
                    "train.corpus.bad.short", corpus.training.count(), corpus.validation.count(), window + 1);
        }
        return corpus;
    }

    private static Tokens tokens(Vocabulary vocabulary, List<String> texts) {
        return new Tokens(vocabulary.encode(String.join("", texts)));
    }
}
