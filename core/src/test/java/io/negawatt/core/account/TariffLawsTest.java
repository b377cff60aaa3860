package io.negawatt.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.catalog.Factor;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.StepSeries;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Money and carbon by the hour. */
class TariffLawsTest {
    private static final double KW = 1000;
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void a_run_across_a_band_edge_pays_each_side_its_own_price() {
        // 23:50 to 00:10 in Shanghai, 1 kW, PUE 1.5: 15 kW·min at 0.3, then 15 kW·min at 0.9.
        var from = Instant.parse("2026-03-01T15:50:00Z");
        var tariff = bands(SHANGHAI, 0.3, "12:00", 0.9);
        var account = AccountBuilder.accountOf(steady(from, 20 * 60, terms(tariff, Optional.empty())));
        assertThat(account.cost().orElseThrow().amount().mid()).isCloseTo(0.25 * (0.3 + 0.9), within(1e-9));
        assertThat(account.meanPricePerKwh().orElseThrow()).isCloseTo(0.6, within(1e-9));
        assertThat(account.cost().orElseThrow().amount().relativeHalfWidth())
                .isCloseTo(account.totalJ().relativeHalfWidth(), within(1e-9));
    }

    @Test
    void an_uneven_run_pays_when_it_used_the_energy() {
        var start = Instant.parse("2026-03-01T15:50:00Z");
        var edge = start.plusSeconds(600);
        var end = start.plusSeconds(1200);
        var tariff = bands(SHANGHAI, 0.3, "12:00", 0.9);
        var events = List.<RunEvent>of(
                started(start, terms(tariff, Optional.empty())),
                polled(start, edge, 3.6e6),
                polled(edge, end, 10.8e6),
                new RunEvent.Finished(end, 0));
        assertThat(AccountBuilder.accountOf(events)
                        .cost()
                        .orElseThrow()
                        .amount()
                        .mid())
                .isCloseTo(1.5 * (1 * 0.3 + 3 * 0.9), within(1e-9));
    }

    @Test
    void the_hour_that_does_not_exist_costs_nothing() {
        // Berlin, 29 March 2026: 02:00 to 03:00 is left out. Prices: dear from 02:00 to 03:00, else cheap.
        var from = Instant.parse("2026-03-29T00:00:00Z");
        var account = AccountBuilder.accountOf(steady(from, 4 * 3600, terms(dearFromTwoToThree(), Optional.empty())));
        assertThat(account.cost().orElseThrow().amount().mid()).isCloseTo(1.5 * 4 * 0.1, within(1e-9));
    }

    @Test
    void the_hour_that_comes_twice_is_paid_twice() {
        // Berlin, 25 October 2026: 02:00 to 03:00 comes twice. From 01:00 to 04:00 on the clock are four hours.
        var from = Instant.parse("2026-10-24T23:00:00Z");
        var account = AccountBuilder.accountOf(steady(from, 4 * 3600, terms(dearFromTwoToThree(), Optional.empty())));
        assertThat(account.cost().orElseThrow().amount().mid()).isCloseTo(1.5 * (2 * 0.1 + 2 * 1.0), within(1e-9));
    }

    @Test
    void months_and_weekdays_have_their_own_bands() {
        var summer = List.of(Month.JULY, Month.AUGUST);
        var rest = IntStream.rangeClosed(1, 12)
                .mapToObj(Month::of)
                .filter(month -> !summer.contains(month))
                .toList();
        var days = List.of(DayOfWeek.values());
        var weekend = List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        var work = days.stream().filter(day -> !weekend.contains(day)).toList();
        var all = List.of(new TimeOfUse.Span(0, 1440));
        var tariff = new TimeOfUse(
                SHANGHAI,
                List.of(
                        new TimeOfUse.Band("sharp", 1.4, summer, work, all),
                        new TimeOfUse.Band("peak", 1.1, summer, weekend, all),
                        new TimeOfUse.Band("flat", 0.7, rest, days, all)));
        assertThat(tariff.at(Instant.parse("2026-07-31T15:59:59Z")).name()).isEqualTo("sharp");
        assertThat(tariff.at(Instant.parse("2026-07-31T16:00:00Z")).name()).isEqualTo("peak");
        assertThat(tariff.at(Instant.parse("2026-08-31T16:00:00Z")).name()).isEqualTo("flat");
    }

