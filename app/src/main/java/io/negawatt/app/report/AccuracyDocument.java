package io.negawatt.app.report;

import io.negawatt.core.estimate.Accuracy;
import io.negawatt.core.estimate.Calibrator;
import io.negawatt.core.estimate.InferenceEstimator;
import io.negawatt.core.estimate.TrainingAccuracy;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The document that says how good estimates are, in Markdown: every figure in it is computed when it is written. */
public final class AccuracyDocument {
    private final List<Accuracy.Line> lines;
    private final List<Accuracy.Line> older;
    private final List<Accuracy.Choice> choices;
    private final List<Accuracy.Coverage> coverage;
    private final List<Accuracy.Miss> worst;
    private final TrainingAccuracy training;
    private final int rows;

    private AccuracyDocument(Accuracy accuracy, List<Accuracy.Line> older, TrainingAccuracy training) {
        this.lines = accuracy.lines();
        this.older = older;
        this.choices = accuracy.choices();
        this.coverage = accuracy.coverage();
        this.worst = accuracy.worst();
        this.training = training;
        this.rows = accuracy.rows();
    }

    /** {@return the document of a folder of reference data; takes about a minute} */
    public static AccuracyDocument of(Calibrator calibrator, InferenceEstimator estimator) {
        return new AccuracyDocument(
                calibrator.accuracy(), calibrator.olderRows(estimator), calibrator.trainingAccuracy());
    }

    /** {@return the document in {@code lang}, as UTF-8} */
    public byte[] bytes(Lang lang) {
        var page = new Page(lang);
        page.text("title");
        page.text("intro", rows);
        page.text("inference");
        page.head("head.errors");
        lines.forEach(line -> page.row(page.get("line." + line.id()), line.rows(), percents(line)));
        page.text("choice");
        page.head("head.choice");
        choices.forEach(c -> page.row(
                one(c.wishMs()) + " ms", c.groups(), "+" + Numbers.fixed(c.overPercent(), 1) + " %", c.violations()));
        page.text("coverage");
        page.head("head.coverage");
        coverage.forEach(c -> page.row(page.get(c.id()), one(c.share()), c.lowestModel(), one(c.lowest())));
        page.text("worst");
        page.head("head.worst");
        worst.forEach(m -> page.row(
                m.modelId(),
                m.deployment(),
                one(m.batch()),
                Numbers.significant(m.metered(), 3),
                Numbers.significant(m.estimated(), 3),
                signed(m.percent())));
        page.text("why");
        page.text("older");
        page.head("head.errors");
        older.forEach(line -> page.row(page.get("line." + line.id()), line.rows(), percents(line)));
        page.text("older.why");
        training(page);
        return page.bytes();
    }

    private void training(Page page) {
        page.text("training");
        page.head("head.range");
        training.givenTime().forEach(range -> page.row(range.name(), range.runs(), range(range)));
        page.text("configuration");
        page.head("head.range");
        training.fromConfiguration().forEach(range -> page.row(range.name(), range.runs(), range(range)));
        page.text("published");
        page.head("head.errors");
        var line = training.publishedLine();
        page.row(page.get("line.published"), line.rows(), percents(line));
        page.blank();
        page.head("head.published");
        training.published().forEach(run -> page.row(run.name(), signed(run.percent())));
        page.text("training.why");
    }

    private static String percents(Accuracy.Line line) {
        return Numbers.fixed(line.median(), 1) + " | " + Numbers.fixed(line.p90(), 1);
    }

    private static String range(TrainingAccuracy.Range range) {
        return signed(range.leastPercent()) + " … " + signed(range.mostPercent());
    }

    private static String signed(double percent) {
        return (percent > 0 ? "+" : "") + Numbers.fixed(percent, 1) + " %";
    }

    private static String one(double value) {
        return Numbers.fixed(value, 0);
    }

    /** Markdown in one language, as it grows. */
    private static final class Page {
        private final Texts texts;
        private final List<String> lines = new ArrayList<>();

        Page(Lang lang) {
            this.texts = Texts.of(lang);
        }

        String get(String key, Object... args) {
            return texts.get("accuracy." + key, args);
        }

        /** Adds a text of one or more paragraphs. */
        void text(String key, Object... args) {
            blank();
            lines.add(get(key, args));
            blank();
        }

        /** Adds the head of a table. */
        void head(String key) {
            String head = get(key);
            lines.add(head);
            lines.add(head.replaceAll("[^|]+", "---"));
        }

        void row(Object... cells) {
            lines.add("| "
                    + String.join(
                            " | ", List.of(cells).stream().map(Object::toString).toList()) + " |");
        }

        void blank() {
            if (!lines.isEmpty() && !lines.getLast().isEmpty()) {
                lines.add("");
            }
        }

        byte[] bytes() {
            return (String.join("\n", lines).strip() + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }
}
