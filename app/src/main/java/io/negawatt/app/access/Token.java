package io.negawatt.app.access;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A token as everybody may see it: without its secret.
 *
 * @param id first part of the secret, by which the rest is looked up
 * @param name what people call it
 * @param scopes what it allows
 * @param tenant the only tenant that it sees and writes; empty for all
 * @param source the only source that it may send for; empty for all
 * @param expires when it ends by itself; empty for never
 */
public record Token(
        String id,
        String name,
        Set<Scope> scopes,
        Optional<String> tenant,
        Optional<String> source,
        Instant created,
        Optional<Instant> expires) {

    public Token {
        // In the order of their declaration, so that the same token gives the same bytes.
        scopes = Collections.unmodifiableSet(scopes.isEmpty() ? EnumSet.noneOf(Scope.class) : EnumSet.copyOf(scopes));
    }

    /** {@return whether the token allows what the scope stands for} */
    public boolean may(Scope scope) {
        return scopes.stream().anyMatch(it -> it.includes(scope));
    }

    /** {@return whether the token may see and write what belongs to the tenant; empty for what belongs to none} */
    public boolean sees(Optional<String> owner) {
        return tenant.isEmpty() || tenant.equals(owner);
    }

    boolean isOver(Instant now) {
        return expires.filter(it -> !now.isBefore(it)).isPresent();
    }
}
