package io.negawatt.app.cli;

import io.negawatt.app.store.SeriesTables;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.forecast.Holidays;
import io.negawatt.plan.forecast.Source;
import io.negawatt.plan.jobs.Slots;
import io.negawatt.plan.optimize.Rates;
import io.negawatt.plan.replay.ForecastOutlook;
import io.negawatt.plan.signal.Series;
import io.negawatt.plan.signal.SeriesFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Carbon and price of each zone as {@code plan jobs} reads them: a column that is called like the zone, or the only one.
 *
 * @param zones names, in the order given; one called {@code here} where none is
 */
record PlanSignals(List<String> zones, List<Place> places, String currency) {

    /** The series of a zone. */
    record Place(Optional<Series> averageG, Optional<Series> marginalG, Optional<Series> price) {
        Stream<Series> series() {
            return Stream.of(averageG, marginalG, price).flatMap(Optional::stream);
        }
    }

    /**
     * Files with a column for each zone, or one column.
     *
     * @param carbonUnit unit where a header does not name it
     * @param priceUnit unit where a header does not name it
     */
    record Files(
            Optional<Path> carbon,
            Optional<Path> marginal,
            Optional<Path> price,
            String carbonUnit,
            String priceUnit,
            SeriesFile.Form form) {}

    static PlanSignals read(Files files, List<String> names) {
        if (files.carbon().isEmpty()
                && files.marginal().isEmpty()
                && files.price().isEmpty()) {
            throw BadInputException.of("cli.plan.noSignal");
        }
        var zones = names.isEmpty() ? List.of("here") : names;
        var carbon = files.carbon().map(file -> SeriesTables.read(file, files.form()));
        var marginal = files.marginal().map(file -> SeriesTables.read(file, files.form()));
        var price = files.price().map(file -> SeriesTables.read(file, files.form()));
        var places = new ArrayList<Place>();
        var currencies = new ArrayList<String>();
        for (String zone : zones) {
            places.add(new Place(
                    carbon.map(file -> carbon(file, files.carbon().orElseThrow(), zone, files.carbonUnit())),
                    marginal.map(file -> carbon(file, files.marginal().orElseThrow(), zone, files.carbonUnit())),
                    price.map(file -> price(file, files.price().orElseThrow(), zone, files.priceUnit(), currencies))));
        }
        return new PlanSignals(zones, places, currencies.isEmpty() ? "" : currencies.getFirst());
    }

    private static String column(SeriesFile file, Path path, String zone) {
        var columns = file.columns();
        if (columns.contains(zone)) {
            return zone;
        }
        if (columns.size() == 1) {
            return columns.getFirst();
        }
        throw BadInputException.of(
                "cli.plan.column",
                path.getFileName(),
                zone,
                String.join(", ", columns.subList(0, Math.min(8, columns.size()))));
    }

    private static Series carbon(SeriesFile file, Path path, String zone, String stated) {
        String column = column(file, path, zone);
        String unit = file.unit(column).isEmpty() ? stated : file.unit(column);
        double factor = Quantities.carbonIntensity("1 " + unit).gramsPerKwh();
        return scaled(path, file.column(column), factor);
    }

    private static Series price(SeriesFile file, Path path, String zone, String stated, List<String> currencies) {
        String column = column(file, path, zone);
        String unit = file.unit(column).isEmpty() ? stated : file.unit(column);
        if (unit.isEmpty()) {
            throw BadInputException.of("cli.plan.priceUnit", path.getFileName(), column);
        }
        var price = Quantities.price("1 " + unit);
        currencies.add(price.currency());
        if (!price.currency().equals(currencies.getFirst())) {
            throw BadInputException.of("cli.plan.currency", currencies.getFirst(), price.currency());
        }
        return scaled(path, file.column(column), price.perKwh());
    }

    private static Series scaled(Path path, Series series, double factor) {
        if (series.gaps() == series.size()) {
            throw BadInputException.of("cli.plan.empty", path.getFileName());
        }
        return Series.of(
                series.start(),
                series.step(),
                Arrays.stream(series.toArray()).map(value -> value * factor).toArray());
    }

    /** {@return when every series has begun} */
    Instant start() {
        return all().map(Series::start).max(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** {@return when the first series ends} */
    Instant end() {
        return all().map(Series::end).min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** {@return the shortest step of the series} */
    Duration step() {
        return all().map(Series::step).min(Duration::compareTo).orElse(Duration.ofHours(1));
    }

    private Stream<Series> all() {
        return places.stream().flatMap(Place::series);
    }

    /** {@return number of slots of the series that are gaps, which stand for the day before} */
    int gaps() {
        return all().mapToInt(Series::gaps).sum();
    }

    Rates rates(Slots slots, int zone) {
        var place = places.get(zone);
        return Rates.of(
                values(slots, place.averageG()), values(slots, place.marginalG()), values(slots, place.price()));
    }

    private static double[] values(Slots slots, Optional<Series> series) {
        if (series.isEmpty()) {
            return new double[0];
        }
        var known = filled(series.get());
        var values = new double[slots.count()];
        for (int slot = 0; slot < values.length; slot++) {
            values[slot] = known[series.get().indexOf(slots.timeOf(slot))];
        }
        return values;
    }

    /** A gap stands for the value of the day before, else for the last one that is known. */
    private static double[] filled(Series series) {
        double[] values = series.toArray();
        int day = (int) Math.max(1, Duration.ofDays(1).dividedBy(series.step()));
        double last = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .findFirst()
                .orElse(0);
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                values[i] = i >= day ? values[i - day] : last;
            }
            last = values[i];
        }
        return values;
    }

    /** {@return the series as sources of forecasts} */
    List<ForecastOutlook.History> histories(Holidays holidays) {
        return places.stream()
                .map(place -> new ForecastOutlook.History(
                        source(place.averageG(), holidays),
                        source(place.marginalG(), holidays),
                        source(place.price(), holidays)))
                .toList();
    }

    private static Optional<Source> source(Optional<Series> series, Holidays holidays) {
        return series.map(one -> Source.of(one, List.of(), holidays.zone(), holidays));
    }
}
