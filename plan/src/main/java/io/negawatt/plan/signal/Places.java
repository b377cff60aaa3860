package io.negawatt.plan.signal;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;

/** Zones, places and their days as requests name them. */
final class Places {
    private Places() {}

    /**
     * A point on the Earth in degrees.
     *
     * @param latitude north positive
     * @param longitude east positive
     */
    record Place(double latitude, double longitude) {}

    static Place of(String text) {
        String[] parts = text.split(",", -1);
        try {
            double latitude = Double.parseDouble(parts[0].strip());
            double longitude = Double.parseDouble(parts[parts.length - 1].strip());
            if (parts.length == 2 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
                return new Place(latitude, longitude);
            }
        } catch (NumberFormatException e) {
            throw new BadInputException(Message.of("signal.bad.place", text), e);
        }
        throw BadInputException.of("signal.bad.place", text);
    }

    /** {@return the start of the next day on a clock} */
    static Instant nextDay(Instant time, ZoneId clock) {
        return time.atZone(clock).toLocalDate().plusDays(1).atStartOfDay(clock).toInstant();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
