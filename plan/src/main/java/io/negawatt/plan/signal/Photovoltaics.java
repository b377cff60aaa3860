package io.negawatt.plan.signal;

/**
 * Electrical power of a photovoltaic plant from the weather.
 *
 * @param peakW power of the modules under standard test conditions, W
 * @param inverterW greatest power of the inverter, W; what is above is clipped
 * @param tiltDegrees 0 flat, 90 upright
 * @param azimuthDegrees where it faces, clockwise from north; 180 south
 * @param perKelvin change of power for each kelvin of the cell above 25 °C, such as −0.004
 * @param losses part that is lost in wires, dirt and conversion, such as 0.14 (NREL PVWatts version 5, TP-6A20-62641)
 */
public record Photovoltaics(
        double peakW, double inverterW, double tiltDegrees, double azimuthDegrees, double perKelvin, double losses) {
    private static final double STANDARD_IRRADIANCE = 1000;
    private static final double STANDARD_CELL = 25;
    private static final double SOLAR_CONSTANT = 1361;
    private static final double GROUND_ALBEDO = 0.2;
    /** Below this height of the sun the split of irradiance means nothing. */
    private static final double HIGHEST_ZENITH = 87;

    public Photovoltaics {
        if (!(peakW >= 0) || !(inverterW >= 0) || !(losses >= 0 && losses < 1)) {
            throw new IllegalArgumentException(
                    "a plant needs powers of at least 0 and losses below 1, got %s W, %s W, %s"
                            .formatted(peakW, inverterW, losses));
        }
    }

    /**
     * {@return the power, W}
     *
     * @param horizontal global irradiance on the flat ground, W/m²
     * @param airCelsius air temperature, °C
     * @param windSpeed at the modules, m/s
     */
    public double powerW(Sun sun, double horizontal, double airCelsius, double windSpeed) {
        double onPlane = planeIrradiance(sun, horizontal);
        double warmer = cellCelsius(onPlane, airCelsius, windSpeed) - STANDARD_CELL;
        double direct = peakW * onPlane / STANDARD_IRRADIANCE * (1 + perKelvin * warmer) * (1 - losses);
        return Math.clamp(direct, 0, inverterW);
    }

    /**
     * {@return irradiance on the plane, W/m²: direct, diffuse alike from all of the sky, and from the ground (B. Liu, R. Jordan,
     * 1963; J. Duffie, W. Beckman, "Solar Engineering of Thermal Processes", 4th edition, eq. 2.15.1)}
     */
    double planeIrradiance(Sun sun, double horizontal) {
        double tilt = Math.cos(Math.toRadians(tiltDegrees));
        double ground = horizontal * GROUND_ALBEDO * (1 - tilt) / 2;
        if (horizontal <= 0 || sun.zenithDegrees() >= HIGHEST_ZENITH) {
            return Math.max(0, horizontal) * (1 + tilt) / 2 + Math.max(0, ground);
        }
        double overhead = Math.cos(Math.toRadians(sun.zenithDegrees()));
        double diffuse = horizontal * diffuseShare(horizontal / (SOLAR_CONSTANT * overhead));
        double beam = (horizontal - diffuse) / overhead * Math.max(0, sun.incidence(tiltDegrees, azimuthDegrees));
        return beam + diffuse * (1 + tilt) / 2 + ground;
    }

    /**
     * {@return the part of global irradiance that is diffuse, by the clearness of the sky (D. Erbs, S. Klein, J. Duffie, Solar
     * Energy 28, 1982)}
     */
    static double diffuseShare(double clearness) {
        double k = Math.clamp(clearness, 0, 1);
        if (k <= 0.22) {
            return 1 - 0.09 * k;
        }
        return k <= 0.80 ? 0.9511 + k * (-0.1604 + k * (4.388 + k * (-16.638 + k * 12.336))) : 0.165;
    }

    /** {@return temperature of the cell, °C (D. Faiman, Progress in Photovoltaics 16, 2008: 25 W/m²K and 6.84 W/m²K per m/s)} */
    static double cellCelsius(double onPlane, double airCelsius, double windSpeed) {
        return airCelsius + onPlane / (25 + 6.84 * Math.max(0, windSpeed));
    }
}
