package io.negawatt.plan.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SunTest {

    /** I. Reda, A. Andreas, "Solar position algorithm", NREL/TP-560-34302, table A5.1: zenith 50.11162°, azimuth 194.34024°. */
    @Test
    void agrees_with_the_example_of_nrel() {
        var sun = Sun.at(Instant.parse("2003-10-17T19:30:30Z"), 39.742476, -105.1786);
        assertThat(sun.zenithDegrees()).isCloseTo(50.11162, within(0.03));
        assertThat(sun.azimuthDegrees()).isCloseTo(194.34024, within(0.03));
    }

    /** Duffie and Beckman, example 1.6.1: Madison, February 13, 10:30 solar time, tilt 45°, 15° west of south: 35°. */
    @Test
    void agrees_with_the_incidence_of_duffie_and_beckman() {
        var sun = Sun.of(Math.toRadians(43), Math.toRadians(-14), Math.toRadians(-22.5));
        assertThat(Math.toDegrees(Math.acos(sun.incidence(45, 195)))).isCloseTo(35.0, within(0.3));
        // Example 1.6.2: at 9:30 on that day the zenith angle is 66.5° and the azimuth −40° from south.
        var earlier = Sun.of(Math.toRadians(43), Math.toRadians(-14), Math.toRadians(-37.5));
        assertThat(earlier.zenithDegrees()).isCloseTo(66.5, within(0.1));
        assertThat(earlier.azimuthDegrees()).isCloseTo(140, within(0.1));
    }
}
