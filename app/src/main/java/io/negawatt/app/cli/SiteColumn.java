package io.negawatt.app.cli;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.plan.signal.Series;
import io.negawatt.plan.signal.SeriesFile;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * A column of a series file with its unit, asked for as {@code NAME} or, where the file does not tell the unit, as
 * {@code NAME[unit]}.
 *
 * @param name of the column
 * @param unit as it was written
 * @param series in that unit
 */
record SiteColumn(String name, String unit, Series series) {
    private static final Pattern ASKED = Pattern.compile("(.*?)\\s*(?:\\[([^]]*)])?");

    /** {@return the column that was asked for, from the first of the files that has it} */
    static SiteColumn of(String asked, String option, List<SeriesFile> files) {
        var parts = ASKED.matcher(asked.strip());
        String name = parts.matches() ? parts.group(1) : asked;
        var file = files.stream()
                .filter(one -> one.columns().contains(name))
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "cli.plan.site.noColumn",
                        option,
                        name,
                        String.join(
                                ", ",
                                files.stream()
                                        .flatMap(one -> one.columns().stream())
                                        .toList())));
        boolean given = parts.matches() && parts.group(2) != null;
        return new SiteColumn(name, given ? parts.group(2).strip() : file.unit(name), file.column(name));
    }

    /** {@return what one of the column's unit is} */
    <T> T one(String option, String examples, Function<String, T> reader) {
        if (unit.isEmpty()) {
            throw BadInputException.of("cli.plan.site.noUnit", option, name, examples);
        }
        try {
            return reader.apply("1 " + unit);
        } catch (BadInputException e) {
            throw new BadInputException(Message.of("cli.plan.site.badUnit", option, name, unit, examples), e);
        }
    }

    /** {@return the series times what one of its unit is} */
    <T> Series times(String option, String examples, Function<String, T> reader, ToDoubleFunction<T> size) {
        return scaled(size.applyAsDouble(one(option, examples, reader)));
    }

    /** {@return the series times a factor} */
    Series scaled(double factor) {
        double[] values =
                Arrays.stream(series.toArray()).map(value -> factor * value).toArray();
        return Series.of(series.start(), series.step(), values);
    }

    /**
     * {@return the means over slots of another grid; a value of a longer step holds for all slots in it}
     *
     * @throws BadInputException where a slot is not known in its whole length
     */
    static double[] on(String option, Series series, Instant start, Duration step, int slots) {
        var values = new double[slots];
        double sourceS = series.step().toNanos() * 1e-9;
        double stepS = step.toNanos() * 1e-9;
        double offsetS = Duration.between(series.start(), start).toNanos() * 1e-9;
        for (int slot = 0; slot < slots; slot++) {
            values[slot] = mean(series, (offsetS + slot * stepS) / sourceS, (offsetS + (slot + 1) * stepS) / sourceS);
            if (Double.isNaN(values[slot])) {
                throw BadInputException.of("cli.plan.site.gap", option, start.plus(step.multipliedBy(slot)));
            }
        }
        return values;
    }

    /** {@return the mean from one place of the series to another, both counted in its steps} */
    private static double mean(Series series, double from, double to) {
        double sum = 0;
        for (int i = (int) Math.floor(from + 1e-9); i < to - 1e-9; i++) {
            double part = Math.min(to, i + 1) - Math.max(from, i);
            sum += part * (series.isKnown(i) ? series.value(i) : Double.NaN);
        }
        return sum / (to - from);
    }
}
