package io.negawatt.app.study;

import io.negawatt.app.report.FigureUnit;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.app.study.ScalingFit.Predicted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What workers and batches came to, in words: which number uses the least energy, and which terms make it so. */
record ScalingWords(StudyWords words, StudyResult.Scaling scaling) {
    private static final int NAMED_PHASES = 3;
    /** A term that moves by less than this share of the whole is said to stay. */
    private static final double SAME = 0.005;
    /** What falls is said first, what stays last. */
    private static final List<Integer> IN_ORDER = List.of(-1, 1, 0);

    StudyTable table() {
        var unit = unit();
        var columns = List.of(
                Column.figures(words.say("scaling.workers")),
                Column.figures(words.say("scaling.rows")),
                Column.figures(words.say("scaling.rate")),
                Column.figures(words.say("scaling.efficiency")),
                Column.figures(words.say("scaling.energy", unit.symbol())),
                Column.words(words.say("scaling.phases.largest")));
        var rows = scaling.points().stream()
                .map(point -> List.of(
                        String.valueOf(point.workers()),
                        String.valueOf(point.batchRows()),
                        words.figures().count(Math.rint(point.tokensPerS())),
                        words.figures().percent(point.efficiency()),
                        unit.column(point.jPerToken()),
                        largest(point)))
                .toList();
        return new StudyTable(words.say("scaling.title"), columns, rows, sentences());
    }

    /** {@return the unit in which the energies of a token are written} */
    FigureUnit unit() {
        return FigureUnit.ofUnitEnergyJ(scaling.points().stream()
                .mapToDouble(ScalingPoint::jPerToken)
                .max()
                .orElse(0));
    }

    private String largest(ScalingPoint point) {
        return point.phaseJPerToken().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(NAMED_PHASES)
                .map(phase -> words.phase(phase.getKey()) + " "
                        + words.figures().percent(phase.getValue() / point.jPerToken()))
                .collect(Collectors.joining(" · "));
    }

    /** {@return the number of workers, why it is that one, and how far the fit can be believed} */
    List<String> sentences() {
        var sentences = new ArrayList<String>();
        sentences.add(least());
        sentences.addAll(why());
        sentences.add(sure());
        return sentences;
    }

    private ScalingFit fit() {
        return scaling.fit();
    }

    private String least() {
        var least = fit().at(fit().leastEnergyWorkers());
        String energy = StudyWords.energy(least.jPerToken());
        return least.workers() == 1
                ? words.say("scaling.least.one", energy)
                : words.say(
                        "scaling.least",
                        least.workers(),
                        energy,
                        words.change(least.jPerToken() / fit().at(1).jPerToken()));
    }

    /** {@return which terms fall and which grow on the way to the least, and which of them beyond it} */
    List<String> why() {
        int least = fit().leastEnergyWorkers();
        int last = fit().predicted().size();
        var why = new ArrayList<String>();
        if (least > 1) {
            why.add(from(1, least));
        }
        if (least < last) {
            why.add(from(least, last));
        } else {
            why.add(words.say("scaling.last", last));
        }
        return why;
    }

    private String from(int some, int more) {
        var from = fit().at(some);
        var to = fit().at(more);
        var changes = Arrays.stream(Term.values())
                .filter(term -> term.joules(from) > 0 || term.joules(to) > 0)
                .sorted(Comparator.comparingInt(term -> IN_ORDER.indexOf(direction(term, from, to))))
                .map(term -> change(term, from, to))
                .toList();
        return words.say("scaling.from", some, more, String.join(words.say("semicolon"), changes));
    }

    /** {@return below 0 for a term that falls, above 0 for one that grows, 0 for one that stays} */
    private static int direction(Term term, Predicted from, Predicted to) {
        double change = (term.joules(to) - term.joules(from)) / Math.max(from.jPerToken(), to.jPerToken());
        return Math.abs(change) < SAME ? 0 : (int) Math.signum(change);
    }

    private String change(Term term, Predicted from, Predicted to) {
        int direction = direction(term, from, to);
        if (direction == 0) {
            return words.say("scaling.stays", words.say("term." + term.key()), StudyWords.energy(term.joules(to)));
        }
        boolean turns = to.workers() > fit().cores() && direction > 0 && term == Term.IDLE;
        String how = direction < 0 ? ".falls" : turns ? ".turns" : ".grows";
        var energies = StudyWords.energies(term.joules(from), term.joules(to));
        return words.say("why." + term.key() + how, energies.get(0), energies.get(1), fit().cores());
    }

    private String sure() {
        double error = fit().meanErrorShare();
        int least = fit().leastEnergyWorkers();
        double withinJ = fit().at(least).jPerToken() * (1 + error);
        var near = fit().predicted().stream()
                .filter(other -> other.workers() != least && other.jPerToken() <= withinJ)
                .map(other -> String.valueOf(other.workers()))
                .toList();
        String missed = words.figures().percent(error);
        int points = scaling.points().size();
        return near.isEmpty()
                ? words.say("scaling.sure", missed, points)
                : words.say("scaling.sure.near", missed, points, words.listed(near));
    }
}
