package io.negawatt.app.cli;

import io.negawatt.app.run.SiteDescription;
import io.negawatt.app.store.SeriesTables;
import io.negawatt.core.text.BadInputException;
import io.negawatt.plan.signal.SeriesFile;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The files and columns that tell what a site lives through. */
final class SiteSeriesOptions {
    @Option(names = "--price", required = true, paramLabel = "FILE")
    private Path priceFile = Path.of("");

    @Option(names = "--price-column", paramLabel = "COL")
    @Nullable
    private String priceColumn;

    @Option(names = "--carbon", paramLabel = "FILE")
    @Nullable
    private Path carbonFile;

    @Option(names = "--carbon-column", paramLabel = "COL")
    @Nullable
    private String carbonColumn;

    @Option(names = "--marginal-column", paramLabel = "COL")
    @Nullable
    private String marginalColumn;

    @Option(names = "--series", paramLabel = "FILE")
    private List<Path> seriesFiles = new ArrayList<>();

    @Option(names = "--load", paramLabel = "COL")
    @Nullable
    private String load;

    @Option(names = "--solar", paramLabel = "COL")
    @Nullable
    private String solar;

    @Option(names = "--wind", paramLabel = "COL")
    @Nullable
    private String wind;

    @Option(names = "--temperature", paramLabel = "COL")
    @Nullable
    private String temperature;

    @Option(names = "--start", paramLabel = "TIME")
    @Nullable
    private String start;

    /**
     * What the files hold.
     *
     * @param prices the file of prices, which may hold published forecasts too
     */
    record Read(SeriesFile prices, SiteInputs.Columns columns) {}

    /** {@return what the files hold} */
    Read read(SiteDescription site) {
        var prices = read(priceFile, site.zone());
        var files = new ArrayList<SeriesFile>(List.of(prices));
        seriesFiles.forEach(file -> files.add(read(file, site.zone())));
        return new Read(prices, columns(site, prices, files));
    }

    private SeriesFile read(Path file, ZoneId zone) {
        var begins = Optional.ofNullable(start).map(text -> PlanSiteCommand.instant("--start", text));
        return SeriesTables.read(file, new SeriesFile.Form(Optional.empty(), begins, Optional.of(zone)));
    }

    private SiteInputs.Columns columns(SiteDescription site, SeriesFile prices, List<SeriesFile> files) {
        var carbon = Optional.ofNullable(carbonFile).map(file -> read(file, site.zone()));
        String price = priceColumn == null ? only("--price", priceFile, prices) : priceColumn;
        return new SiteInputs.Columns(
                SiteColumn.of(price, "--price-column", List.of(prices)),
                column(load, "--load", files),
                column(solar, "--solar", files),
                column(wind, "--wind", files),
                column(temperature, "--temperature", files),
                carbon.map(file -> SiteColumn.of(
                        carbonColumn == null ? only("--carbon", carbonFile, file) : carbonColumn,
                        "--carbon-column",
                        List.of(file))),
                carbon.flatMap(file -> column(marginalColumn, "--marginal-column", List.of(file))));
    }

    private static Optional<SiteColumn> column(@Nullable String asked, String option, List<SeriesFile> files) {
        return Optional.ofNullable(asked).map(name -> SiteColumn.of(name, option, files));
    }

    /** {@return the only column of a file, else the one that is called like the option} */
    private static String only(String option, @Nullable Path file, SeriesFile table) {
        String usual = option.substring("--".length());
        if (table.columns().size() == 1 || table.columns().contains(usual)) {
            return table.columns().contains(usual) ? usual : table.columns().getFirst();
        }
        throw BadInputException.of(
                "cli.plan.site.column", String.valueOf(file), option, String.join(", ", table.columns()));
    }
}
