package io.negawatt.app.demo;

import io.negawatt.app.run.Site;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.core.series.StepSeries;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.ToDoubleBiFunction;

/** Where the demonstration takes place: a German site with prices and carbon by the hour, both simulated. */
public final class DemoSite {
    /** Most power that its contract allows, in W. */
    public static final double CONTRACT_W = 520_000;

    private static final ZoneId CLOCK = ZoneId.of("Europe/Berlin");
    private static final String SOURCE = "simulated for the demonstration";
    private static final Duration STEP = Duration.ofHours(1);
    private static final int DAYS_BACK = 40;
    private static final int DAYS_AHEAD = 10;
    private static final double PUE = 1.21;
    private static final long SEED = 20_260_912;

    private DemoSite() {}

    /** {@return the site, with signals around {@code now}} */
    public static SiteSetting around(Instant now) {
        return new SiteSetting("Frankfurt DC-1 (demo)", CLOCK, OptionalDouble.of(CONTRACT_W), terms(now));
    }

    private static Terms terms(Instant now) {
        var tariff =
                new Tariff("day-ahead and levies, " + SOURCE, "EUR", new Tariff.Series(series(now, DemoSite::perKwh)));
        var site = new Site(
                        Optional.of("DE"),
                        Optional.of(tariff),
                        OptionalDouble.of(PUE),
                        OptionalDouble.empty(),
                        IdlePolicy.USED,
                        1)
                .terms();
        return new Terms(
                site.idlePolicy(),
                site.reservedFraction(),
                site.tariff(),
                site.location(),
                site.market(),
                site.pue(),
                site.wue(),
                site.ewf(),
                site.hardware(),
                Optional.of(new Terms.HourlyFactor(SOURCE, series(now, DemoSite::gramsPerKwh))));
    }

    private static StepSeries series(Instant now, ToDoubleBiFunction<Double, Double> at) {
        var from = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS_BACK));
        var values = new ArrayList<Double>();
        for (int i = 0; i < (DAYS_BACK + DAYS_AHEAD) * 24; i++) {
            var time = from.plus(STEP.multipliedBy(i));
            long day = Math.floorDiv(time.getEpochSecond(), 86_400);
            double weather = new SplittableRandom(SEED + day).nextDouble();
            double hour = time.atZone(CLOCK).getHour() + 0.5;
            values.add(Math.round(at.applyAsDouble(hour, weather) * 1e4) / 1e4);
        }
        return new StepSeries(List.of(new StepSeries.Block(from, STEP, values)));
    }

    /** Dear in the morning and the evening, cheap when the sun shines. */
    private static double perKwh(double hour, double sunny) {
        double sun = Math.max(0, Math.sin((hour - 6.5) / 12 * Math.PI)) * (hour > 6.5 && hour < 18.5 ? 1 : 0);
        double evening = Math.exp(-Math.pow((hour - 19) / 1.8, 2));
        double morning = Math.exp(-Math.pow((hour - 7.5) / 1.5, 2));
        return 0.135 + 0.03 * evening + 0.017 * morning - 0.022 * sun * (0.4 + 0.6 * sunny);
    }

    private static double gramsPerKwh(double hour, double sunny) {
        double sun = Math.max(0, Math.sin((hour - 6.5) / 12 * Math.PI)) * (hour > 6.5 && hour < 18.5 ? 1 : 0);
        double evening = Math.exp(-Math.pow((hour - 20) / 3.5, 2));
        return 610 + 130 * evening - 230 * sun * (0.3 + 0.7 * sunny) + 60 * (0.5 - sunny);
    }

    /** {@return power of the sun on the site's roof at a time, in W} */
    static double solarW(Instant at) {
        long day = Math.floorDiv(at.getEpochSecond(), 86_400);
        double sunny = 0.35 + 0.65 * new SplittableRandom(SEED + day).nextDouble();
        double hour = at.atZone(CLOCK).toLocalTime().toSecondOfDay() / 3600.0;
        double sun = hour > 6.6 && hour < 18.8 ? Math.max(0, Math.sin((hour - 6.6) / 12.2 * Math.PI)) : 0;
        return 212_000 * sunny * Math.pow(sun, 1.25);
    }

    /** {@return day of the site's week} */
    static DayOfWeek day(Instant at) {
        return at.atZone(CLOCK).getDayOfWeek();
    }

    /** {@return hour of the site's day, 0 to 24} */
    static double hour(Instant at) {
        return at.atZone(CLOCK).toLocalTime().toSecondOfDay() / 3600.0;
    }
}
