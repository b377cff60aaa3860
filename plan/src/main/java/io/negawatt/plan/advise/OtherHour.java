package io.negawatt.plan.advise;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Terms;
import io.negawatt.core.account.TimeOfUse;
import io.negawatt.core.series.StepSeries;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * An hour of the next day at which the same run would have cost less, or, where the price is the same at all hours, emitted less.
 * Where only a yearly factor is known, as in mainland China, an hour changes money and no carbon.
 */
final class OtherHour implements FindingKind {
    private static final int HOURS = 24;
    private static final Duration SLOT = Duration.ofMinutes(15);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    /** A start, and what a kWh costs and emits on the mean from then on, as parts of what it did. */
    private record Start(Instant at, OptionalDouble cost, OptionalDouble carbon) {
        double saving() {
            return 1 - cost.orElse(1) + (cost.orElse(1) == 1 ? 1 - carbon.orElse(1) : 0);
        }
    }

    /** A rate at each time that lies within one slot. */
    private interface Rate {
        StepSeries.Mean over(Instant from, Instant to);
    }

    @Override
    public String name() {
        return "hour";
    }

    @Override
    public List<Finding> of(Subject.Run run) {
        var account = run.account();
        return IntStream.rangeClosed(1, HOURS)
                .mapToObj(hour -> account.from().plus(hour, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS))
                .map(at -> start(account, run.terms(), at))
                .max(Comparator.comparingDouble(Start::saving))
                .filter(best -> best.saving() >= Findings.LEAST_SAVING)
                .map(best -> finding(run, best))
                .stream()
                .toList();
    }

    private static Start start(Account account, Terms terms, Instant at) {
        var price = terms.tariff().map(tariff -> (Rate) tariff.price()::over);
        var carbon = terms.hourly().map(Terms.HourlyFactor::gramsPerKwh).map(series -> (Rate) series::over);
        return new Start(at, ratio(account, at, price), ratio(account, at, carbon));
    }

    /** {@return the mean rate from a start over that of the run; empty where either is not known throughout} */
    private static OptionalDouble ratio(Account account, Instant at, Optional<Rate> rate) {
        if (rate.isEmpty()) {
            return OptionalDouble.empty();
        }
        double now = mean(rate.get(), account.from(), account.elapsedS());
        double then = mean(rate.get(), at, account.elapsedS());
        return now > 0 && Double.isFinite(then) ? OptionalDouble.of(then / now) : OptionalDouble.empty();
    }

    /** {@return the mean of a rate, power taken as even; NaN where a slot has none} */
    private static double mean(Rate rate, Instant from, double elapsedS) {
        long slots = Math.max(1, Math.round(elapsedS / SLOT.toSeconds()));
        return IntStream.range(0, (int) slots)
                .mapToObj(slot -> from.plus(SLOT.multipliedBy(slot)))
                .flatMapToDouble(at -> DoubleStream.of(value(rate.over(at, at.plusSeconds(1)))))
                .average()
                .orElse(Double.NaN);
    }

    private static double value(StepSeries.Mean mean) {
        return mean.known() == 1 ? mean.value() : Double.NaN;
    }

    private Finding finding(Subject.Run run, Start best) {
        String clock = CLOCK.format(best.at.atZone(zone(run.terms())));
        var change = new Change(
                Interval.ZERO, part(best.cost), Optional.of(part(best.carbon).orElse(Interval.ZERO)), Interval.ZERO);
        boolean hourly = best.carbon.isPresent();
        return Finding.change(
                name(),
                Message.of("finding.hour.title", clock),
                Message.of("finding.hour.detail" + (hourly ? "" : ".yearly")),
                change,
                Message.of("finding.hour.basis"),
                run.again("systemd-run", "--user", "--on-calendar=" + clock));
    }

    private static Optional<Interval> part(OptionalDouble ratio) {
        return ratio.isPresent() ? Optional.of(Interval.exactly(ratio.getAsDouble() - 1)) : Optional.empty();
    }

    private static ZoneId zone(Terms terms) {
        return terms.tariff()
                .map(tariff -> tariff.price() instanceof TimeOfUse bands ? bands.zone() : ZoneOffset.UTC)
                .orElse(ZoneOffset.UTC);
    }
}
