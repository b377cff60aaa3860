package io.negawatt.plan.operate;

import io.negawatt.plan.forecast.Backtest;
import io.negawatt.plan.forecast.Forecasters;
import io.negawatt.plan.forecast.Holidays;
import io.negawatt.plan.forecast.Reach;
import io.negawatt.plan.forecast.Schedule;
import io.negawatt.plan.forecast.Source;
import io.negawatt.plan.signal.Series;
import io.negawatt.plan.signal.SeriesFile;
import io.negawatt.plan.simulate.Battery;
import io.negawatt.plan.simulate.Cooling;
import io.negawatt.plan.simulate.GridConnection;
import io.negawatt.plan.simulate.Site;
import io.negawatt.plan.site.GreedySite;
import io.negawatt.plan.site.LeastCostSite;
import io.negawatt.plan.site.SiteDemand;
import io.negawatt.plan.site.SiteOutlook;
import io.negawatt.plan.site.SitePlan;
import io.negawatt.plan.site.SiteProblem;
import io.negawatt.plan.site.SiteProblem.Aim;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A battery of 1 MWh and 0.5 MW on a day-ahead market: its schedule of a day is fixed before noon of the day before, from forecasts
 * alone, and paid at the prices that came. All prices of the day before are known by then: the auction two days before set them.
 */
final class SiteBattery {
    private static final String PRICE = "Real price";
    private static final double KWH = 3.6e6;
    private static final int HOURS = 24;
    /** Days in the mean by the hour that stands in before a forecaster has the history that it needs. */
    private static final int EARLY_DAYS = 7;

    private static final int LEARNED_DAYS = 29;

    private SiteBattery() {}

    /** How a battery is run and paid. */
    enum Setting {
        /** 90 % round trip, empty at the start and the end of each day, no wear. */
        EMPTY_DAILY(Math.sqrt(0.9), 0, 0),
        /** 95 % each way, 2 €/MWh of wear each way, half full at the start and the end of each day. */
        HALF_FULL_WORN(0.95, 0.5, 0.002);

        private final double efficiency;
        private final double held;
        private final double wearPerKwh;

        Setting(double efficiency, double held, double wearPerKwh) {
            this.efficiency = efficiency;
            this.held = held;
            this.wearPerKwh = wearPerKwh;
        }
    }

    /** Profits over all days. */
    record Profits(double planned, double greedy, double perfect, int days) {
        double share() {
            return planned / perfect;
        }

        double greedyShare() {
            return greedy / perfect;
        }
    }

    /** Prices of a market with the forecasts of each day. */
    record Market(Series price, double[][] forecasts) {}

    /** {@return a market with forecasts of our own, from its prices alone} */
    static Market own(Path data, String name) {
        var price = file(data, name).column(PRICE);
        return new Market(price, blended(price, Holidays.of(name.equals("DE") ? name : "none")));
    }

    /** {@return a market with the mean of the two published ensembles} */
    static Market columns(Path data, String name) {
        var price = file(data, name).column(PRICE);
        var ahead = ahead(data, name).stream()
                .filter(column -> column.name().endsWith("Ensemble"))
                .toList();
        var forecasts = new double[price.size() / HOURS][];
        Arrays.setAll(forecasts, day -> early(price, ahead, day));
        return new Market(price, forecasts);
    }

    private static List<Source.Column> ahead(Path data, String name) {
        var file = file(data, name);
        return file.columns().stream()
                .filter(column -> !column.equals(PRICE))
                .map(column -> new Source.Column(column, file.column(column), true))
                .toList();
    }

    private static SeriesFile file(Path data, String name) {
        var form = new SeriesFile.Form(Optional.empty(), Optional.empty(), Optional.of(ZoneId.of("UTC")));
        return SeriesFile.read(data.resolve("price/Forecasts_" + name + "_DNN_LEAR_ensembles.csv"), form);
    }