    @Test
    void a_time_without_a_band_or_with_two_is_found() {
        var months = List.of(Month.values());
        var days = List.of(DayOfWeek.values());
        var short0 = new TimeOfUse.Band("a", 1, months, days, List.of(new TimeOfUse.Span(0, 1425)));
        var long0 = new TimeOfUse.Band("b", 1, months, days, List.of(new TimeOfUse.Span(1410, 1440)));
        assertThat(TimeOfUse.fault(List.of(short0)))
                .contains(new TimeOfUse.Fault(Month.JANUARY, DayOfWeek.MONDAY, 1425, List.of()));
        assertThat(TimeOfUse.fault(List.of(short0, long0)))
                .contains(new TimeOfUse.Fault(Month.JANUARY, DayOfWeek.MONDAY, 1410, List.of("a", "b")));
    }

    @Test
    void a_constant_series_gives_exactly_the_flat_account() {
        LongStream.range(0, 500).forEach(seed -> {
            var events = stretched(seed);
            var flat = AccountBuilder.accountOf(
                    with(events, terms(new Tariff.Flat(0.62), Optional.empty(), Interval.exactly(543.21))));
            var hourly = AccountBuilder.accountOf(with(
                    events, terms(constant(0.62), Optional.of(carbon(constantSeries(543.21))), Interval.exactly(1))));
            assertThat(hourly.cost()).as("seed %d", seed).isEqualTo(flat.cost());
            assertThat(hourly.carbon().locationG())
                    .as("seed %d", seed)
                    .isEqualTo(flat.carbon().locationG());
        });
    }

    @Test
    void the_quarters_sum_to_the_total() {
        LongStream.range(0, 500).forEach(seed -> {
            var events = stretched(seed);
            var account = AccountBuilder.accountOf(with(events, terms(constant(1), Optional.empty())));
            double sumKwh = 0;
            var quarter = Instant.ofEpochSecond(Math.floorDiv(account.from().getEpochSecond(), 900) * 900);
            for (; quarter.isBefore(account.to()); quarter = quarter.plusSeconds(900)) {
                var only = spike(quarter);
                sumKwh += AccountBuilder.accountOf(with(events, terms(only, Optional.empty())))
                        .cost()
                        .orElseThrow()
                        .amount()
                        .mid();
            }
            assertThat(sumKwh)
                    .as("seed %d", seed)
                    .isCloseTo(account.totalJ().mid() / Energy.JOULES_PER_KWH, closeTo(sumKwh));
        });
    }

    @Test
    void splitting_at_a_band_edge_and_adding_gives_the_same_money() {
        var random = new SplittableRandom(3);
        var tariff = bands(SHANGHAI, 0.3, "12:00", 0.9);
        for (int i = 0; i < 200; i++) {
            var edge = Instant.parse("2026-03-01T16:00:00Z");
            var start = edge.minusSeconds(random.nextInt(1, 5000));
            var end = edge.plusSeconds(random.nextInt(1, 5000));
            var before = readings(random, start, edge);
            var after = readings(random, edge, end);
            var terms = terms(tariff, Optional.of(carbon(hours(start, 700, 100, Double.NaN, 300))));
            var whole = run(start, end, terms, before, after);
            var first = run(start, edge, terms, before);
            var second = run(edge, end, terms, after);
            double parts = amount(first) + amount(second);
            assertThat(amount(whole)).isCloseTo(parts, closeTo(parts));
            double grams = grams(first) + grams(second);
            assertThat(grams(whole)).isCloseTo(grams, closeTo(grams));
        }
    }

    @Test
    void scaling_the_prices_scales_the_money() {
        LongStream.range(0, 200).forEach(seed -> {
            var events = stretched(seed);
            var hours = hours(RandomRun.START, 0.1, -0.2, 0.5, 0.9);
            var once = AccountBuilder.accountOf(with(events, terms(new Tariff.Series(hours), Optional.empty())));
            var tenfold =
                    AccountBuilder.accountOf(with(events, terms(new Tariff.Series(hours.times(10)), Optional.empty())));
            assertThat(amount(tenfold)).as("seed %d", seed).isCloseTo(10 * amount(once), closeTo(10 * amount(once)));
        });
    }

