package io.negawatt.app.run;

import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms.HourlyFactor;
import io.negawatt.core.series.StepSeries;
import io.negawatt.core.series.StepSeriesReader;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Files that say what a kilowatt-hour costs and carries at each time. Every method throws {@link BadInputException} with the
 * file and the line where something cannot be used.
 */
public final class TariffFile {
    private TariffFile() {}

    /** {@return the tariff in a YAML file of bands, or in a CSV series with the columns {@code time} and {@code price[…]}} */
    public static Tariff tariff(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return TariffYaml.read(file);
        }
        if (name.endsWith(".csv")) {
            return prices(file);
        }
        throw BadInputException.of("tariff.bad.form", file);
    }

    private static Tariff prices(Path file) {
        var column = StepSeriesReader.read(file, "price", true);
        try {
            var unit = Quantities.price("1", column.unit());
            var series = new Tariff.Series(column.values().times(unit.perKwh()));
            return new Tariff(String.valueOf(file.getFileName()), unit.currency(), series);
        } catch (BadInputException e) {
            throw badUnit(file, "price", column.unit(), "price[CNY/kWh]", e);
        }
    }

    /** {@return the carbon factor by the hour in a CSV series with the columns {@code time} and {@code carbon[g/kWh]}} */
    public static HourlyFactor carbon(Path file) {
        var column = StepSeriesReader.read(file, "carbon", false);
        return new HourlyFactor(String.valueOf(file.getFileName()), carbon(file, column));
    }

    private static StepSeries carbon(Path file, StepSeriesReader.Column column) {
        try {
            String unit = column.unit().isEmpty() ? "g/kWh" : column.unit();
            return column.values().times(Quantities.carbonIntensity("1", unit).gramsPerKwh());
        } catch (BadInputException e) {
            throw badUnit(file, "carbon", column.unit(), "carbon[g/kWh]", e);
        }
    }

    private static BadInputException badUnit(
            Path file, String column, String unit, String example, BadInputException cause) {
        return new BadInputException(
                Message.of("series.steps.bad.unit", String.valueOf(file.getFileName()), column, unit, example), cause);
    }
}
