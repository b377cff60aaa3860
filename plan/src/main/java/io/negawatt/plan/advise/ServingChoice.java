package io.negawatt.plan.advise;

import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.estimate.InferenceEstimator;
import io.negawatt.core.estimate.ServingSystem;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What to serve a model on for the requests of a trace: the device, devices a replica, how they share the model, replicas and batch of
 * least energy that keep a wish for the time per token.
 *
 * <p>Each way is played through the trace, request by request. The wish is kept where the wanted share of the requests stays within it
 * even if every step takes as long as the upper end of its 90 % interval, and waits no longer than the longest wait.
 *
 * @param options every way that was played, the one of least energy first
 * @param wish what was wished for
 */
public record ServingChoice(List<ServingOption> options, Wish wish) {
    private static final int[] GPUS = {1, 2, 4, 8};
    /** More replicas than are needed keep smaller batches, which is faster and takes more energy: shown, seldom chosen. */
    private static final int MORE = 2;

    /**
     * What is asked of the service.
     *
     * @param tokenS longest mean time per output token of a request, in s
     * @param share of the requests that must keep it, above 0 and up to 1
     * @param waitS longest that they may wait for a place in a batch, in s
     * @param mostGpus devices that there are
     */
    public record Wish(double tokenS, double share, double waitS, int mostGpus) {
        boolean isKeptBy(ServingOption option) {
            return option.lateS() <= tokenS && option.waitS() <= waitS;
        }
    }

    /** {@return the ways to serve a model on devices such as these} */
    public static ServingChoice of(
            ArrivalTrace trace,
            InferenceEstimator estimator,
            ServingSystem system,
            List<Deployment> deployments,
            Wish wish) {
        var options = deployments.stream()
                .flatMap(ServingChoice::sizes)
                .filter(Deployment::fits)
                .flatMap(deployment -> new Search(trace, estimator, system, deployment, wish).options())
                .sorted(Comparator.comparingDouble(
                        option -> option.joulesPerToken().mid()))
                .toList();
        return new ServingChoice(options, wish);
    }

    /** {@return the way of least energy that keeps the wish; empty where none does} */
    public Optional<ServingOption> best() {
        return options.stream().filter(wish::isKeptBy).findFirst();
    }

    /** {@return whether an option keeps the wish} */
    public boolean keeps(ServingOption option) {
        return wish.isKeptBy(option);
    }

    /** {@return the options that no other beats in both energy and time, the fastest first} */
    public List<ServingOption> frontier() {
        var front = new ArrayList<ServingOption>();
        var fastestFirst = options.stream()
                .filter(option -> option.waitS() <= wish.waitS)
                .sorted(Comparator.comparingDouble(ServingOption::lateS))
                .toList();
        double least = Double.POSITIVE_INFINITY;
        for (var option : fastestFirst) {
            if (option.joulesPerToken().mid() < least) {
                least = option.joulesPerToken().mid();
                front.add(option);
            }
        }
        return List.copyOf(front);
    }

    private static Stream<Deployment> sizes(Deployment deployment) {
        return IntStream.of(GPUS).mapToObj(deployment::withGpus);
    }

    /** The ways to serve with replicas of one size. */
    private static final class Search {
        private final ArrivalTrace trace;
        private final ServingSystem system;
        private final Pace pace;
        private final Deployment deployment;
        private final Wish wish;

        Search(
                ArrivalTrace trace,
                InferenceEstimator estimator,
                ServingSystem system,
                Deployment deployment,
                Wish wish) {
            this.trace = trace;
            this.system = system;
            this.deployment = deployment.withTokens(trace.meanInput(), trace.meanOutput());
            this.pace = Pace.of(estimator, this.deployment);
            this.wish = wish;
        }

        /**
         * From the fewest replicas that could keep up, until some have kept the wish and a few more were looked at; where a sequence
         * alone is too slow, no number of them helps.
         */
        Stream<ServingOption> options() {
            var options = new ArrayList<ServingOption>();
            int fewest = fewest();
            int most = wish.mostGpus / deployment.gpus();
            int last = pace.mostWithin(wish.tokenS) == 0 ? Math.min(most, fewest + MORE) : most;
            int kept = 0;
            for (int replicas = fewest; replicas <= last && kept <= MORE; replicas++) {
                var with = withReplicas(replicas);
                options.addAll(with);
                kept += with.stream().anyMatch(wish::isKeptBy) ? 1 : 0;
            }
            return options.stream();
        }

        /** Fewer could not decode the tokens of the trace in its time at all, even at the fastest batch. */
        private int fewest() {
            double fastest = IntStream.rangeClosed(1, pace.most())
                    .mapToDouble(n -> n / pace.tokenS()[n])
                    .max()
                    .orElseThrow();
            double wanted = trace.outputTokens() / (trace.lengthS() + wish.waitS + trace.meanOutput() * wish.tokenS);
            return Math.max(1, (int) Math.floor(wanted / fastest));
        }

        /**
         * With as large a batch as the load fills, and, where that breaks the wish, with the batch that cannot break it. A batch
         * that the load never fills changes nothing, and a smaller one only defers work to smaller batches.
         */
        private List<ServingOption> withReplicas(int replicas) {
            var free = option(replicas, pace.most());
            int safe = pace.mostWithin(wish.tokenS);
            return wish.isKeptBy(free) || safe == 0 || safe >= free.batch()
                    ? List.of(free)
                    : List.of(free, option(replicas, safe));
        }

        private ServingOption option(int replicas, int batch) {
            var expected = Replay.of(trace, pace, pace.tokenS(), replicas, batch);
            var late = Replay.of(trace, pace, pace.lateS(), replicas, batch);
            double sequences = meanSequences(replicas);
            var estimate = pace.near(sequences);
            var device = deployment.device();
            double perToken = expected.joules() / trace.outputTokens();
            var devices = scaled(estimate, perToken);
            double restSeconds = expected.lengthS() * replicas * deployment.gpus() / trace.outputTokens();
            var joules = devices.plus(system.restW(device).times(restSeconds)).times(system.pue(device));
            return new ServingOption(
                    estimate,
                    replicas,
                    Math.min(batch, late.mostAtOnce()),
                    joules,
                    devices,
                    expected.tokenS(wish.share),
                    late.tokenS(wish.share),
                    late.waitS(wish.share));
        }

        /** {@return sequences that a replica holds on the mean: those for which it decodes as fast as tokens are asked for} */
        private double meanSequences(int replicas) {
            double perS = trace.outputTokens() / trace.lengthS() / replicas;
            int n = 1;
            while (n < pace.most() && n / pace.tokenS()[n] < perS) {
                n++;
            }
            return n;
        }

        private static Interval scaled(InferenceEstimate estimate, double joules) {
            return estimate.joulesPerToken()
                    .times(joules / estimate.joulesPerToken().mid());
        }
    }
}
