package io.negawatt.app.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token allows. */
public enum Scope {
    /** To look at everything of the token's tenant. */
    READ,
    /** To send samples of the token's tenant. */
    INGEST,
    /** To set budgets, to submit and withdraw jobs, to take plans, to put actions back. */
    CONTROL,
    /** To make and end tokens, to change factors, to read the audit log. */
    ADMIN;

    /** {@return whether who has this scope has the other too} */
    public boolean includes(Scope other) {
        return switch (this) {
            case READ, INGEST -> this == other;
            case CONTROL -> other == CONTROL || other == READ;
            case ADMIN -> true;
        };
    }

    /** {@return the name in files and in the API, such as {@code read}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the scope of that name; empty where there is none} */
    public static Optional<Scope> of(String id) {
        return Arrays.stream(values()).filter(it -> it.id().equals(id)).findFirst();
    }
}
