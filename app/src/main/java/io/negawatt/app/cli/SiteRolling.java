package io.negawatt.app.cli;

import io.negawatt.core.text.Message;
import io.negawatt.plan.forecast.Backtest;
import io.negawatt.plan.forecast.Source;
import io.negawatt.plan.operate.CarbonPrice;
import io.negawatt.plan.operate.SiteCase;
import io.negawatt.plan.operate.SiteForecasts;
import io.negawatt.plan.operate.SiteStance;
import io.negawatt.plan.operate.SiteVerification;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.signal.Series;
import io.negawatt.plan.signal.SeriesFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Plans a site again and again from forecasts. Price, load, and sun and wind are forecast on hours, each from its own past; a
 * column of published forecasts stands for the price alone.
 */
final class SiteRolling {
    private static final int TRIED_DAYS = 14;
    private static final int LEAST_HISTORY_DAYS = 3;

    private final SiteInputs inputs;
    private final SeriesFile prices;
    private final String forecast;
    private final int horizon;
    private final int every;
    private final int day;
    private Optional<Message> note = Optional.empty();
    private int tried;

    SiteRolling(SiteInputs inputs, SeriesFile prices, String forecast, int horizon, int every) {
        this.inputs = inputs;
        this.prices = prices;
        this.forecast = forecast;
        this.horizon = horizon;
        this.every = every;
        this.day = (int) Duration.ofDays(1).dividedBy(inputs.step());
    }

    /** {@return the form that would have paid least over the days before a slot} */
    SiteStance choose(int first) {
        tried = Math.min(TRIED_DAYS * day, first - LEAST_HISTORY_DAYS * day) / day * day;
        if (tried <= 0) {
            tried = 0;
            note = Optional.of(Message.of("cli.plan.site.noTrial"));
            return SiteStance.MIDDLE;
        }
        var before = withoutJobs(inputs.between(first - tried, first));
        var guess = guess(first - tried);
        var stance = SiteVerification.chosen(before, form -> forecasts(form, guess), horizon, every);
        note = Optional.of(Message.of("cli.plan.site.trial." + stance.id(), tried / day));
        return stance;
    }

    private static SiteCase withoutJobs(SiteCase real) {
        return new SiteCase(
                real.site(),
                real.start(),
                real.actual(),
                real.world(),
                real.startJ(),
                real.endJ(),
                real.demand(),
                List.of(),
                real.gramsPerKwh(),
                real.marginalGramsPerKwh(),
                real.zone());
    }

    /** {@return what comes of planning from one slot to another} */
    SiteVerification verify(int first, int end, SiteStance stance, Objective objective) {
        var real = inputs.between(first, end);
        var price = SiteVerification.price(real, objective);
        var forecasts = forecasts(stance, guess(first));
        if (!price.equals(CarbonPrice.NONE)) {
            var begins = real.start();
            forecasts = forecasts.priced(
                    price, carbon(inputs.gramsPerKwh(), begins), carbon(inputs.marginalGramsPerKwh(), begins));
        }
        return SiteVerification.of(real, forecasts, stance, horizon, every, price);
    }

    private SiteStance.Ranges carbon(double[] grams, Instant begins) {
        String name = prices.columns().contains(forecast) ? Backtest.MIX : forecast;
        return grams.length == 0 ? (_, _) -> new double[0][] : guessed(grams, name, begins);
    }

    Optional<Message> note() {
        return note;
    }

    /** Ranges of all that has to be guessed. */
    private record Guess(SiteStance.Ranges price, SiteStance.Ranges load, SiteStance.Ranges fresh) {}

    private Guess guess(int first) {
        var begins = inputs.start().plus(inputs.step().multipliedBy(first));
        boolean isColumn = prices.columns().contains(forecast);
        String others = isColumn ? Backtest.MIX : forecast;
        return new Guess(
                price(isColumn, begins),
                guessed(inputs.loadW(), others, begins),
                guessed(inputs.freshW(), others, begins));
    }

    private SiteForecasts forecasts(SiteStance stance, Guess guess) {
        return stance.of(guess.price, inputs.sellShare(), inputs.sellPerKwh(), guess.load, guess.fresh);
    }

    private SiteStance.Ranges price(boolean isColumn, Instant begins) {
        var ahead = isColumn
                ? List.of(new Source.Column(
                        forecast, new SiteColumn(forecast, "", prices.column(forecast)).scaled(inputs.perUnit()), true))
                : List.<Source.Column>of();
        return ranges(inputs.price(), ahead, forecast, begins).on(begins, inputs.step());
    }

    /** What never changes is known; all else is forecast by the hour. */
    private SiteStance.Ranges guessed(double[] values, String name, Instant begins) {
        int first = (int) Duration.between(inputs.start(), begins).dividedBy(inputs.step());
        if (Arrays.stream(values).distinct().count() == 1) {
            return SiteRanges.known(Arrays.copyOfRange(values, first, values.length));
        }
        return ranges(hourly(values), List.of(), name, begins).on(begins, inputs.step());
    }

    private SiteRanges ranges(Series series, List<Source.Column> ahead, String name, Instant begins) {
        return SiteRanges.of(
                series,
                ahead,
                name,
                inputs.site().zone(),
                begins,
                inputs.step().multipliedBy(horizon),
                inputs.step().multipliedBy(every));
    }

    private Series hourly(double[] values) {
        int perHour = (int) Math.max(1, Duration.ofHours(1).dividedBy(inputs.step()));
        var hours = new double[values.length / perHour];
        Arrays.setAll(
                hours,
                hour -> Arrays.stream(values, hour * perHour, (hour + 1) * perHour)
                        .average()
                        .orElse(Double.NaN));
        return Series.of(inputs.start(), inputs.step().multipliedBy(perHour), hours);
    }
}
