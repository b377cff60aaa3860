package io.negawatt.plan.forecast;

import io.negawatt.plan.signal.Series;
import io.negawatt.plan.signal.SeriesFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The table of accuracy in docs/forecasts.md: the mix on series of the reference data, each beside its baseline. Started as a
 * program with the folder of the data and a file, it writes the table.
 */
final class Accuracy {
    private static final String ZONES = "carbon/carbon_intensity_2022_hourly_123_zones.csv";
    private static final String GERMANY = "load/DE_2019_time_series_60min_singleindex_filtered.csv";
    private static final int REFIT_DAYS = 7;

    private Accuracy() {}

    /** What error is told as a share of the baseline's. */
    enum Measure {
        MAPE,
        MAE
    }

    /** A series, from when it is forecast, and how good it must be; WAPE as a share is MAE as a share. */
    enum Case {
        CARBON_CISO("US-CAL-CISO", "2022-01-01", Measure.MAPE, "yesterday", 0.85),
        CARBON_ES("ES", "2022-01-01", Measure.MAPE, "yesterday", 0.85),
        CARBON_DE("DE", "2022-07-01", Measure.MAPE, "yesterday", 0.85),
        CARBON_GB("GB", "2022-07-01", Measure.MAPE, "yesterday", 0.85),
        CARBON_FR("FR", "2022-07-01", Measure.MAPE, "yesterday", 0.85),
        CARBON_AU_SA("AU-SA", "2022-07-01", Measure.MAE, "yesterday", 0.85),
        LOAD_DE("DE_load_actual_entsoe_transparency", "2019-07-01", Measure.MAE, "last-week", 0.55),
        SOLAR_DE("DE_solar_generation_actual", "2019-07-01", Measure.MAE, "month", 0.85),
        WIND_DE("DE_wind_onshore_generation_actual", "2019-07-01", Measure.MAE, "climatology", 0.62),
        PRICE_DE("DE", "2017-01-02", Measure.MAE, "last-week", 0.80),
        PRICE_NP("NP", "2017-12-26", Measure.MAE, "last-week", 0.80),
        PRICE_DE_COLUMNS("DE", "2017-01-02", Measure.MAE, "best column", 1),
        PRICE_NP_COLUMNS("NP", "2017-12-26", Measure.MAE, "best column", 1);

        private final String column;
        private final String from;
        private final Measure measure;
        private final String baseline;
        private final double bound;

        Case(String column, String from, Measure measure, String baseline, double bound) {
            this.column = column;
            this.from = from;
            this.measure = measure;
            this.baseline = baseline;
            this.bound = bound;
        }

        String baseline() {
            return baseline;
        }

        double bound() {
            return bound;
        }

        boolean isPrice() {
            return name().startsWith("PRICE");
        }

        boolean hasColumns() {
            return name().endsWith("COLUMNS");
        }
    }

    /** A line of the table. */
    record Row(double ratio, double error, double coverage, double worstMonth) {}

    static Row row(Path data, Case one) {
        var source = source(data, one);
        // Prices of a day are decided at noon of the day before, from prices up to then.
        var reach = new Reach(one.isPrice() ? 12 : 0, 24);
        int first = source.target().indexOf(Instant.parse(one.from + "T00:00:00Z")) - reach.lead();
        var schedule = new Schedule(first, source.size() - reach.lead() - reach.steps() + 1, 24, REFIT_DAYS);
        var test = Backtest.run(source, reach, schedule, Forecasters.usual());
        var mix = test.result(Backtest.MIX).orElseThrow().scores();
        return new Row(
                error(mix, one) / baseline(test, one), error(mix, one), mix.coverage(), mix.leastMonthlyCoverage());
    }