    @Test
    void the_same_events_give_the_same_account_also_when_asked_in_between() {
        LongStream.range(0, 200).forEach(seed -> {
            var events = with(
                    stretched(seed),
                    terms(bands(BERLIN, 0.3, "12:00", 0.9), Optional.of(carbon(hours(RandomRun.START, 1, 2, 3)))));
            var builder = new AccountBuilder((RunEvent.Started) events.getFirst());
            events.stream().skip(1).forEach(event -> {
                builder.accept(event);
                builder.account();
            });
            var live = builder.account();
            var replayed = AccountBuilder.accountOf(events);
            assertThat(live.cost()).as("seed %d", seed).isEqualTo(replayed.cost());
            assertThat(live.carbon()).as("seed %d", seed).isEqualTo(replayed.carbon());
            assertThat(live.terms()).as("seed %d", seed).isEqualTo(replayed.terms());
        });
    }

    @Test
    void negative_prices_are_a_gain_with_its_interval_in_order() {
        var account = AccountBuilder.accountOf(
                steady(MIDNIGHT, 3600, terms(new Tariff.Series(hours(MIDNIGHT, -0.2, -0.2)), Optional.empty())));
        var amount = account.cost().orElseThrow().amount();
        assertThat(amount.mid()).isCloseTo(-0.3, within(1e-9));
        assertThat(amount.low()).isLessThan(-0.3);
        assertThat(amount.high()).isGreaterThan(-0.3).isNegative();
    }

    @Test
    void energy_without_a_price_leaves_the_cost_open_and_says_how_much_it_is() {
        var prices = new Tariff.Series(hours(MIDNIGHT, 0.5, Double.NaN, 0.5));
        var account = AccountBuilder.accountOf(steady(MIDNIGHT, 3 * 3600, terms(prices, Optional.empty())));
        assertThat(account.cost()).isEmpty();
        assertThat(account.meanPricePerKwh()).isEmpty();
        assertThat(account.notes()).anySatisfy(note -> {
            assertThat(note.key()).isEqualTo("account.note.noPrice");
            assertThat(note.toString()).contains("1.50 kWh", "t.yaml");
        });
    }

    @Test
    void energy_without_an_hourly_factor_takes_that_of_the_year() {
        var hourly = Optional.of(carbon(hours(MIDNIGHT, 100, Double.NaN, 400, 400)));
        var account = AccountBuilder.accountOf(steady(MIDNIGHT, 4 * 3600, terms(constant(1), hourly)));
        assertThat(account.carbon().locationG().mid()).isCloseTo(1.5 * (100 + 500 + 400 + 400), within(1e-6));
        assertThat(account.carbon().location())
                .extracting(Factor::source, Factor::year, Factor::zone)
                .containsExactly("grid.csv", 2026, "X");
        assertThat(account.notes())
                .anySatisfy(note -> assertThat(note.toString()).contains("1.50 kWh", "grid.csv"));
    }

    @Test
    void a_series_that_says_nothing_of_the_run_leaves_the_factor_of_the_year() {
        var hourly = Optional.of(carbon(hours(MIDNIGHT.minusSeconds(86_400), 100, 200)));
        var account = AccountBuilder.accountOf(steady(MIDNIGHT, 3600, terms(constant(1), hourly)));
        assertThat(account.carbon().location()).isEqualTo(account.terms().location());
        assertThat(account.notes()).extracting(note -> note.key()).contains("account.note.noHourlyFactor");
    }

    @Test
    void a_run_that_has_only_begun_has_its_price() {
        var tariff = bands(SHANGHAI, 0.3, "12:00", 0.9);
        var begun = new AccountBuilder(started(MIDNIGHT, terms(tariff, Optional.empty()))).account();
        assertThat(begun.cost().orElseThrow().amount()).isEqualTo(Interval.ZERO);
    }

