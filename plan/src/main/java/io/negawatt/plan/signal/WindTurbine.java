package io.negawatt.plan.signal;

import java.util.List;

/**
 * Electrical power of a wind turbine from the weather.
 *
 * @param hubM height of the hub above the ground, m
 * @param curve power by wind speed at hub height and an air density of 1.225 kg/m³, rising in speed; 0 W outside of it
 * @param shear exponent of the wind profile, such as 1/7 over open land
 */
public record WindTurbine(double hubM, List<CurvePoint> curve, double shear) {
    /** Density of dry air at sea level in the ISO 2533 standard atmosphere, kg/m³. */
    static final double STANDARD_DENSITY = 1.225;

    /** Specific gas constant of dry air, J/(kg K). */
    private static final double GAS_CONSTANT = 287.05;

    private static final double ZERO_CELSIUS = 273.15;

    /**
     * A point of a power curve.
     *
     * @param speed m/s
     * @param powerW W
     */
    public record CurvePoint(double speed, double powerW) {}

    public WindTurbine {
        curve = List.copyOf(curve);
        if (curve.size() < 2 || !(hubM > 0)) {
            throw new IllegalArgumentException(
                    "a turbine needs a hub above the ground and a curve of two points or more");
        }
    }

    /**
     * {@return the power, W}
     *
     * @param speed wind speed, m/s, at {@code heightM} above the ground
     * @param celsius air temperature, °C
     * @param pascal air pressure at the hub, Pa
     */
    public double powerW(double speed, double heightM, double celsius, double pascal) {
        double atHub = atHeight(speed, heightM, hubM, shear);
        return onCurve(atHub * Math.cbrt(density(celsius, pascal) / STANDARD_DENSITY));
    }

    /** {@return wind speed at another height by the power law of the profile (IEC 61400-1, 6.3.2.2)} */
    static double atHeight(double speed, double fromM, double toM, double shear) {
        return speed * Math.pow(toM / fromM, shear);
    }

    /** {@return density of dry air, kg/m³ (IEC 61400-12-1, which also brings the speed to standard density by its cube root)} */
    static double density(double celsius, double pascal) {
        return pascal / (GAS_CONSTANT * (celsius + ZERO_CELSIUS));
    }

    private double onCurve(double speed) {
        for (int i = 1; i < curve.size(); i++) {
            var below = curve.get(i - 1);
            var above = curve.get(i);
            if (below.speed <= speed && speed <= above.speed) {
                double share = (speed - below.speed) / (above.speed - below.speed);
                return below.powerW + share * (above.powerW - below.powerW);
            }
        }
        return 0;
    }
}
