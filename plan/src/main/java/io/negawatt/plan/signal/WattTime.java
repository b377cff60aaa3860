package io.negawatt.plan.signal;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * WattTime, version 3: marginal carbon every five minutes. Its key is {@code user:password}, for which it gives a token.
 *
 * @see <a href="https://docs.watttime.org">Its definition</a>
 */
record WattTime(URI base) implements SignalSource {
    private static final Duration STEP = Duration.ofMinutes(5);
    /** The international avoirdupois pound, exactly (NIST Handbook 44, appendix C). */
    private static final double GRAMS_PER_POUND = 453.59237;

    private static final double KWH_PER_MWH = 1000;

    @Override
    public String id() {
        return "watttime";
    }

    @Override
    public Set<SignalKind> kinds() {
        return Set.of(SignalKind.CARBON_MARGINAL);
    }

    @Override
    public boolean needsKey() {
        return true;
    }

    @Override
    public Instant answersUntil(Instant from) {
        return from.plus(Duration.ofDays(31));
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(100);
    }

    @Override
    public Optional<Ask> login(String key) {
        String basic = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        return Optional.of(new Ask(base.resolve("/login"), "", Map.of("Authorization", "Basic " + basic)));
    }

    @Override
    public String token(String body) {
        return Json.text(Json.parse(body), "token");
    }

    @Override
    public Ask ask(Query query, String token) {
        var address = base.resolve("/v3/historical?region=%s&start=%s&end=%s&signal_type=co2_moer"
                .formatted(Places.encoded(query.zone()), query.from(), query.to()));
        return new Ask(address, "", Map.of("Authorization", "Bearer " + token));
    }

    @Override
    public List<Point> read(Query query, String body) {
        var root = Json.parse(body);
        String units = Json.text(root.path("meta"), "units");
        if (!units.equals("lbs_co2_per_mwh")) {
            throw new BadAnswerException("signal.gap.unit", units, "lbs_co2_per_mwh");
        }
        var points = new ArrayList<Point>();
        for (var row : Json.array(root, "data")) {
            if (!row.path("value").isNull()) {
                double grams = Json.number(row.path("value"), "value") * GRAMS_PER_POUND / KWH_PER_MWH;
                var from = Json.time(Json.text(row, "point_time"));
                points.add(new Point(from, STEP, grams, query.kind().unit(), Basis.MEASURED));
            }
        }
        return points;
    }
}
