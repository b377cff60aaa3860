package io.negawatt.app.server;

import java.util.Optional;
import java.util.Set;

/**
 * The names under which the server is asked. A server that listens on this machine alone answers to the machine's own names only:
 * a foreign page could otherwise let its name point here and read what is meant for this machine (DNS rebinding).
 *
 * @param names empty for every name
 */
record Hosts(Set<String> names) {
    static final Hosts ANY = new Hosts(Set.of());
    static final Hosts LOOPBACK = new Hosts(Set.of("localhost", "127.0.0.1", "[::1]", "::1"));

    boolean allows(Optional<String> host) {
        return names.isEmpty()
                || host.map(Hosts::withoutPort).filter(names::contains).isPresent();
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > 0
                && host.substring(colon + 1).matches("\\d{1,5}")
                && !host.substring(0, colon).endsWith(":");
        return (port ? host.substring(0, colon) : host).toLowerCase(java.util.Locale.ROOT);
    }
}
