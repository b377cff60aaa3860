package io.negawatt.train.parallel;

import io.negawatt.train.learn.ClassifierShape;
import io.negawatt.train.learn.ClassifyTask;
import io.negawatt.train.learn.EncoderShape;
import io.negawatt.train.learn.LabeledTexts;
import io.negawatt.train.learn.LstmShape;
import io.negawatt.train.learn.WordVocabulary;
import java.util.List;
import java.util.stream.IntStream;

/** A small labeled set: label 1 where {@code b} stands behind {@code a}. */
final class Texts {
    static final int CONTEXT = 8;
    static final List<ClassifierShape> SHAPES =
            List.of(new LstmShape(8, 8, 16, CONTEXT), new EncoderShape(8, 1, 16, 2, CONTEXT));

    private Texts() {}

    static ClassifyTask task() {
        var halves = new LabeledTexts.Halves(texts(0, 320), texts(320, 64));
        return new ClassifyTask(halves, WordVocabulary.train(halves.training().texts(), 100), CONTEXT);
    }

    private static LabeledTexts texts(int from, int count) {
        var rows = IntStream.range(from, from + count).mapToObj(Texts::row).toList();
        return new LabeledTexts("test", List.of("no", "yes"), rows, List.of());
    }

    private static LabeledTexts.Row row(int i) {
        int label = i % 2;
        var text =
                "c ".repeat(i / 2 % 3) + (label == 1 ? "a " : "b ") + "d ".repeat(i / 6 % 3) + (label == 1 ? "b" : "a");
        return new LabeledTexts.Row(text, label);
    }
}