    /**
     * By day, then hour: the plain mean of all that was forecast, the mix counting twice. A schedule lives by the shape of a day,
     * which many forecasts together tell better than the one that errs least. Before they can be made, the mean of the last days.
     */
    private static double[][] blended(Series price, Holidays holidays) {
        var forecasts = new double[price.size() / HOURS][];
        Arrays.setAll(forecasts, day -> early(price, List.of(), day));
        var source = Source.of(price, List.of(), holidays.zone(), holidays);
        var schedule = new Schedule(LEARNED_DAYS * HOURS, price.size() - HOURS + 1, HOURS, 7);
        var test = Backtest.run(source, new Reach(0, HOURS), schedule, Forecasters.usual());
        int issues = test.result(Backtest.MIX).orElseThrow().issues().size();
        for (int issue = 0; issue < issues; issue++) {
            int at = issue;
            var mean = new double[HOURS];
            double weights = 0;
            for (var result : test.results()) {
                double weight = weight(result.id());
                double[] points = result.issues().get(at).points();
                Arrays.setAll(mean, hour -> mean[hour] + weight * points[hour]);
                weights += weight;
            }
            double all = weights;
            Arrays.setAll(mean, hour -> mean[hour] / all);
            forecasts[test.results().getFirst().issues().get(at).issued() / HOURS] = mean;
        }
        return forecasts;
    }

    /** The six ridges share one vote, as they see the same. */
    private static double weight(String id) {
        return switch (id) {
            case Backtest.MIX -> 2;
            case "month", "theta", "last-week", "yesterday" -> 1;
            default -> id.startsWith("ridge") ? 1.0 / 6 : 0;
        };
    }

    private static double[] early(Series price, List<Source.Column> ahead, int day) {
        var mean = new double[HOURS];
        for (int hour = 0; hour < HOURS; hour++) {
            int at = day * HOURS + hour;
            mean[hour] = ahead.isEmpty()
                    ? past(price, day, hour)
                    : ahead.stream()
                            .mapToDouble(column -> column.series().value(at))
                            .average()
                            .orElseThrow();
        }
        return mean;
    }

    private static double past(Series price, int day, int hour) {
        double sum = 0;
        int count = 0;
        for (int back = 1; back <= EARLY_DAYS && day - back >= 0; back++) {
            sum += price.value((day - back) * HOURS + hour);
            count++;
        }
        return count == 0 ? 0 : sum / count;
    }

    static Profits run(Market market, Setting setting) {
        var best = new LeastCostSite();
        double planned = 0;
        double greedy = 0;
        double perfect = 0;
        int days = market.forecasts.length;
        for (int day = 0; day < days; day++) {
            double[] real = Arrays.copyOfRange(market.price.toArray(), day * HOURS, (day + 1) * HOURS);
            var guessed = problem(setting, market.price.timeOf(day * HOURS), market.forecasts[day]);
            planned += profit(setting, best.plan(guessed), real);
            greedy += profit(setting, new GreedySite().plan(guessed), real);
            perfect += profit(setting, best.plan(problem(setting, market.price.timeOf(day * HOURS), real)), real);
        }
        return new Profits(planned, greedy, perfect, days);
    }

    static double profit(Setting setting, SitePlan plan, double[] perMwh) {
        double profit = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            double in = plan.chargeW()[hour] / 1000;
            double out = plan.dischargeW()[hour] / 1000;
            profit += (out - in) * perMwh[hour] / 1000 - (in + out) * setting.wearPerKwh;
        }
        return profit;
    }

    static SiteProblem problem(Setting setting, Instant start, double[] perMwh) {
        double[] perKwh = Arrays.stream(perMwh).map(price -> price / 1000).toArray();
        var battery = Battery.of(1000 * KWH, 500_000, setting.efficiency)
                .withWear(new Battery.Wear(setting.wearPerKwh / KWH, 0));
        double heldJ = setting.held * battery.capacityJ();
        return new SiteProblem(
                new Site(new GridConnection(500_000, 500_000), battery, Cooling.NONE),
                start,
                Duration.ofHours(1).toSeconds(),
                heldJ,
                heldJ,
                List.of(new SiteOutlook(1, perKwh, perKwh, new double[HOURS], new double[HOURS])),
                Aim.MEAN,
                SiteDemand.none(HOURS),
                List.of(),
                new double[HOURS]);
    }
}
