package io.negawatt.app.run;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Quantities;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Figures of a YAML file; each must carry its unit. */
final class YamlFigures {
    private static final Pattern SHARE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*%");
    private static final Pattern FRACTION = Pattern.compile("[01](?:\\.\\d+)?|0?\\.\\d+");
    private static final Pattern CELSIUS = Pattern.compile("([+\\-−]?\\d+(?:\\.\\d+)?)\\s*(?:°C|C|℃)");
    private static final Pattern KELVIN = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*K");

    private YamlFigures() {}

    /** {@return what {@code reader} makes of the text} */
    static <T> T read(YamlTree value, String message, Function<String, T> reader) {
        try {
            return reader.apply(value.text());
        } catch (BadInputException e) {
            throw new BadInputException(value.said(message, value.text()), e);
        }
    }

    static double watts(YamlTree value) {
        return read(value, "site.bad.power", Quantities::power).watts();
    }

    static double joules(YamlTree value) {
        return read(value, "site.bad.energy", Quantities::energy).joules();
    }

    static Duration duration(YamlTree value) {
        var length = read(value, "site.bad.duration", Quantities::duration);
        if (!length.isPositive()) {
            throw new BadInputException(value.said("site.bad.duration", value.text()));
        }
        return length;
    }

    /** {@return a share from 0 to 1, written as {@code 95 %} or {@code 0.95}} */
    static double share(YamlTree value) {
        String text = value.text();
        var percent = SHARE.matcher(text);
        double share = percent.matches()
                ? Double.parseDouble(percent.group(1)) / 100
                : FRACTION.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!(share >= 0 && share <= 1)) {
            throw new BadInputException(value.said("site.bad.share", text));
        }
        return share;
    }

    static double celsius(YamlTree value) {
        return number(value, CELSIUS, "site.bad.celsius");
    }

    static double kelvin(YamlTree value) {
        return number(value, KELVIN, "site.bad.kelvin");
    }

    private static double number(YamlTree value, Pattern pattern, String message) {
        var number = pattern.matcher(value.text());
        if (!number.matches()) {
            throw new BadInputException(value.said(message, value.text()));
        }
        return Double.parseDouble(number.group(1).replace('−', '-'));
    }

    static boolean yes(YamlTree value) {
        return switch (value.text()) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new BadInputException(value.said("site.bad.yes", value.text()));
        };
    }

    static ZoneId zone(YamlTree value) {
        try {
            return ZoneId.of(value.text());
        } catch (DateTimeException e) {
            throw new BadInputException(value.bad("zone", value.text()).text(), e);
        }
    }
}
