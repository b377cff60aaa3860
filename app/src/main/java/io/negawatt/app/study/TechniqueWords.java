package io.negawatt.app.study;

import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.app.study.TechniqueResult.Kind;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the techniques came to, in words: verdict by verdict, those that save the most first. */
record TechniqueWords(StudyWords words, List<TechniqueResult> techniques, int seeds) {
    private static final String NONE = "—";

    StudyTable table() {
        var columns = List.of(
                Column.words(words.say("technique")),
                Column.figures(words.say("technique.energy")),
                Column.words(words.say("ninety")),
                Column.words(words.say("technique.verdict")),
                Column.figures(words.say("technique.loss")),
                Column.words(words.say("technique.compared")));
        var rows = ordered().stream()
                .map(each -> List.of(
                        each.technique(),
                        each.ratio().map(ratio -> words.change(ratio.mid())).orElse(NONE),
                        each.ratio().map(words::ends).orElse(""),
                        words.verdict(each.verdict()),
                        StudyWords.lossDifference(each.lossDifference()),
                        against(each)))
                .toList();
        return new StudyTable(words.say("techniques.title"), columns, rows, sentences());
    }

    /** {@return what was compared with what; empty for what most are compared with, which the sentences say} */
    String against(TechniqueResult result) {
        if (isStandard(result)) {
            return "";
        }
        return words.say(
                "technique.against",
                words.compared(result),
                words.baseline(result.baseline()),
                words.baselineEnergy(result));
    }

    private static boolean isStandard(TechniqueResult result) {
        return result.measure() == Kind.TO_LOSS && result.baseline().equals(TechniqueStudy.STANDARD);
    }

    /** {@return the techniques, by verdict and then by what they save} */
    List<TechniqueResult> ordered() {
        return Arrays.stream(Verdict.values())
                .flatMap(verdict -> of(inOrder(), verdict).stream())
                .toList();
    }

    /** {@return those of a verdict, in their order} */
    List<TechniqueResult> of(Verdict verdict) {
        return of(ordered(), verdict);
    }

    private static List<TechniqueResult> of(List<TechniqueResult> all, Verdict verdict) {
        return all.stream().filter(each -> each.verdict() == verdict).toList();
    }

    private List<TechniqueResult> inOrder() {
        return techniques.stream()
                .sorted(Comparator.comparingDouble(
                        each -> each.ratio().map(Interval::mid).orElse(Double.POSITIVE_INFINITY)))
                .toList();
    }

    /** {@return the technique that saves the most of what is compared; empty where none is shown to save} */
    Optional<TechniqueResult> best(Kind kind) {
        return of(Verdict.SAVES).stream().filter(each -> each.measure() == kind).findFirst();
    }

    /** {@return the biggest savers, how many there are of each verdict, and what chance makes of so many comparisons} */
    List<String> sentences() {
        var sentences = new ArrayList<String>();
        sentences.add(best(Kind.TO_LOSS)
                .map(best -> said("techniques.best", best))
                .orElseGet(() -> words.say("techniques.none")));
        best(Kind.WHOLE).map(best -> said("techniques.whole", best)).ifPresent(sentences::add);
        best(Kind.SCORING).map(best -> said("techniques.scoring", best)).ifPresent(sentences::add);
        sentences.add(words.say("techniques.counts", counts()));
        techniques.stream()
                .filter(TechniqueWords::isStandard)
                .findFirst()
                .ifPresent(each -> sentences.add(words.say(
                        "techniques.standard",
                        StudyWords.loss(each.targetLoss()),
                        StudyWords.energy(each.baselineJ()))));
        sentences.add(words.say("techniques.chance", seeds));
        return sentences;
    }

    private String said(String key, TechniqueResult best) {
        return words.say(
                key,
                best.technique(),
                words.ratio(best.ratio().orElseThrow()),
                StudyWords.lossDifference(best.lossDifference()));
    }

    private String counts() {
        return Arrays.stream(Verdict.values())
                .filter(verdict -> !of(verdict).isEmpty())
                .map(verdict ->
                        words.say("count", words.name(verdict), of(verdict).size()))
                .collect(Collectors.joining(words.say("comma")));
    }
}
