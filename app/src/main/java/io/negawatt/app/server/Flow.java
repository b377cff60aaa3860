package io.negawatt.app.server;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.server.NowView.FlowComponent;
import io.negawatt.app.server.NowView.FlowConsumer;
import io.negawatt.app.server.NowView.FlowSource;
import io.negawatt.app.server.NowView.PartsW;
import io.negawatt.core.account.Terms;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the power of a moment comes from and goes to. The sums of sources, components and consumers are the same: what the main
 * meter sees beyond all parts is a component of its own and nobody's, and what jobs claim beyond a device is scaled down to it.
 *
 * <p>Cooling is what cooling meters read; where there is none it follows from the PUE of the terms. Each consumer bears it in
 * proportion to its IT power. Of a node without a meter what jobs claim is taken for what it draws.
 */
final class Flow {
    private static final String UNATTRIBUTED = "unattributed";

    private final Map<Component, Interval> watts = new EnumMap<>(Component.class);
    private final Map<Component, Tier> tiers = new EnumMap<>(Component.class);
    private final Map<String, Consumer> consumers = new LinkedHashMap<>();
    private final Map<String, Double> sources = new LinkedHashMap<>();
    private double metered;

    private static final class Consumer {
        private final Draw example;
        private final Map<Component, Double> parts = new EnumMap<>(Component.class);

        private Consumer(Draw example) {
            this.example = example;
        }
    }

    /**
     * @param meters readings of meters
     * @param jobs what jobs are charged with
     * @param supply what comes in
     */
    Flow(List<Draw> meters, List<Draw> jobs, List<Draw> supply, Terms terms) {
        meters.stream()
                .filter(it -> Names.isWhole(it.series()) && Names.scope(it.series()) != Scope.SITE)
                .forEach(it -> take(it, Names.tier(it.series())));
        Claims.unmetered(jobs, meters).forEach(it -> take(it, Tier.ATTRIBUTED));
        cool(terms);
        supply.forEach(it -> sources.merge(it.label(Names.SOURCE), it.watts(), Double::sum));
        balance();
        Claims.apart(jobs).forEach(this::charge);
        fit();
    }

    private void take(Draw reading, Tier tier) {
        var component = Names.component(reading.series());
        var interval = Interval.within(Math.max(0, reading.watts()), error(tier));
        watts.merge(component, interval, Interval::plus);
        tiers.merge(component, tier, Tier::weaker);
        metered += tier.compareTo(Tier.COUNTER) <= 0 ? interval.mid() : 0;
    }

    /** Half of the 90 % interval, as a fraction, of a reading of which nothing but its tier is known. */
    private static double error(Tier tier) {
        return switch (tier) {
            case METERED -> 0.02;
            case COUNTER -> 0.05;
            case ATTRIBUTED -> 0.1;
            case MODELED -> 0.25;
            case DEFAULT -> 0.5;
        };
    }

    private double it() {
        return watts.entrySet().stream()
                .filter(it -> it.getKey().isIt())
                .mapToDouble(it -> it.getValue().mid())
                .sum();
    }

    private void cool(Terms terms) {
        if (!watts.containsKey(Component.COOLING) && it() > 0) {
            var pue = terms.pue().value();
            watts.put(
                    Component.COOLING,
                    new Interval(Math.max(0, pue.low() - 1), Math.max(0, pue.mid() - 1), Math.max(0, pue.high() - 1))
                            .times(it()));
            tiers.put(Component.COOLING, terms.pue().tier());
        }
    }

    /** Without a grid meter the grid brings what nothing else does; with one, what it sees beyond the parts is nobody's. */
    private void balance() {
        double parts = totalW();
        double supplied =
                sources.values().stream().mapToDouble(Double::doubleValue).sum();
        if (!sources.containsKey("grid") && parts > supplied) {
            sources.put("grid", parts - supplied);
        } else if (supplied > parts) {
            watts.merge(Component.OTHER, Interval.exactly(supplied - parts), Interval::plus);
            tiers.merge(Component.OTHER, Tier.METERED, Tier::weaker);
        } else if (parts > supplied) {
            sources.merge("unknown", parts - supplied, Double::sum);
        }
    }

    private void charge(Draw reading) {
        String key = reading.series().tenant() + "/" + reading.label(Names.KIND) + "/" + reading.label(Names.JOB);
        consumers
                .computeIfAbsent(key, _ -> new Consumer(reading))
                .parts
                .merge(Names.component(reading.series()), Math.max(0, reading.watts()), Double::sum);
    }

