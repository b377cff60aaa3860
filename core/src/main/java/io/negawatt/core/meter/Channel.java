package io.negawatt.core.meter;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One device or border that a meter reads: what it is, how good its figure is, and by which activity it is shared out.
 *
 * @param id name within the run, unique and stable, such as {@code gpu0} or {@code package-1}
 * @param meter kind of the meter that reads it, as in {@link Meters#ALL}
 * @param label what a person calls the device, such as {@code NVIDIA H200}
 * @param component the term of the account that the energy belongs to
 * @param scope how much the sensor sees
 * @param tier how the figure is got
 * @param basis the activity that shares the energy among processes, see {@link Activity}
 * @param parent id of the channel whose sensor already includes this one; such a channel explains its parent and is never
 *     added to it
 * @param idleW power that the device draws when nobody uses it; empty where only a fit can tell
 * @param bounds how wrong the figure may be, always in the same direction
 */
public record Channel(
        String id,
        String meter,
        String label,
        Component component,
        Scope scope,
        Tier tier,
        String basis,
        Optional<String> parent,
        OptionalDouble idleW,
        Bounds bounds) {

    /** {@return the same channel as a part of the channel {@code parentId}, or of none} */
    public Channel inside(Optional<String> parentId) {
        return new Channel(id, meter, label, component, scope, tier, basis, parentId, idleW, bounds);
    }

    /**
     * Systematic error of a channel: the true value lies between {@code low} and {@code high} times the reading, nine times
     * out of ten.
     *
     * @param low factor of at most 1
     * @param high factor of at least 1
     * @param tickS time between two new figures of the device, in s: one tick of power may be missing or too much at the ends
     */
    public record Bounds(double low, double high, double tickS) {
        public Bounds {
            if (!(low >= 0 && low <= 1 && high >= 1 && high < Double.POSITIVE_INFINITY && tickS >= 0)) {
                throw new IllegalArgumentException(
                        "bounds need 0 <= low <= 1 <= high and a tick of at least 0 s, but got %s, %s and %s s"
                                .formatted(low, high, tickS));
            }
        }

        /** {@return factors of a device whose figure is always fresh} */
        public Bounds(double low, double high) {
            this(low, high, 0);
        }

        /** {@return the same factors for a device that has a new figure every {@code tickS} seconds} */
        public Bounds withTick(double tickS) {
            return new Bounds(low, high, tickS);
        }

        /** {@return ± {@code fraction}, such as 0.05 for 5 %} */
        public static Bounds within(double fraction) {
            return new Bounds(1 - fraction, 1 + fraction);
        }

        /** {@return right but for a factor, such as 3 for a third to three times the reading} */
        public static Bounds byFactor(double factor) {
            return new Bounds(1 / factor, factor);
        }
    }
}
