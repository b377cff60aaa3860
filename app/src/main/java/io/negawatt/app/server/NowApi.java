package io.negawatt.app.server;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.server.NowView.Attention;
import io.negawatt.app.server.NowView.Now;
import io.negawatt.app.server.SavingDesk.Asked;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/** {@code /api/v1/now} and the stream that tells it again and again. */
final class NowApi {
    private static final int MOST_ATTENTION = 5;
    private static final long FRESH_MS = 90;
    private static final int MOST_KEPT = 64;

    private final Platform platform;
    private final MetersApi meters;
    private final RunAdvice advice;
    private final PeakWatch peak;
    private final Map<Key, Now> kept = new ConcurrentHashMap<>();

    private record Key(Optional<String> tenant, Lang lang) {}

    NowApi(Platform platform, MetersApi meters, RunAdvice advice, PeakWatch peak) {
        this.platform = platform;
        this.meters = meters;
        this.advice = advice;
        this.peak = peak;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("getNow", "/api/v1/now", io.negawatt.app.access.Scope.READ, call -> Answer.of(now(call))),
                Operation.get(
                        "streamLive",
                        "/api/v1/live",
                        io.negawatt.app.access.Scope.READ,
                        call -> new LiveStream(platform, this, call).answer()));
    }

    /** {@return this moment, made anew at most eleven times a second for each tenant and language} */
    Now now(Call call) throws IOException {
        var key = new Key(call.tenant(), call.lang());
        var now = platform.clock().instant();
        var before = kept.get(key);
        if (before != null && before.at().until(now, ChronoUnit.MILLIS) < FRESH_MS) {
            return before;
        }
        var made = make(call, now);
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(key, made);
        return made;
    }

    private Now make(Call call, Instant now) throws IOException {
        var tenant = call.tenant();
        var live = platform.live();
        long nowMs = now.toEpochMilli();
        var flow = new Flow(
                Draw.now(live, tenant, Names.METERED, nowMs),
                Draw.now(live, tenant, List.of(Names.ATTRIBUTED), nowMs),
                Draw.now(live, tenant, List.of(Names.SUPPLY), nowMs),
                platform.site().terms());
        var site = platform.site();
        double grams = site.gramsPerKwh(now);
        double gridKw = (flow.sourceW("grid") + flow.sourceW("unknown")) / 1e3;
        var share = relative(flow.powerW());
        return new Now(
                now,
                flow.isEmpty() ? Optional.empty() : Optional.of(IntervalView.of(flow.powerW())),
                flow.tier().map(Tier::id),
                flow.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(flow.meteredFraction()),
                site.contractW(),
                flow.isEmpty() ? Optional.empty() : costPerH(now, share.times(gridKw)),
                price(now),
                flow.isEmpty() ? Optional.empty() : Optional.of(IntervalView.of(share.times(gridKw * grams))),
                grams,
                onsite(flow),
                battery(live, tenant, flow, nowMs),
                pue(flow),
                savedToday(now, tenant),
                flow.view(call.text(Message.of("server.flow.unattributed"))),
                attention(call),
                meters.silent(call));
    }

    private static Interval relative(Interval watts) {
        return watts.mid() > 0 ? watts.times(1 / watts.mid()) : Interval.exactly(1);
    }

    private Optional<MoneyView> costPerH(Instant now, Interval gridKw) {
        var price = platform.site().pricePerKwh(now);
        if (price.isEmpty()) {
            return Optional.empty();
        }
        double perKwh = price.getAsDouble();
        var cost = gridKw.times(Math.abs(perKwh));
        var signed = perKwh < 0 ? new Interval(-cost.high(), -cost.mid(), -cost.low()) : cost;
        return platform.site().currency().map(it -> MoneyView.of(signed, it));
    }

    private Optional<NowView.Price> price(Instant now) {
        var price = platform.site().pricePerKwh(now);
        return price.isEmpty()
                ? Optional.empty()
                : platform.site().currency().map(it -> new NowView.Price(price.getAsDouble(), it, Optional.empty()));
    }

    private static OptionalDouble onsite(Flow flow) {
        double onsiteW = flow.sourceW("solar") + flow.sourceW("wind") + flow.sourceW("battery");
        return flow.isEmpty() || flow.totalW() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(onsiteW / flow.totalW());
    }

    private static Optional<NowView.Battery> battery(
            io.negawatt.app.live.LiveStore live, Optional<String> tenant, Flow flow, long nowMs) throws IOException {
        double chargeW = Draw.now(live, tenant, List.of(Names.CHARGE), nowMs).stream()
                .mapToDouble(Draw::watts)
                .sum();
        return live.latest(Platform.selection(tenant, Names.STATE_OF_CHARGE)).stream()
                .filter(it -> !Double.isNaN(it.value()))
                .findFirst()
                .map(it -> new NowView.Battery(it.value(), chargeW, flow.sourceW("battery")));
    }

    private Optional<NowView.Pue> pue(Flow flow) {
        return flow.pue()
                .map(it -> new NowView.Pue(
                        it, OptionalDouble.empty(), flow.coolingTier().id()));
    }

    private Optional<IntervalView> savedToday(Instant now, Optional<String> tenant) {
        var midnight =
                now.atZone(platform.site().clock()).truncatedTo(ChronoUnit.DAYS).toInstant();
        return platform.desks()
                .savings()
                .saved(new Asked(midnight, now, tenant))
                .map(it -> IntervalView.of(it.savedJ()));
    }

    private List<Attention> attention(Call call) throws IOException {
        var lines = new ArrayList<Attention>();
        peak.attention(call).ifPresent(lines::add);
        for (var alert : platform.desks().budgets().alerts(call.tenant(), call.lang())) {
            if (alert.state().equals("firing")) {
                var link = alert.link()
                        .orElseGet(() ->
                                new NowView.Link("page", call.text(Message.of("server.attention.open")), "/meters"));
                lines.add(new Attention(alert.id(), alert.severity(), alert.title(), alert.detail(), link));
            }
        }
        lines.addAll(meters.attention(call));
        lines.addAll(advice.attention(call));
        return lines.stream().limit(MOST_ATTENTION).toList();
    }

    /** Joules of a kilowatt-hour, for those who sum up. */
    static double kwh(double joules) {
        return joules / Energy.JOULES_PER_KWH;
    }
}