    /** Scales claims down to what was metered, and lets everybody bear his part of the cooling. */
    private void fit() {
        for (var component : Component.values()) {
            double seen = mid(component);
            double claimed = claimed(component);
            if (claimed > seen) {
                consumers.values().forEach(it -> it.parts.computeIfPresent(component, (_, w) -> w * seen / claimed));
            }
        }
        if (claimed(Component.COOLING) == 0 && it() > 0) {
            double perW = mid(Component.COOLING) / it();
            consumers.values().forEach(it -> it.parts.put(Component.COOLING, perW * itOf(it)));
        }
    }

    private static double itOf(Consumer consumer) {
        return consumer.parts.entrySet().stream()
                .filter(it -> it.getKey().isIt())
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    private double claimed(Component component) {
        return consumers.values().stream()
                .mapToDouble(it -> it.parts.getOrDefault(component, 0.0))
                .sum();
    }

    private double mid(Component component) {
        return watts.getOrDefault(component, Interval.ZERO).mid();
    }

    /** {@return power of the site with its interval, in W} */
    Interval powerW() {
        return Interval.sum(watts.values());
    }

    double totalW() {
        return watts.values().stream().mapToDouble(Interval::mid).sum();
    }

    boolean isEmpty() {
        return watts.isEmpty();
    }

    /** {@return the weakest tier among the components that make up at least 1 % of the power} */
    Optional<Tier> tier() {
        double least = totalW() / 100;
        return tiers.entrySet().stream()
                .filter(it -> mid(it.getKey()) >= least)
                .map(Map.Entry::getValue)
                .reduce(Tier::weaker);
    }

    /** {@return part of the power that is metered or counted} */
    double meteredFraction() {
        return totalW() == 0 ? 0 : metered / totalW();
    }

    /** {@return site power over IT power; empty where there is no IT power} */
    Optional<Double> pue() {
        return it() > 0 ? Optional.of(totalW() / it()) : Optional.empty();
    }

    Tier coolingTier() {
        return tiers.getOrDefault(Component.COOLING, Tier.DEFAULT);
    }

    double sourceW(String id) {
        return sources.getOrDefault(id, 0.0);
    }

    /** {@return power that nobody claims, in W} */
    double unattributedW() {
        return Math.max(
                0, totalW() - consumers.values().stream().mapToDouble(Flow::sum).sum());
    }

    private static double sum(Consumer consumer) {
        return consumer.parts.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** {@return the flow as the page draws it; {@code nobody} is what it calls the rest} */
    NowView.Flow view(String nobody) {
        return new NowView.Flow(totalW(), sourceViews(), componentViews(), consumerViews(nobody));
    }

    private List<FlowSource> sourceViews() {
        return sources.entrySet().stream()
                .map(it -> new FlowSource(it.getKey(), it.getValue()))
                .toList();
    }

    private List<FlowComponent> componentViews() {
        return watts.entrySet().stream()
                .map(it -> new FlowComponent(
                        it.getKey().id(),
                        it.getValue().mid(),
                        tiers.getOrDefault(it.getKey(), Tier.DEFAULT).id()))
                .toList();
    }

    private List<FlowConsumer> consumerViews(String nobody) {
        var views = new ArrayList<FlowConsumer>();
        consumers.values().stream()
                .sorted(Comparator.comparing((Consumer it) -> isReserved(it))
                        .thenComparing(Comparator.comparingDouble(Flow::sum).reversed()))
                .forEach(it -> views.add(view(it)));
        var rest = new EnumMap<Component, Double>(Component.class);
        watts.keySet().forEach(it -> rest.put(it, Math.max(0, mid(it) - claimed(it))));
        double restW = rest.values().stream().mapToDouble(Double::doubleValue).sum();
        if (restW > 0) {
            views.add(new FlowConsumer(
                    UNATTRIBUTED, UNATTRIBUTED, nobody, Optional.empty(), Optional.empty(), restW, PartsW.of(rest)));
        }
        return List.copyOf(views);
    }

    private static boolean isReserved(Consumer consumer) {
        return consumer.example.label(Names.KIND).equals(Names.RESERVED);
    }

    private static FlowConsumer view(Consumer consumer) {
        var example = consumer.example;
        String job = example.label(Names.JOB);
        return new FlowConsumer(
                job,
                isReserved(consumer) ? Names.RESERVED : "job",
                job,
                Optional.of(example.series().tenant()).filter(it -> !it.isEmpty()),
                Names.label(example.series(), Names.RUN),
                sum(consumer),
                PartsW.of(consumer.parts));
    }
}
