package io.negawatt.app.alert;

import io.negawatt.app.alert.BudgetPeriod.Span;
import io.negawatt.app.live.Window;
import io.negawatt.app.server.BudgetDesk.Forecast;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Sets what was used against what is allowed. A period is summed up by quarters of an hour, since prices and carbon change by them and
 * every time zone begins its days with one; burn rates by minutes; the outlook by hours, and once an hour.
 *
 * <p>Quarters that were asked for are kept: later looks ask again for the last {@value #OPEN_QUARTERS}, in which late samples may
 * still come, and for everything once an hour. Not thread-safe.
 */
final class Standings {
    private static final long MINUTE_MS = 60_000;
    private static final long QUARTER_MS = 15 * MINUTE_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final double MINUTE_S = 60;
    private static final double QUARTER_S = 900;

    /** A mean over less says little of a quarter of an hour. */
    private static final double LEAST_QUARTER_S = 300;

    private static final int OPEN_QUARTERS = 96;
    private static final int HISTORY_HOURS = 4 * Outlook.HOURS_A_WEEK;

    private final Usage usage;
    private final Worth worth;
    private final Map<Key, Kept> kept = new HashMap<>();
    private final Map<Key, KeptOutlook> outlooks = new HashMap<>();

    private record Key(Usage.Whose whose, BudgetMeasure measure, long fromMs) {}

    private record Kept(long askedHour, Usage.Steps quarters) {}

    private static final class KeptOutlook {
        private final long hour;
        private final double[] hourly;

        KeptOutlook(long hour, double[] hourly) {
            this.hour = hour;
            this.hourly = hourly;
        }
    }

    Standings(Usage usage, Worth worth) {
        this.usage = usage;
        this.worth = worth;
    }

    /** {@return how the budget stands} */
    Standing of(StoredBudget budget, Instant now) throws IOException {
        var span = budget.period().at(now, worth.clock());
        return switch (budget.measure()) {
            case ENERGY, MONEY, CARBON -> flow(budget, span, now);
            case POWER -> power(budget, span, now);
            case ENERGY_PER_TOKEN -> perToken(budget, span, now);
            case GAP_RATIO -> gaps(budget, span, now);
        };
    }

    /** Lets go of what is kept for budgets and periods that are over. */
    void forget() {
        kept.clear();
        outlooks.clear();
    }

    private Standing flow(StoredBudget budget, Span span, Instant now) throws IOException {
        var quarters = quarters(budget, span, now);
        double used = sum(values(budget, quarters));
        double[] minutes = values(budget, recent(budget, now));
        var burn = BurnRate.of(minutes, MINUTE_S, budget.terms().limit(), span.lengthS());
        double hoursLeft = Span.seconds(now, span.to()) / 3600;
        var end = Double.isNaN(used) ? Optional.<Forecast>empty() : Outlook.of(used, history(budget, now), hoursLeft);
        return new Standing(budget, span, now, used, used / budget.terms().limit(), known(burn), end);
    }

    private static Optional<BurnRate> known(BurnRate burn) {
        return Double.isNaN(burn.lesser()) ? Optional.empty() : Optional.of(burn);
    }

    private Standing power(StoredBudget budget, Span span, Instant now) throws IOException {
        var quarters = quarters(budget, span, now);
        double highest = 0;
        for (int i = 0; i < quarters.energyJ().length; i++) {
            double elapsedS =
                    Math.min(QUARTER_S, (now.toEpochMilli() - quarters.window().startMs(i)) / 1e3);
            if (elapsedS >= LEAST_QUARTER_S) {
                highest = Math.max(highest, quarters.energyJ()[i] / elapsedS);
            }
        }
        double nowW = BurnRate.tail(recent(budget, now).energyJ(), MINUTE_S, QUARTER_S) / QUARTER_S;
        return new Standing(
                budget, span, now, highest, nowW / budget.terms().limit(), Optional.empty(), Optional.empty());
    }

    private Standing perToken(StoredBudget budget, Span span, Instant now) throws IOException {
        double used = perToken(usage.work(budget.whose(), span.from().toEpochMilli(), now.toEpochMilli()));
        double limit = budget.terms().limit();
        var burn = new BurnRate(
                perToken(budget, now, BurnRate.FAST_S) / limit, perToken(budget, now, BurnRate.SLOW_S) / limit);
        return new Standing(budget, span, now, used, used / limit, Optional.of(burn), Optional.empty());
    }

    private double perToken(StoredBudget budget, Instant now, double backS) throws IOException {
        long nowMs = now.toEpochMilli();
        return perToken(usage.work(budget.whose(), nowMs - Math.round(backS * 1e3), nowMs));
    }

    private static double perToken(Usage.Work work) {
        return work.tokens() > 0 ? work.energyJ() / work.tokens() : 0;
    }

    private Standing gaps(StoredBudget budget, Span span, Instant now) throws IOException {
        var quarters = quarters(budget, span, now);
        var recent = recent(budget, now);
        double limit = budget.terms().limit();
        double used = gapRatio(quarters, span.lengthS(), QUARTER_S);
        var burn = new BurnRate(
                gapRatio(recent, BurnRate.FAST_S, MINUTE_S) / limit,
                gapRatio(recent, BurnRate.SLOW_S, MINUTE_S) / limit);
        return new Standing(budget, span, now, used, used / limit, Optional.of(burn), Optional.empty());
    }

    private static double gapRatio(Usage.Steps steps, double lengthS, double stepS) {
        double expectedS = BurnRate.tail(steps.expectedS(), stepS, lengthS);
        return expectedS > 0 ? Math.max(0, 1 - BurnRate.tail(steps.coveredS(), stepS, lengthS) / expectedS) : 0;
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    /** A limit in one currency says nothing of amounts in another. */
    private double[] values(StoredBudget budget, Usage.Steps steps) {
        boolean isForeign = budget.measure() == BudgetMeasure.MONEY
                && budget.terms().currency().isPresent()
                && !budget.terms().currency().equals(worth.currency());
        return IntStream.range(0, steps.energyJ().length)
                .mapToDouble(i -> isForeign
                        ? Double.NaN
                        : worth.of(
                                budget.measure(),
                                steps.energyJ()[i],
                                Instant.ofEpochMilli(steps.window().startMs(i))))
                .toArray();
    }

    /** {@return the last six hours by minutes; the last step ends with the last whole minute} */
    private Usage.Steps recent(StoredBudget budget, Instant now) throws IOException {
        long endMs = Math.floorDiv(now.toEpochMilli(), MINUTE_MS) * MINUTE_MS;
        long fromMs = endMs - Math.round(BurnRate.SLOW_S * 1e3);
        return usage.over(budget.whose(), new Window(fromMs, endMs, MINUTE_MS), endMs);
    }

    /** The latest hours as amounts; those before the first use are not known. */
    private double[] history(StoredBudget budget, Instant now) throws IOException {
        long hour = Math.floorDiv(now.toEpochMilli(), HOUR_MS);
        var key = new Key(budget.whose(), budget.measure(), 0);
        var before = outlooks.get(key);
        if (before != null && before.hour == hour) {
            return before.hourly;
        }
        var window = new Window((hour - HISTORY_HOURS) * HOUR_MS, hour * HOUR_MS, HOUR_MS);
        double[] hourly = values(budget, usage.over(budget.whose(), window, hour * HOUR_MS));
        for (int i = 0; i < hourly.length && hourly[i] == 0; i++) {
            hourly[i] = Double.NaN;
        }
        outlooks.put(key, new KeptOutlook(hour, hourly));
        return hourly;
    }

    private Usage.Steps quarters(StoredBudget budget, Span span, Instant now) throws IOException {
        long nowMs = now.toEpochMilli();
        long fromMs = span.from().toEpochMilli();
        var window = new Window(fromMs, Math.max(nowMs, fromMs + 1), QUARTER_MS);
        var key = new Key(budget.whose(), BudgetMeasure.ENERGY, fromMs);
        var before = kept.get(key);
        long hour = Math.floorDiv(nowMs, HOUR_MS);
        int openFrom = window.steps() - OPEN_QUARTERS;
        boolean usable = before != null
                && before.askedHour() == hour
                && openFrom > 0
                && before.quarters().window().steps() >= openFrom;
        var quarters = before != null && usable
                ? refreshed(budget, before.quarters(), window, nowMs)
                : usage.over(budget.whose(), window, nowMs);
        kept.keySet().removeIf(it -> it.whose().equals(key.whose()) && it.fromMs() < fromMs - 400L * 24 * HOUR_MS);
        kept.put(key, new Kept(hour, quarters));
        return quarters;
    }

    private Usage.Steps refreshed(StoredBudget budget, Usage.Steps before, Window window, long nowMs)
            throws IOException {
        int closed = window.steps() - OPEN_QUARTERS;
        var open = usage.over(budget.whose(), new Window(window.startMs(closed), window.toMs(), QUARTER_MS), nowMs);
        var all = Usage.Steps.none(window);
        copy(before.energyJ(), open.energyJ(), all.energyJ(), closed);
        copy(before.coveredS(), open.coveredS(), all.coveredS(), closed);
        copy(before.expectedS(), open.expectedS(), all.expectedS(), closed);
        return all;
    }

    private static void copy(double[] before, double[] open, double[] all, int closed) {
        System.arraycopy(before, 0, all, 0, closed);
        System.arraycopy(open, 0, all, closed, open.length);
    }
}
