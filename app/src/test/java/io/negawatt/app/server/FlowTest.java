package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.demo.Demo;
import io.negawatt.app.ingest.Names;
import io.negawatt.core.account.Terms;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes in is what is used is what is claimed, whatever meters, jobs and supplies say. */
class FlowTest {
    private static final List<String> COMPONENTS = List.of("compute", "transmit", "store", "cooling", "other");
    private static final List<String> SOURCES = List.of("grid", "solar", "battery");

    private final Terms terms = new Demo(InstantSource.system()).site().terms();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void theThreeSumsAreTheSame(long seed) {
        var random = new SplittableRandom(seed);
        var flow = new Flow(
                        draws(random, Names.POWER, "component", COMPONENTS),
                        draws(random, Names.ATTRIBUTED, "component", COMPONENTS),
                        draws(random, Names.SUPPLY, "source", SOURCES),
                        terms)
                .view("nobody");
        double sources =
                flow.sources().stream().mapToDouble(NowView.FlowSource::powerW).sum();
        double components = flow.components().stream()
                .mapToDouble(NowView.FlowComponent::powerW)
                .sum();
        double consumers = flow.consumers().stream()
                .mapToDouble(NowView.FlowConsumer::powerW)
                .sum();
        var close = within(1e-9 * Math.max(1, components));
        assertThat(sources).isCloseTo(components, close);
        assertThat(consumers).isCloseTo(components, close);
        assertThat(flow.totalW()).isCloseTo(components, close);
        assertThat(flow.consumers()).allSatisfy(it -> {
            var parts = it.partsW();
            assertThat(parts.compute() + parts.transmit() + parts.store() + parts.cooling() + parts.other())
                    .isCloseTo(it.powerW(), close);
            assertThat(it.powerW()).isNotNegative();
        });
    }

    private static List<Draw> draws(RandomGenerator random, String metric, String label, List<String> values) {
        var draws = new ArrayList<Draw>();
        int count = random.nextInt(7);
        for (int i = 0; i < count; i++) {
            var labels = new TreeMap<>(Map.of(label, values.get(random.nextInt(values.size())), "job", "j" + i % 3));
            labels.put("node", "n" + i);
            draws.add(new Draw(Names.power("t" + i % 2, metric, 1000, labels), 1000 * random.nextDouble(), 0));
        }
        return draws;
    }
}
