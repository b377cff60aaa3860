package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No row predicts itself. */
class CrossValidationTest {
    private static final String HELD = "Qwen/Qwen3-8B";

    /** {@return the predictions for one group, made once with its labels as metered and once with labels ten times as high} */
    private static List<List<Double>> beforeAndAfterItsLabelsChange(Splits split, CrossValidation.Learner learner) {
        var rows = Cases.rows(1.3);
        var other = rows.stream()
                .map(row -> row.modelId().equals(HELD) ? row.withJoulesPerToken(row.joulesPerToken() * 10) : row)
                .toList();
        return Stream.of(rows, other)
                .map(all -> CrossValidation.leaveOut(all, split::groupOf, learner).stream()
                        .filter(held -> held.row().modelId().equals(HELD))
                        .map(held -> held.point().joulesPerToken())
                        .toList())
                .toList();
    }

    @Test
    void whatIsHeldOutDoesNotMoveItsOwnPrediction() {
        var both = beforeAndAfterItsLabelsChange(
                Splits.MODEL, rows -> InferenceModel.fit(rows).predictor());
        assertThat(both.getFirst()).hasSize(4).isEqualTo(both.getLast());
    }

    @Test
    void aLeakOfTheLabelIsCaught() {
        // A learner that is handed all rows, whatever it was told to leave out.
        var moved = beforeAndAfterItsLabelsChange(
                Splits.MODEL,
                leaking(Cases.rows(1.3), leaky -> InferenceModel.fit(leaky).predictor()));
        assertThat(moved.getFirst()).isNotEqualTo(moved.getLast());
    }

    private static CrossValidation.Learner leaking(List<Observation> all, CrossValidation.Learner learner) {
        var labels = new ArrayDeque<>(List.of(1.0, 1.0, 1.0, 10.0, 10.0, 10.0));
        return rows -> {
            double factor = labels.removeFirst();
            return learner.learn(all.stream()
                    .map(row ->
                            row.modelId().equals(HELD) ? row.withJoulesPerToken(row.joulesPerToken() * factor) : row)
                    .toList());
        };
    }

    @Test
    void everyRowIsHeldOutOnce() {
        var held = Splits.MODEL.run(Cases.rows(1.0));
        assertThat(held.stream().map(h -> h.row().row()).collect(Collectors.toSet()))
                .hasSize(12);
        assertThat(held).hasSize(12).allMatch(h -> h.standing().kinship() != Kinship.MODEL);
    }

    @Test
    void theSameRowsGiveTheSamePredictions() {
        assertThat(Splits.MODEL.run(Cases.rows(1.2))).isEqualTo(Splits.MODEL.run(Cases.rows(1.2)));
    }

    @Test
    void aFitFindsAFactorThatAllRowsShare() {
        var truth = Cases.rows(1.25);
        var fitted = InferenceModel.fit(truth).predictor();
        for (var row : truth) {
            assertThat(fitted.at(row.deployment()).joulesPerToken() / row.joulesPerToken())
                    .isBetween(0.9, 1.1);
        }
    }
}
