package io.negawatt.plan.signal;

import java.util.Locale;
import java.util.regex.Pattern;

/** The unit of a price as sources write it. */
final class Prices {
    private static final Pattern PER_MWH = Pattern.compile("([A-Z]{3})/MWH");

    private Prices() {}

    /**
     * {@return the unit in one way of writing, such as {@code EUR/MWh}}
     *
     * @throws BadAnswerException where it is no currency for a megawatt-hour
     */
    static String unit(String said) {
        var parts = PER_MWH.matcher(said.replace(" ", "").toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new BadAnswerException("signal.gap.unit", said, SignalKind.PRICE_DAY_AHEAD.unit());
        }
        return parts.group(1) + "/MWh";
    }
}
