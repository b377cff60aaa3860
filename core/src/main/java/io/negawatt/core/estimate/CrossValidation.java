package io.negawatt.core.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Predicts each row from a model that has seen nothing of its group: leave one model out, one family, one task, one device.
 */
final class CrossValidation {
    private CrossValidation() {}

    /** Something that is fitted to rows and then predicts. */
    interface Learner {
        /** {@return what the rows teach} */
        InferenceModel.Predictor learn(List<Observation> rows);
    }

    /**
     * A row and what was said of it by a model that did not see its group.
     *
     * @param standing where it stood among the rows that the model did see
     */
    record Held(Observation row, Point point, Standing standing) {
        /** {@return logarithm of predicted over metered energy} */
        double energyLog() {
            return Math.log(point.joulesPerToken() / row.joulesPerToken());
        }

        /** {@return logarithm of predicted over metered mean time per token} */
        double tokenLog() {
            return Math.log(point.tokenS() / row.tokenS());
        }
    }

    /** {@return every row, predicted without the rows that share its {@code group}} */
    static List<Held> leaveOut(List<Observation> rows, Function<Observation, String> group, Learner learner) {
        var groups = new TreeSet<String>();
        rows.forEach(row -> groups.add(group.apply(row)));
        var held = new ArrayList<Held>();
        for (String name : groups) {
            var rest =
                    rows.stream().filter(row -> !group.apply(row).equals(name)).toList();
            var predictor = learner.learn(rest);
            rows.stream()
                    .filter(row -> group.apply(row).equals(name))
                    .map(row -> held(row, predictor))
                    .forEach(held::add);
        }
        return List.copyOf(held);
    }

    private static Held held(Observation row, InferenceModel.Predictor predictor) {
        var d = row.deployment();
        return new Held(row, predictor.at(d), predictor.support().standing(d));
    }
}
