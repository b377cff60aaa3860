package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.ServingSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ServingChoiceTest {
    private static final ServingSystem SYSTEM = new ServingSystem(Servings.CATALOG, OptionalDouble.of(1.2));
    private static final List<Deployment> DEVICES = List.of(
            Servings.deployment("model_id", "Qwen/Qwen3-8B", "num_gpus", "1", "gpu_model", "H100"),
            Servings.deployment("model_id", "Qwen/Qwen3-8B", "num_gpus", "1", "gpu_model", "B200"));

    private static ServingChoice choice(ArrivalTrace trace, double wishS) {
        var wish = new ServingChoice.Wish(wishS, 0.95, 1, 16);
        return ServingChoice.of(trace, Servings.ESTIMATOR, SYSTEM, DEVICES, wish);
    }

    /** Requests that come so often that a replica or two are busy. */
    private static ArrivalTrace busy(long seed) {
        var once = ReplayTest.trace(400, 10, seed);
        return new ArrivalTrace(once.requests().stream()
                .map(r -> new ArrivalTrace.Request(r.atS(), 500, 4 * r.outputTokens()))
                .toList());
    }

    @Test
    void theChoiceIsThatOfBruteForceOverTheGrid() {
        for (double wishS : new double[] {0.02, 0.035, 0.1}) {
            var trace = busy(3);
            var wish = new ServingChoice.Wish(wishS, 0.95, 1, 16);
            double least = bruteForce(trace, wish);
            var best = choice(trace, wishS).best();
            assertThat(best.isPresent()).isEqualTo(Double.isFinite(least));
            best.ifPresent(option -> assertThat(option.joulesPerToken().mid()).isCloseTo(least, within(0.002 * least)));
        }
    }

    /** Every device, count, number of replicas and batch, played through; the least energy of a token that keeps the wish, in J. */
    private static double bruteForce(ArrivalTrace trace, ServingChoice.Wish wish) {
        double least = Double.POSITIVE_INFINITY;
        for (var device : DEVICES) {
            for (int gpus : new int[] {1, 2, 4, 8}) {
                var deployment = device.withGpus(gpus).withTokens(trace.meanInput(), trace.meanOutput());
                var pace = Pace.of(Servings.ESTIMATOR, deployment);
                for (int replicas = 1; replicas * gpus <= Math.min(8, wish.mostGpus()); replicas++) {
                    for (int batch : batches(pace)) {
                        var late = Replay.of(trace, pace, pace.lateS(), replicas, batch);
                        boolean kept =
                                late.tokenS(wish.share()) <= wish.tokenS() && late.waitS(wish.share()) <= wish.waitS();
                        least = kept ? Math.min(least, joules(trace, deployment, pace, replicas, batch)) : least;
                    }
                }
            }
        }
        return least;
    }

    private static List<Integer> batches(Pace pace) {
        var batches = new ArrayList<Integer>();
        for (int batch = 1; batch < pace.most(); batch = Math.max(batch + 1, batch * 5 / 4)) {
            batches.add(batch);
        }
        batches.add(pace.most());
        return batches;
    }

    private static double joules(ArrivalTrace trace, Deployment deployment, Pace pace, int replicas, int batch) {
        var expected = Replay.of(trace, pace, pace.tokenS(), replicas, batch);
        var device = deployment.device();
        double restJ = SYSTEM.restW(device).mid() * replicas * deployment.gpus() * expected.lengthS();
        return (expected.joules() + restJ) * SYSTEM.pue(device).mid() / trace.outputTokens();
    }

    @Test
    void whatIsChosenKeepsTheWishAtTheUpperEndOfItsInterval() {
        var choice = choice(busy(5), 0.03);
        var best = choice.best().orElseThrow();
        assertThat(best.lateS()).isLessThanOrEqualTo(0.03).isGreaterThanOrEqualTo(best.tokenS());
        assertThat(best.waitS()).isLessThanOrEqualTo(1);
        assertThat(best.joulesPerToken().low()).isLessThan(best.joulesPerToken().mid());
        assertThat(best.deviceJoulesPerToken().mid())
                .isLessThan(best.joulesPerToken().mid());
    }

    @Test
    void alongTheFrontierFasterCostsMore() {
        var frontier = choice(busy(9), 0.05).frontier();
        assertThat(frontier).hasSizeGreaterThan(1);
        for (int i = 1; i < frontier.size(); i++) {
            assertThat(frontier.get(i).lateS())
                    .isGreaterThanOrEqualTo(frontier.get(i - 1).lateS());
            assertThat(frontier.get(i).joulesPerToken().mid())
                    .isLessThan(frontier.get(i - 1).joulesPerToken().mid());
        }
    }

    @Test
    void aWishThatNothingKeepsLeavesNoChoice() {
        var choice = choice(busy(2), 0.0005);
        assertThat(choice.best()).isEmpty();
        assertThat(choice.options()).isNotEmpty();
    }
}
