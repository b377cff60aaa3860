package io.negawatt.plan.forecast;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The festivals of the Chinese calendar from the longitude of the sun and the phase of the moon, on the clock of Beijing: a
 * month begins on the day of a new moon, and the months that are asked for here are those in which the sun reaches 330°, 90°
 * and 180° (GB/T 33661-2017).
 *
 * <p>Positions after J. Meeus, "Astronomical Algorithms", 2nd edition 1998, chapters 25 and 49, with the larger terms: good to
 * some minutes between 1950 and 2100.
 */
final class ChineseCalendar {
    private static final ZoneOffset BEIJING = ZoneOffset.ofHours(8);
    private static final double J2000 = 2_451_545.0;
    private static final double UNIX_EPOCH = 2_440_587.5;
    private static final double SECONDS_PER_DAY = 86_400;
    private static final double DAYS_PER_YEAR = 365.2422;

    private ChineseCalendar() {}

    static LocalDate springFestival(int year) {
        return monthOf(year, 330);
    }

    static LocalDate dragonBoat(int year) {
        return monthOf(year, 90).plusDays(4);
    }

    static LocalDate midAutumn(int year) {
        return monthOf(year, 180).plusDays(14);
    }

    static LocalDate qingming(int year) {
        return sunReaches(year, 15);
    }

    /** {@return first day of the month in which the sun reaches the longitude} */
    private static LocalDate monthOf(int year, double degrees) {
        var term = sunReaches(year, degrees);
        double julian = term.toEpochDay() + UNIX_EPOCH;
        long moon = Math.round((julian - 2_451_550.09766) / 29.530588861) + 1;
        while (newMoon(moon).isAfter(term)) {
            moon--;
        }
        return newMoon(moon);
    }

    private static LocalDate sunReaches(int year, double degrees) {
        // The sun passes 0° on about March 20, and 330° a month before that.
        double days = 79.3 + (degrees > 270 ? degrees - 360 : degrees) / 360 * DAYS_PER_YEAR;
        double julian = LocalDate.of(year, 1, 1).toEpochDay() + UNIX_EPOCH + days;
        for (int i = 0; i < 6; i++) {
            double behind = Math.IEEEremainder(degrees - sunLongitude(julian), 360);
            julian += behind / 360 * DAYS_PER_YEAR;
        }
        return date(julian);
    }

    /** Apparent longitude of the sun in degrees; chapter 25, lower accuracy. */
    private static double sunLongitude(double julian) {
        double t = (julian - J2000) / 36_525;
        double mean = 280.46646 + t * (36_000.76983 + 0.0003032 * t);
        double anomaly = Math.toRadians(357.52911 + t * (35_999.05029 - 0.0001537 * t));
        double center = (1.914602 - 0.004817 * t) * Math.sin(anomaly)
                + (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly)
                + 0.000289 * Math.sin(3 * anomaly);
        double node = Math.toRadians(125.04 - 1934.136 * t);
        return mean + center - 0.00569 - 0.00478 * Math.sin(node);
    }

    /** The day of the {@code k}th new moon since January 2000; chapter 49. */
    private static LocalDate newMoon(long k) {
        double t = k / 1236.85;
        double julian = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t * t;
        double sun = Math.toRadians(2.5534 + 29.10535670 * k);
        double moon = Math.toRadians(201.5643 + 385.81693528 * k + 0.0107582 * t * t);
        double latitude = Math.toRadians(160.7108 + 390.67050284 * k - 0.0016118 * t * t);
        double eccentricity = 1 - 0.002516 * t;
        julian += -0.40720 * Math.sin(moon)
                + 0.17241 * eccentricity * Math.sin(sun)
                + 0.01608 * Math.sin(2 * moon)
                + 0.01039 * Math.sin(2 * latitude)
                + 0.00739 * eccentricity * Math.sin(moon - sun)
                - 0.00514 * eccentricity * Math.sin(moon + sun)
                + 0.00208 * eccentricity * eccentricity * Math.sin(2 * sun);
        return date(julian);
    }

    /** Terrestrial time runs about a minute ahead of the clock, which the other terms left out outweigh. */
    private static LocalDate date(double julian) {
        var instant = Instant.ofEpochSecond(Math.round((julian - UNIX_EPOCH) * SECONDS_PER_DAY) - 69);
        return instant.atOffset(BEIJING).toLocalDate();
    }
}
