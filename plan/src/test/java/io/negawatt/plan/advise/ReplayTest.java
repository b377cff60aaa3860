package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.plan.advise.ArrivalTrace.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The replay against a slow one that steps through time, and its laws. */
class ReplayTest {
    /** A replica of up to 8 sequences: a step takes 20 ms and 2 ms more for each sequence, and draws 300 W and 20 W for each. */
    static Pace pace() {
        double[] stepS =
                IntStream.rangeClosed(0, 8).mapToDouble(n -> 0.02 + 0.002 * n).toArray();
        double[] watts = IntStream.rangeClosed(0, 8)
                .mapToDouble(n -> n == 0 ? 100 : 300 + 20 * n)
                .toArray();
        return new Pace(List.of(), stepS, stepS, watts);
    }

    static ArrivalTrace trace(int requests, double spanS, long seed) {
        var random = new Random(seed);
        var times = random.doubles(requests, 0, spanS).sorted().toArray();
        double first = times[0];
        return new ArrivalTrace(IntStream.range(0, requests)
                .mapToObj(i -> new Request(times[i] - first, 100, 1 + random.nextInt(60)))
                .toList());
    }

    @Test
    void aRequestAloneTakesItsTokensTimesTheStep() {
        var outcome = Replay.of(new ArrivalTrace(List.of(new Request(0, 10, 50))), pace(), pace().tokenS(), 1, 8);
        assertThat(outcome.lengthS()).isCloseTo(50 * 0.022, within(1e-9));
        assertThat(outcome.tokenS(1)).isCloseTo(0.022, within(1e-12));
        assertThat(outcome.joules()).isCloseTo(50 * 0.022 * 320, within(1e-6));
        assertThat(outcome.waitS(1)).isZero();
    }

    @Test
    void itAgreesWithOneThatStepsThroughTime() {
        for (long seed = 1; seed <= 3; seed++) {
            var trace = trace(60, 20, seed);
            var outcome = Replay.of(trace, pace(), pace().tokenS(), 1, 6);
            var slow = stepped(trace, pace(), 6);
            assertThat(outcome.joules()).isCloseTo(slow.joules, within(0.003 * slow.joules));
            assertThat(outcome.lengthS()).isCloseTo(slow.lengthS, within(0.003 * slow.lengthS));
        }
    }

    /** Energy and length by steps of a tenth of a millisecond. */
    private record Slow(double joules, double lengthS) {}

    private static Slow stepped(ArrivalTrace trace, Pace pace, int batch) {
        double step = 1e-4;
        var left = new ArrayList<Double>();
        var queue = new ArrayList<>(trace.requests());
        double now = 0;
        double joules = 0;
        while (!queue.isEmpty() || !left.isEmpty()) {
            while (!queue.isEmpty() && queue.getFirst().atS() <= now && left.size() < batch) {
                left.add(queue.removeFirst().outputTokens());
            }
            joules += pace.watts()[left.size()] * step;
            double tokens = step / pace.tokenS()[left.size()];
            left.replaceAll(rest -> rest - tokens);
            left.removeIf(rest -> rest <= 1e-9);
            now += step;
        }
        return new Slow(joules, now);
    }

    @Test
    void everyRequestIsAnsweredAndTheEnergyLiesBetweenIdleAndBusy() {
        var trace = trace(200, 30, 7);
        for (int replicas = 1; replicas <= 3; replicas++) {
            var outcome = Replay.of(trace, pace(), pace().tokenS(), replicas, 8);
            assertThat(outcome.tokenTimesS()).hasSize(200).isSorted();
            assertThat(outcome.tokenTimesS().getFirst()).isGreaterThanOrEqualTo(0.022 - 1e-12);
            assertThat(outcome.tokenS(1)).isLessThanOrEqualTo(0.036 + 1e-12);
            double seconds = replicas * outcome.lengthS();
            assertThat(outcome.joules()).isBetween(100 * seconds, 460 * seconds);
        }
    }

    @Test
    void moreReplicasKeepSmallerBatches() {
        var trace = trace(300, 20, 5);
        var one = Replay.of(trace, pace(), pace().tokenS(), 1, 8);
        var three = Replay.of(trace, pace(), pace().tokenS(), 3, 8);
        assertThat(three.tokenS(0.95)).isLessThanOrEqualTo(one.tokenS(0.95));
        assertThat(three.waitS(0.95)).isLessThanOrEqualTo(one.waitS(0.95));
    }
}
