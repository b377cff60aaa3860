package io.negawatt.app.ingest;

import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Series;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The names by which series in the live store tell energy and power. Whoever sends uses these, whoever asks relies on them.
 *
 * <ul>
 *   <li>{@link #POWER} (W) and {@link #ENERGY} (J): what a meter reads. Labels {@link #NODE}, {@link #CHANNEL}, {@link #METER},
 *       {@link #DEVICE}, {@link #COMPONENT}, {@link #SCOPE}, {@link #TIER}; {@link #PARENT} where another channel of the node
 *       includes this one, which is then no part of a sum. A meter of the whole site has the scope {@code site}.
 *   <li>{@link #ATTRIBUTED} (J): the part of it that a job is charged with. Labels {@link #NODE}, {@link #COMPONENT}, {@link
 *       #JOB}, {@link #RUN} where there is one, and {@link #KIND} {@code reserved} for what is held and idle.
 *       A part of a host that an agent tells apart has {@link #UNIT}, such as {@code container}; runs are within such parts.
 *   <li>{@link #SUPPLY} (W): where the power comes from. Label {@link #SOURCE}: {@code grid}, {@code solar}, {@code wind},
 *       {@code battery}; and {@link #CHARGE} (W): what goes into the battery.
 *   <li>{@link #STATE_OF_CHARGE}: part of the battery that is full, 0 to 1.
 * </ul>
 */
public final class Names {
    public static final String POWER = "power";
    public static final String ENERGY = "energy";
    public static final String ATTRIBUTED = "attributed";
    public static final String SUPPLY = "supply";
    public static final String CHARGE = "charge";
    public static final String STATE_OF_CHARGE = "state_of_charge";

    public static final String NODE = "node";
    public static final String CHANNEL = "channel";
    public static final String METER = "meter";
    public static final String DEVICE = "device";
    public static final String COMPONENT = "component";
    public static final String SCOPE = "scope";
    public static final String TIER = "tier";
    public static final String PARENT = "parent";
    public static final String JOB = "job";
    public static final String RUN = "run";
    public static final String KIND = "kind";
    public static final String SOURCE = "source";
    public static final String UNIT = "unit";

    /** Value of {@link #KIND} for power that is held for a job and does nothing. */
    public static final String RESERVED = "reserved";

    /** Metrics of meters. */
    public static final List<String> METERED = List.of(POWER, ENERGY);

    private Names() {}

    /** {@return the series of what a channel used since the sample before, in J} */
    public static Series energy(String tenant, String node, Channel channel, long periodMs) {
        var labels = new TreeMap<String, String>();
        labels.put(NODE, node);
        labels.put(CHANNEL, channel.id());
        labels.put(METER, channel.meter());
        labels.put(DEVICE, channel.label());
        labels.put(COMPONENT, channel.component().id());
        labels.put(SCOPE, channel.scope().id());
        labels.put(TIER, channel.tier().id());
        channel.parent().ifPresent(it -> labels.put(PARENT, it));
        return new Series(tenant, ENERGY, Measure.USE, "J", periodMs, labels);
    }

    /** {@return a series of power in W} */
    public static Series power(String tenant, String metric, long periodMs, Map<String, String> labels) {
        return new Series(tenant, metric, Measure.POWER, "W", periodMs, new TreeMap<>(labels));
    }

    /** {@return whether the series is what a meter reads and no part of another} */
    public static boolean isWhole(Series series) {
        return METERED.contains(series.metric())
                && series.measure() != Measure.LEVEL
                && !series.labels().containsKey(PARENT);
    }

    /** {@return the component that the series is of; {@link Component#OTHER} where it says none that is known} */
    public static Component component(Series series) {
        return word(Component.values(), series.labels().get(COMPONENT)).orElse(Component.OTHER);
    }

    /** {@return how good its figures are; {@link Tier#DEFAULT} where it does not say} */
    public static Tier tier(Series series) {
        return word(Tier.values(), series.labels().get(TIER)).orElse(Tier.DEFAULT);
    }

    public static Scope scope(Series series) {
        return word(Scope.values(), series.labels().get(SCOPE)).orElse(Scope.DEVICE);
    }

    /** {@return the label, or nothing where it is empty or missing} */
    public static Optional<String> label(Series series, String name) {
        return Optional.ofNullable(series.labels().get(name)).filter(it -> !it.isEmpty());
    }

    private static <E extends Enum<E>> Optional<E> word(E[] values, @org.jspecify.annotations.Nullable String word) {
        return Arrays.stream(values)
                .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
