package io.negawatt.plan.signal;

import java.time.Instant;

/**
 * Where the sun stands, seen from a place.
 *
 * @param zenithDegrees 0 overhead, 90 at the horizon, without refraction
 * @param azimuthDegrees clockwise from north
 */
public record Sun(double zenithDegrees, double azimuthDegrees) {
    private static final double UNIX_EPOCH = 2_440_587.5;
    private static final double J2000 = 2_451_545.0;

    /**
     * {@return the position at a moment}
     *
     * <p>J. Meeus, "Astronomical Algorithms", 2nd edition 1998, chapters 12, 13, 22 and 25 (lower accuracy): within 0.02° of the
     * NREL solar position algorithm in this century.
     *
     * @param latitude degrees, north positive
     * @param longitude degrees, east positive
     */
    public static Sun at(Instant moment, double latitude, double longitude) {
        double julian = moment.toEpochMilli() / 86_400_000.0 + UNIX_EPOCH;
        double t = (julian - J2000) / 36_525;
        double obliquity =
                Math.toRadians(23.4392911 - 0.0130042 * t + 0.00256 * Math.cos(Math.toRadians(125.04 - 1934.136 * t)));
        double sun = Math.toRadians(longitude(t));
        double declination = Math.asin(Math.sin(obliquity) * Math.sin(sun));
        double ascension = Math.atan2(Math.cos(obliquity) * Math.sin(sun), Math.cos(sun));
        double sidereal = 280.46061837 + 360.98564736629 * (julian - J2000);
        double hour = Math.toRadians(sidereal + longitude) - ascension;
        return of(Math.toRadians(latitude), declination, hour);
    }

    /** Apparent longitude of the sun in degrees. */
    private static double longitude(double t) {
        double mean = 280.46646 + t * (36_000.76983 + 0.0003032 * t);
        double anomaly = Math.toRadians(357.52911 + t * (35_999.05029 - 0.0001537 * t));
        double center = (1.914602 - t * (0.004817 + 0.000014 * t)) * Math.sin(anomaly)
                + (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly)
                + 0.000289 * Math.sin(3 * anomaly);
        return mean + center - 0.00569 - 0.00478 * Math.sin(Math.toRadians(125.04 - 1934.136 * t));
    }

    /** {@return the position for a declination and an hour angle from noon, west positive, all in radians} */
    static Sun of(double latitude, double declination, double hour) {
        double height = Math.sin(latitude) * Math.sin(declination)
                + Math.cos(latitude) * Math.cos(declination) * Math.cos(hour);
        double fromSouth = Math.atan2(
                Math.sin(hour), Math.cos(hour) * Math.sin(latitude) - Math.tan(declination) * Math.cos(latitude));
        double azimuth = (Math.toDegrees(fromSouth) + 180) % 360;
        return new Sun(
                90 - Math.toDegrees(Math.asin(Math.clamp(height, -1, 1))), azimuth < 0 ? azimuth + 360 : azimuth);
    }

    /** {@return cosine of the angle between the sun and the normal of a plane; negative behind it} */
    double incidence(double tiltDegrees, double planeAzimuthDegrees) {
        double zenith = Math.toRadians(zenithDegrees);
        double tilt = Math.toRadians(tiltDegrees);
        return Math.cos(zenith) * Math.cos(tilt)
                + Math.sin(zenith) * Math.sin(tilt) * Math.cos(Math.toRadians(azimuthDegrees - planeAzimuthDegrees));
    }
}
