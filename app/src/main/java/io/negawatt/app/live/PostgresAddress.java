package io.negawatt.app.live;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.net.URI;
import java.util.Optional;

/**
 * Where a PostgreSQL database is, without its password, so that the address may stand in a log and in the list of processes.
 *
 * @param url address as JDBC takes it
 * @param user who logs in; empty for the driver's choice, which is the user of the system
 */
public record PostgresAddress(String url, Optional<String> user) {

    /**
     * {@return the address in {@code postgresql://USER@HOST:PORT/DATABASE?…}, with {@code jdbc:} before it or without}
     *
     * @throws BadInputException where it is none, or carries a password
     */
    public static PostgresAddress of(String text) {
        String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        plain = plain.startsWith("postgres:") ? "postgresql:" + plain.substring("postgres:".length()) : plain;
        URI address;
        try {
            address = URI.create(plain);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(Message.of("live.postgres.address", hidden(text)), e);
        }
        String user = address.getUserInfo();
        boolean secret = (user != null && user.contains(":")) || plain.matches(".*[?&](ssl)?password=.*");
        if (secret) {
            throw BadInputException.of("live.postgres.secret");
        }
        if (!"postgresql".equals(address.getScheme())
                || address.getHost() == null
                || address.getPath().length() < 2) {
            throw BadInputException.of("live.postgres.address", hidden(text));
        }
        return new PostgresAddress("jdbc:" + plain.replaceFirst("//[^/@]*@", "//"), Optional.ofNullable(user));
    }

    private static String hidden(String text) {
        return text.replaceFirst("//[^/@]*@", "//…@").replaceAll("([?&](ssl)?password=)[^&]*", "$1…");
    }
}
