package io.negawatt.app.server;

import io.negawatt.core.meter.Component;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The shapes of {@code /api/v1/now}. */
public final class NowView {
    private NowView() {}

    record Now(
            Instant at,
            Optional<IntervalView> powerW,
            Optional<String> tier,
            OptionalDouble meteredFraction,
            OptionalDouble contractW,
            Optional<MoneyView> costPerH,
            Optional<Price> price,
            Optional<IntervalView> locationGPerH,
            double carbonGPerKwh,
            OptionalDouble onsiteFraction,
            Optional<Battery> battery,
            Optional<Pue> pue,
            Optional<IntervalView> savedTodayJ,
            Flow flow,
            List<Attention> attention,
            int silentMeters) {}

    record Price(double perKwh, String currency, Optional<String> name) {}

    record Battery(double chargeFraction, double chargeW, double dischargeW) {}

    record Pue(double value, OptionalDouble week, String tier) {}

    record Flow(
            double totalW, List<FlowSource> sources, List<FlowComponent> components, List<FlowConsumer> consumers) {}

    record FlowSource(String id, double powerW) {}

    record FlowComponent(String id, double powerW, String tier) {}

    record FlowConsumer(
            String id,
            String kind,
            String name,
            Optional<String> tenant,
            Optional<String> run,
            double powerW,
            PartsW partsW) {}

    record PartsW(double compute, double transmit, double store, double cooling, double other) {
        static PartsW of(Map<Component, Double> parts) {
            return new PartsW(
                    parts.getOrDefault(Component.COMPUTE, 0.0),
                    parts.getOrDefault(Component.TRANSMIT, 0.0),
                    parts.getOrDefault(Component.STORE, 0.0),
                    parts.getOrDefault(Component.COOLING, 0.0),
                    parts.getOrDefault(Component.OTHER, 0.0));
        }
    }

    record Attention(String id, String severity, String title, String detail, Link link) {}

    /**
     * Where a button leads.
     *
     * @param kind {@code page} for a path of the page, {@code command} for what is to be copied
     * @param label what the button says
     * @param target the path or the command
     */
    public record Link(String kind, String label, String target) {}
}
