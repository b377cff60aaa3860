package io.negawatt.app.study;

import io.negawatt.core.meter.Tier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a study found.
 *
 * @param size {@code quick} or {@code full}
 * @param machine what it ran on
 * @param tier how its energy was got, the weakest of all runs
 * @param elapsedS time it took, in s
 * @param seeds trainings of each technique
 * @param scaling workers and batches
 * @param techniques energy to the same loss
 * @param search shapes under an energy budget
 */
public record StudyResult(
        String size,
        String machine,
        String tier,
        double elapsedS,
        int seeds,
        Optional<Scaling> scaling,
        List<TechniqueResult> techniques,
        Optional<Search> search) {

    /** {@return how its energy was got} */
    Tier basis() {
        return Tier.valueOf(tier.toUpperCase(Locale.ROOT));
    }

    /** Measured points and what they say of more workers. */
    public record Scaling(List<ScalingPoint> points, ScalingFit fit) {}

    /** Shapes and the energy that each may use, in J. */
    public record Search(double budgetJ, List<ShapeResult> shapes) {}
}
