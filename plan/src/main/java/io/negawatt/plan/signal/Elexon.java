package io.negawatt.plan.signal;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The Insights Solution of Elexon: the system price of Great Britain, at which what was bought or sold too little is settled for
 * each half hour. It answers one settlement day at once, which is a day of the clock in London and has 46, 48 or 50 half hours;
 * they are told by their number, since the day that the clock is put back has two of each name. The price for who is short
 * is taken; since November 2015 that for who is long is the same.
 *
 * @see <a href="https://bmrs.elexon.co.uk/api-documentation/endpoint/balancing/settlement/system-prices/%7BsettlementDate%7D">
 *     Its definition</a>
 */
record Elexon(URI base) implements SignalSource {
    private static final ZoneId CLOCK = ZoneId.of("Europe/London");
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final int MOST_PERIODS = 50;
    private static final String UNIT = "GBP/MWh";

    @Override
    public String id() {
        return "elexon";
    }

    @Override
    public Set<SignalKind> kinds() {
        return Set.of(SignalKind.PRICE_REAL_TIME);
    }

    @Override
    public boolean mayKnow(String zone) {
        return zone.equals("GB");
    }

    @Override
    public Instant answersUntil(Instant from) {
        return Places.nextDay(from, CLOCK);
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(200);
    }

    @Override
    public Ask ask(Query query, String key) {
        var day = query.from().atZone(CLOCK).toLocalDate();
        return new Ask(base.resolve("/bmrs/api/v1/balancing/settlement/system-prices/" + day + "?format=json"));
    }

    @Override
    public List<Point> read(Query query, String body) {
        var points = new ArrayList<Point>();
        for (var row : Json.array(Json.parse(body), "data")) {
            var price = row.path("systemBuyPrice");
            if (!price.isNull()) {
                points.add(
                        new Point(start(row), HALF_HOUR, Json.number(price, "systemBuyPrice"), UNIT, Basis.MEASURED));
            }
        }
        return points;
    }

    private static Instant start(JsonNode row) {
        var period = row.path("settlementPeriod");
        if (!period.isInt() || period.asInt() < 1 || period.asInt() > MOST_PERIODS) {
            throw new BadAnswerException("signal.gap.field", "settlementPeriod");
        }
        try {
            var day = LocalDate.parse(Json.text(row, "settlementDate"));
            return day.atStartOfDay(CLOCK).toInstant().plus(HALF_HOUR.multipliedBy(period.asInt() - 1));
        } catch (DateTimeException e) {
            throw new BadAnswerException("signal.gap.field", "settlementDate");
        }
    }
}
