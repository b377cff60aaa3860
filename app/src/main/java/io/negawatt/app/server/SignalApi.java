package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Price and carbon of the site over time, hour by hour. */
final class SignalApi {
    private static final Duration STEP = Duration.ofHours(1);
    private static final Duration USUAL_BACK = Duration.ofHours(24);
    private static final int MOST_STEPS = 24 * 62;

    private final Platform platform;

    SignalApi(Platform platform) {
        this.platform = platform;
    }

    List<Operation> operations() {
        return List.of(Operation.get("getSignals", "/api/v1/signals", Scope.READ, this::signals));
    }

    record SignalView(
            String id,
            String name,
            String unit,
            String kind,
            String source,
            Instant from,
            double stepS,
            List<@Nullable Double> values,
            Optional<Instant> forecastFrom,
            boolean constant) {}

    private Answer signals(Call call) {
        var from = call.from(call.at().minus(USUAL_BACK));
        var to = call.to(from);
        var signals = new ArrayList<SignalView>();
        price(call, from, to).ifPresent(signals::add);
        signals.add(carbon(call, from, to));
        return Answer.of(signals);
    }

    /** {@return the price by the hour; empty where none is known} */
    Optional<SignalView> price(Call call, Instant from, Instant to) {
        var site = platform.site();
        return site.terms()
                .tariff()
                .map(tariff -> view(
                        "price",
                        call.text(Message.of("server.factor.price")),
                        tariff.currency() + "/kWh",
                        call.text(Message.of(
                                tariff.isConstant() ? "server.factor.kind.constant" : "server.factor.kind.times")),
                        tariff.name(),
                        from,
                        to,
                        site::pricePerKwh,
                        tariff.isConstant()));
    }

    SignalView carbon(Call call, Instant from, Instant to) {
        var site = platform.site();
        var factor = site.terms().location();
        var hourly = site.terms().hourly();
        return view(
                "carbon",
                call.text(Message.of("server.factor.location", factor.zone())),
                "g/kWh",
                FactorWords.kind(call, factor.kind()),
                hourly.map(it -> it.source()).orElse(factor.source()),
                from,
                to,
                at -> OptionalDouble.of(site.gramsPerKwh(at)),
                hourly.isEmpty());
    }

    private static SignalView view(
            String id,
            String name,
            String unit,
            String kind,
            String source,
            Instant from,
            Instant to,
            Function<Instant, OptionalDouble> value,
            boolean constant) {
        long stepS = STEP.toSeconds();
        var start = Instant.ofEpochSecond(Math.floorDiv(from.getEpochSecond(), stepS) * stepS);
        long steps = Math.ceilDiv(Duration.between(start, to).toSeconds(), stepS);
        if (steps > MOST_STEPS) {
            throw Problem.of(400, "bad.steps", steps, MOST_STEPS);
        }
        var values = new ArrayList<@Nullable Double>();
        for (int i = 0; i < steps; i++) {
            var at = value.apply(start.plus(STEP.multipliedBy(i)));
            values.add(at.isPresent() ? (Double) at.getAsDouble() : null);
        }
        return new SignalView(id, name, unit, kind, source, start, stepS, values, Optional.empty(), constant);
    }
}
