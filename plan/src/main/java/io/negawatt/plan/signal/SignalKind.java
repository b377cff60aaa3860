package io.negawatt.plan.signal;

import java.util.Locale;

/** What a signal tells. Average and marginal carbon answer different questions and are never mixed. */
public enum SignalKind {
    /** Carbon of all electricity at that time, by the source's own boundary; g/kWh. */
    CARBON_AVERAGE("g/kWh"),
    /** Carbon of the power plant that follows one more kilowatt-hour of demand; g/kWh. */
    CARBON_MARGINAL("g/kWh"),
    /** Price that the day-ahead auction has set; EUR/MWh. */
    PRICE_DAY_AHEAD("EUR/MWh"),
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

    private final String unit;

    SignalKind(String unit) {
        this.unit = unit;
    }

    /** {@return the unit of all its values} */
    public String unit() {
        return unit;
    }

    /** {@return what people type, such as {@code carbon-average}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
