package io.negawatt.plan.signal;

import java.util.Locale;

/** What a signal tells. Average and marginal carbon answer different questions and are never mixed. */
public enum SignalKind {
    /** Carbon of all electricity at that time, by the source's own boundary; g/kWh. */
    CARBON_AVERAGE("g/kWh"),
    /** Carbon of the power plant that follows one more kilowatt-hour of demand; g/kWh. */
    CARBON_MARGINAL("g/kWh"),
    /** Price that the day-ahead auction has set; of a megawatt-hour, in the currency of the source. */
    PRICE_DAY_AHEAD(SignalKind.MONEY_PER_MWH),
    /** Price of the hour itself, on the balancing or the real-time market; as above. */
    PRICE_REAL_TIME(SignalKind.MONEY_PER_MWH),
    /** Electrical load of the zone; MW. */
    LOAD("MW"),
    /** Generation from sunlight; MW. */
    SOLAR("MW"),
    /** Generation from wind; MW. */
    WIND("MW"),
    /** Air temperature two meters above the ground; °C. */
    TEMPERATURE("°C"),
    /** Global horizontal irradiance; W/m². */
    IRRADIANCE("W/m²"),
    /** Wind speed ten meters above the ground; m/s. */
    WIND_SPEED("m/s");

    /** The currency sign that stands for any currency. */
    private static final String MONEY_PER_MWH = "¤/MWh";

    private final String unit;

    SignalKind(String unit) {
        this.unit = unit;
    }

    /** {@return the unit of all its values; of a price, {@code ¤/MWh}: each value names its currency} */
    public String unit() {
        return unit;
    }

    /** {@return what people type, such as {@code carbon-average}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
