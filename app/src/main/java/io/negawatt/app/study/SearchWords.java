package io.negawatt.app.study;

import io.negawatt.app.report.TerminalTable.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the shapes came to, in words: the best at the budget, and those that lead where there is less energy. */
record SearchWords(StudyWords words, StudyResult.Search search) {
    private static final String NONE = "—";

    StudyTable table() {
        var columns = List.of(
                Column.words(words.say("shape")),
                Column.figures(words.say("shape.parameters")),
                Column.figures(words.say("shape.loss", budget())),
                Column.words(words.say("shape.frontier")));
        var rows = ranked().stream()
                .map(shape -> List.of(StudyWords.shape(shape), parameters(shape), loss(shape), frontier(shape)))
                .toList();
        return new StudyTable(words.say("search.title"), columns, rows, sentences());
    }

    String budget() {
        return StudyWords.energy(search.budgetJ());
    }

    String parameters(ShapeResult shape) {
        return words.figures().count((double) shape.parameters());
    }

    static String loss(ShapeResult shape) {
        return shape.lossAtBudget().isPresent()
                ? StudyWords.loss(shape.lossAtBudget().getAsDouble())
                : NONE;
    }

    String frontier(ShapeResult shape) {
        return shape.onFrontier() ? "● " + words.say("shape.leads") : "";
    }

    /** {@return the shapes, the lowest loss at the budget first} */
    List<ShapeResult> ranked() {
        return search.shapes().stream()
                .sorted(Comparator.comparingDouble(shape -> shape.lossAtBudget().orElse(Double.POSITIVE_INFINITY)))
                .toList();
    }

    /** {@return the best shape, which one leads before it, and what one training each can say} */
    List<String> sentences() {
        var ranked = ranked();
        var best = ranked.getFirst();
        var sentences = new ArrayList<String>();
        sentences.add(words.say("search.best", budget(), StudyWords.shape(best), parameters(best), loss(best)));
        earlier(best).ifPresent(sentences::add);
        long leading = ranked.stream().filter(ShapeResult::onFrontier).count();
        sentences.add(words.say("search.frontier", leading, ranked.size()));
        sentences.add(words.say("search.once"));
        return sentences;
    }

    /** {@return who leads with little energy, and how far, where it is another than the best at the budget} */
    private Optional<String> earlier(ShapeResult best) {
        var leads = Frontier.leads(search.shapes());
        var first = leads.getFirst();
        if (first.shape().equals(best)) {
            return Optional.empty();
        }
        double untilJ = leads.stream()
                .dropWhile(lead -> lead.shape().equals(first.shape()))
                .findFirst()
                .map(lead -> lead.point().joules())
                .orElse(search.budgetJ());
        return Optional.of(words.say("search.earlier", StudyWords.shape(first.shape()), StudyWords.energy(untilJ)));
    }
}
