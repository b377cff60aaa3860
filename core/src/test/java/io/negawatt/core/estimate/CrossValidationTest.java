package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;

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
        var both = beforeAndAfterItsLabelsChange(Splits.MODEL, rows -> InferenceModel.fit(rows).predictor());
        assertThat(both.getFirst()).hasSize(4).isEqualTo(both.getLast());
    }

    @Test
    void aLeakOfTheLabelIsCaught() {
        // Rows of a curve are held out together but for one: what a split by row would do.
        var leaky = CrossValidation.leaveOut(
                Cases.rows(1.3), row -> String.valueOf(row.row()), rows -> InferenceModel.fit(rows).predictor());
        assertThat(leaky).hasSize(12);
        var seen = Cases.rows(1.3);
        var both = Stream.of(1.0, 10.0)
                .map(factor -> seen.stream()
                        .map(row -> row.modelId().equals(HELD)
                                ? row.withJoulesPerToken(row.joulesPerToken() * factor)
                                : row)
                        .toList())
                .map(all -> CrossValidation.leaveOut(seen, Splits.MODEL::groupOf, rows -> InferenceModel.fit(all)
                                .predictor())
                        .stream()
                        .map(held -> held.point().joulesPerToken())
                        .toList())
                .toList();
        assertThat(both.getFirst()).isNotEqualTo(both.getLast());
    }

    @Test
    void everyRowIsHeldOutOnce() {
        var held = Splits.MODEL.run(Cases.rows(1.0));
        assertThat(held.stream().map(h -> h.row().row()).collect(Collectors.toSet())).hasSize(12);
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
            assertThat(fitted.at(row.deployment()).joulesPerToken() / row.joulesPerToken()).isBetween(0.9, 1.1);
        }
    }
}