    @Test
    void an_account_keeps_the_part_of_the_series_that_it_needs() {
        var series = hours(MIDNIGHT, IntStream.range(0, 100).asDoubleStream().toArray());
        var account = AccountBuilder.accountOf(steady(
                MIDNIGHT.plusSeconds(1800), 3600, terms(new Tariff.Series(series), Optional.of(carbon(series)))));
        var kept = hours(MIDNIGHT, 0, 1);
        assertThat(account.terms().tariff().orElseThrow().price()).isEqualTo(new Tariff.Series(kept));
        assertThat(account.terms().hourly()).contains(carbon(kept));
    }

    /** A random run whose readings are spread over about two hours. */
    private static List<RunEvent> stretched(long seed) {
        var events = RandomRun.events(seed);
        var all = new ArrayList<RunEvent>();
        for (var event : events) {
            switch (event) {
                case RunEvent.Polled polled ->
                    all.add(new RunEvent.Polled(
                            later(polled.at()),
                            polled.readings().stream()
                                    .map(TariffLawsTest::later)
                                    .toList(),
                            polled.activities()));
                case RunEvent.Finished finished -> all.add(new RunEvent.Finished(later(finished.at()), 0));
                default -> all.add(event);
            }
        }
        return all;
    }

    private static Reading later(Reading reading) {
        return switch (reading) {
            case Reading.Used used -> new Reading.Used(later(used.from()), later(used.to()), used.energy());
            case Reading.Gap gap -> new Reading.Gap(later(gap.from()), later(gap.to()), gap.reason());
            case Reading.Pending pending -> new Reading.Pending(later(pending.from()), later(pending.to()));
        };
    }

    private static Instant later(Instant at) {
        return RandomRun.START.plus(Duration.between(RandomRun.START, at).multipliedBy(600));
    }

    private static List<RunEvent> with(List<RunEvent> events, Terms terms) {
        var started = (RunEvent.Started) events.getFirst();
        var own = started.terms();
        return RandomRun.restarted(
                events,
                started.channels(),
                new Terms(
                        own.idlePolicy(),
                        own.reservedFraction(),
                        terms.tariff(),
                        terms.location(),
                        terms.market(),
                        own.pue(),
                        own.wue(),
                        own.ewf(),
                        own.hardware(),
                        terms.hourly()));
    }

    @SafeVarargs
    static Account run(Instant start, Instant end, Terms terms, List<RunEvent>... parts) {
        var events = new ArrayList<RunEvent>();
        events.add(started(start, terms));
        for (var part : parts) {
            events.addAll(part);
        }
        events.add(new RunEvent.Finished(end, 0));
        return AccountBuilder.accountOf(events);
    }

    static List<RunEvent> readings(SplittableRandom random, Instant start, Instant end) {
        var events = new ArrayList<RunEvent>();
        for (var from = start; from.isBefore(end); ) {
            var to = from.plusNanos(random.nextLong(1_000_000, 1_000_000_000_000L));
            to = to.isAfter(end) ? end : to;
            events.add(polled(from, to, random.nextDouble() * 1e6));
            from = to;
        }
        return events;
    }

    static List<RunEvent> steady(Instant start, int lengthS, Terms terms) {
        var events = new ArrayList<RunEvent>();
        events.add(started(start, terms));
        for (int second = 0; second < lengthS; second += 50) {
            events.add(polled(start.plusSeconds(second), start.plusSeconds(second + 50), 50 * KW));
        }
        events.add(new RunEvent.Finished(start.plusSeconds(lengthS), 0));
        return events;
    }

    private static RunEvent.Polled polled(Instant from, Instant to, double energyJ) {
        return new RunEvent.Polled(to, List.of(new Reading.Used(from, to, Energy.ofJoules(energyJ))), List.of());
    }

    private static RunEvent.Started started(Instant at, Terms terms) {
        var channel = new Channel(
                "node",
                "trace",
                "node",
                Component.COMPUTE,
                Scope.NODE,
                Tier.METERED,
                Activity.TIME,
                Optional.empty(),
                OptionalDouble.empty(),
                Channel.Bounds.within(0.02));
        return new RunEvent.Started(
                at, "r", "run", List.of(), "host", Optional.empty(), 1, List.of(channel), terms, "test");
    }

    private static Terms terms(Tariff.Price price, Optional<Terms.HourlyFactor> hourly) {
        return terms(price, hourly, Interval.exactly(500));
    }