    private static double baseline(Backtest test, Case one) {
        var columns = test.source().ahead().stream().map(Source.Column::name).toList();
        return test.results().stream()
                .filter(result -> one.hasColumns()
                        ? columns.contains(result.id())
                        : result.id().equals(one.baseline))
                .mapToDouble(result -> error(result.scores(), one))
                .min()
                .orElseThrow();
    }

    private static double error(Scores scores, Case one) {
        return switch (one.measure) {
            case MAPE -> scores.mape();
            case MAE -> scores.mae();
        };
    }

    private static Source source(Path data, Case one) {
        var ahead = new ArrayList<Source.Column>();
        var holidays = Holidays.NONE;
        Series series;
        if (one.isPrice()) {
            var file =
                    SeriesFile.read(data.resolve("price/Forecasts_" + one.column + "_DNN_LEAR_ensembles.csv"), utc());
            series = file.column("Real price");
            if (one.hasColumns()) {
                file.columns().stream()
                        .filter(name -> !name.equals("Real price"))
                        .forEach(name -> ahead.add(new Source.Column(name, file.column(name), true)));
            }
        } else if (one.from.startsWith("2019")) {
            series = SeriesFile.read(data.resolve(GERMANY), utc()).column(one.column);
            series = one == Case.WIND_DE ? plusOffshore(data, series) : series;
            holidays = one == Case.LOAD_DE ? Holidays.of("DE") : holidays;
        } else {
            series = one.from.endsWith("-07-01") ? zone(data, one.column) : twoYears(data, one.column);
        }
        return Source.of(series, ahead, holidays.zone(), holidays);
    }

    private static SeriesFile.Form utc() {
        return new SeriesFile.Form(Optional.empty(), Optional.empty(), Optional.of(ZoneId.of("UTC")));
    }

    private static Series zone(Path data, String zone) {
        var start = Optional.of(Instant.parse("2022-01-01T00:00:00Z"));
        return SeriesFile.read(data.resolve(ZONES), new SeriesFile.Form(Optional.empty(), start, Optional.empty()))
                .column(zone);
    }

    private static Series twoYears(Path data, String zone) {
        var years = IntStream.of(2021, 2022)
                .mapToObj(year -> SeriesFile.read(data.resolve("carbon/%s_%d_hourly.csv".formatted(zone, year)), utc())
                        .column("Carbon Intensity gCO₂eq/kWh (LCA)"))
                .toList();
        return Series.of(
                years.getFirst().start(),
                years.getFirst().step(),
                years.stream()
                        .flatMapToDouble(year -> DoubleStream.of(year.toArray()))
                        .toArray());
    }

    private static Series plusOffshore(Path data, Series onshore) {
        double[] offshore = SeriesFile.read(data.resolve(GERMANY), utc())
                .column("DE_wind_offshore_generation_actual")
                .toArray();
        double[] sum = onshore.toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += offshore[i];
        }
        return Series.of(onshore.start(), onshore.step(), sum);
    }

    /** Writes the table as Markdown. */
    public static void main(String[] args) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(
                "| case | baseline | measure | mix | share of baseline | must be at most | 90 % held | worst month |");
        lines.add("|---|---|---|---:|---:|---:|---:|---:|");
        double carbon = 0;
        for (var one : Case.values()) {
            var row = row(Path.of(args[0]), one);
            carbon += one.name().startsWith("CARBON") ? row.ratio / 6 : 0;
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.4g | %.3f | %.2f | %.1f %% | %.1f %% |",
                    one.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    one.baseline,
                    one.measure,
                    one.measure == Measure.MAPE ? 100 * row.error : row.error,
                    row.ratio,
                    one.bound,
                    100 * row.coverage,
                    100 * row.worstMonth));
        }
        lines.add(String.format(Locale.ROOT, "| mean of carbon | yesterday | | | %.3f | 0.78 | | |", carbon));
        try (var out = new PrintStream(Files.newOutputStream(Path.of(args[1])), false, StandardCharsets.UTF_8)) {
            lines.forEach(out::println);
        }
    }
}
