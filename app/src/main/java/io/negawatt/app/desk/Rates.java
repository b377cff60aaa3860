package io.negawatt.app.desk;

import io.negawatt.app.server.SiteSetting;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.plan.jobs.Slots;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Price and carbon of a site in the slots of a plan. A tariff by the clock is known for all time; a series is known as far as it
 * reaches, and forecast beyond.
 *
 * @param price empty where none is known
 */
record Rates(RateLine carbon, Optional<RateLine> price) {

    /** The forecasts that are kept between plans. */
    record Forecasts(RateForecast carbon, RateForecast price) {
        Forecasts() {
            this(new RateForecast(), new RateForecast());
        }
    }

    static Rates of(SiteSetting site, Slots slots, Instant now, Forecasts forecasts) {
        double yearly = site.terms().location().gramsPerKwh().mid();
        var carbon = site.terms()
                .hourly()
                .map(Terms.HourlyFactor::gramsPerKwh)
                .flatMap(it -> forecasts.carbon().line(it, slots, now, site.clock()))
                .orElseGet(() -> RateLine.constant(yearly, slots.count()));
        return new Rates(carbon, site.terms().tariff().flatMap(it -> price(it, site, slots, now, forecasts)));
    }

    private static Optional<RateLine> price(
            Tariff tariff, SiteSetting site, Slots slots, Instant now, Forecasts forecasts) {
        return tariff.price() instanceof Tariff.Series series
                ? forecasts.price().line(series.perKwh(), slots, now, site.clock())
                : Optional.of(byTheClock(site, slots));
    }

    /** Prices change with quarters of an hour, and a slot may hold several. */
    private static RateLine byTheClock(SiteSetting site, Slots slots) {
        int quarters = Math.toIntExact(Math.max(1, slots.step().toMinutes() / 15));
        var values = new ArrayList<Double>();
        for (int slot = 0; slot < slots.count(); slot++) {
            double sum = 0;
            for (int i = 0; i < quarters; i++) {
                sum += site.pricePerKwh(slots.timeOf(slot).plusSeconds(900L * i))
                        .orElse(0);
            }
            values.add(sum / quarters);
        }
        return new RateLine(values, java.util.List.of());
    }

    /** {@return the rates as planners take them} */
    io.negawatt.plan.optimize.Rates toPlan() {
        return io.negawatt.plan.optimize.Rates.of(
                carbon.toArray(), new double[0], price.map(RateLine::toArray).orElse(new double[0]));
    }
}
