package io.negawatt.app.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.agent.Activities.Share;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.HostUnit;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import java.util.HashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ActivitiesTest {

    private static Channel channel(OptionalDouble idleW) {
        return new Channel(
                "package-0",
                "rapl",
                "CPU",
                Component.COMPUTE,
                Scope.DEVICE,
                Tier.COUNTER,
                Activity.CPU,
                Optional.empty(),
                idleW,
                Channel.Bounds.within(0.05));
    }

    private static HostUnit unit(int number) {
        return new HostUnit(HostUnit.Kind.JOB, "j" + number, Optional.empty(), "/job_" + number);
    }

    /** What is given out, and what is nobody's, is what was metered. */
    @Test
    void never_more_is_given_out_than_was_metered() {
        for (int seed = 0; seed < 1_000; seed++) {
            var random = new SplittableRandom(seed);
            double elapsedS = random.nextDouble(1, 60);
            double joules = random.nextDouble(0, 10_000);
            var uses = new HashMap<HostUnit, Double>();
            for (int i = 0; i < random.nextInt(6); i++) {
                uses.put(unit(i), random.nextDouble(0, 10));
            }
            double sum = uses.values().stream().mapToDouble(Double::doubleValue).sum();
            var share = new Share(sum + random.nextDouble(0, 5), sum * random.nextDouble(0, 3), uses);
            var idleW = random.nextBoolean() ? OptionalDouble.of(random.nextDouble(0, 200)) : OptionalDouble.empty();
            var parts = Activities.attribute(channel(idleW), joules, elapsedS, share);
            assertThat(parts.values()).allMatch(it -> it >= 0);
            assertThat(parts.values().stream().mapToDouble(Double::doubleValue).sum())
                    .isLessThanOrEqualTo(joules + 1e-9);
        }
    }

    @Test
    void idle_power_is_nobodys_and_the_rest_is_shared_by_use() {
        var uses = new HashMap<HostUnit, Double>();
        uses.put(unit(1), 3.0);
        uses.put(unit(2), 1.0);
        var known = Activities.attribute(channel(OptionalDouble.of(20)), 1_000, 10, new Share(8, 40, uses));
        assertThat(known.get(unit(1))).isCloseTo(300, within(1e-9));
        assertThat(known.get(unit(2))).isCloseTo(100, within(1e-9));
        var unknown = Activities.attribute(channel(OptionalDouble.empty()), 1_000, 10, new Share(8, 40, uses));
        assertThat(unknown.get(unit(1))).isCloseTo(75, within(1e-9));
    }
}