    private static Terms terms(Tariff.Price price, Optional<Terms.HourlyFactor> hourly, Interval gramsPerKwh) {
        return terms(new Tariff("t.yaml", "CNY", price), hourly, gramsPerKwh);
    }

    /** Terms with a PUE of 1.5. */
    static Terms terms(Tariff tariff) {
        return terms(tariff, Optional.empty(), Interval.exactly(500));
    }

    private static Terms terms(Tariff tariff, Optional<Terms.HourlyFactor> hourly, Interval gramsPerKwh) {
        var factor = new Factor("X", new Factor.Kind("CO2", "direct", "average"), 2023, gramsPerKwh, "year");
        var one = new Terms.Term(Interval.exactly(1.5), Tier.MODELED, "test");
        return new Terms(
                IdlePolicy.USED,
                1,
                Optional.of(tariff),
                factor,
                factor,
                one,
                one,
                one,
                new Terms.Hardware(Interval.ZERO, Interval.ZERO, 1e8, List.of(), "test"),
                hourly);
    }

    private static Terms.HourlyFactor carbon(StepSeries series) {
        return new Terms.HourlyFactor("grid.csv", series);
    }

    private static Tariff.Series constant(double value) {
        return new Tariff.Series(constantSeries(value));
    }

    private static StepSeries constantSeries(double value) {
        return new StepSeries(List.of(new StepSeries.Block(
                RandomRun.START.minusSeconds(86_400), Duration.ofMinutes(7), Collections.nCopies(2000, value))));
    }

    /** 1 in one quarter of an hour, 0 else. */
    private static Tariff.Series spike(Instant quarter) {
        var before = new StepSeries.Block(quarter.minusSeconds(900_000), Duration.ofSeconds(900_000), List.of(0.0));
        var in = new StepSeries.Block(quarter, Duration.ofSeconds(900), List.of(1.0));
        var after = new StepSeries.Block(quarter.plusSeconds(900), Duration.ofSeconds(900_000), List.of(0.0));
        return new Tariff.Series(new StepSeries(List.of(before, in, after)));
    }

    /** Values of the hours from the full hour of {@code start} on; NaN is a gap. */
    private static StepSeries hours(Instant start, double... values) {
        var hour = Instant.ofEpochSecond(Math.floorDiv(start.getEpochSecond(), 3600) * 3600);
        var blocks = new ArrayList<StepSeries.Block>();
        var run = new ArrayList<Double>();
        for (int i = 0; i <= values.length; i++) {
            if (i < values.length && !Double.isNaN(values[i])) {
                run.add(values[i]);
            } else if (!run.isEmpty()) {
                var from = hour.plusSeconds(3600L * (i - run.size()));
                blocks.add(new StepSeries.Block(from, Duration.ofHours(1), run));
                run.clear();
            }
        }
        return new StepSeries(blocks);
    }

    /** Dear from midnight to the given hour, then cheap, on each day. */
    static TimeOfUse bands(ZoneId zone, double from, String at, double before) {
        int minute = Integer.parseInt(at.substring(0, 2)) * 60;
        return new TimeOfUse(
                zone,
                List.of(
                        band("before", before, new TimeOfUse.Span(0, minute)),
                        band("from", from, new TimeOfUse.Span(minute, 1440))));
    }

    private static TimeOfUse dearFromTwoToThree() {
        return new TimeOfUse(
                BERLIN,
                List.of(
                        band("dear", 1, new TimeOfUse.Span(120, 180)),
                        band("cheap", 0.1, new TimeOfUse.Span(0, 120), new TimeOfUse.Span(180, 1440))));
    }

    private static TimeOfUse.Band band(String name, double perKwh, TimeOfUse.Span... hours) {
        return new TimeOfUse.Band(name, perKwh, List.of(Month.values()), List.of(DayOfWeek.values()), List.of(hours));
    }

    static double amount(Account account) {
        return account.cost().orElseThrow().amount().mid();
    }

    private static double grams(Account account) {
        return account.carbon().locationG().mid();
    }

    private static Offset<Double> closeTo(double value) {
        return within(1e-9 * (1 + Math.abs(value)));
    }
}
