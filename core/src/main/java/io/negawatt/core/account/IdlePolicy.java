package io.negawatt.core.account;

import java.util.Locale;

/** Who bears the energy that a device draws even when nobody uses it. */
public enum IdlePolicy {
    /** It is shared like the rest, by use. */
    USED,
    /** The run bears it for the part of the device that is reserved for it, used or not (as the SCI standard asks). */
    RESERVED,
    /** Nobody bears it: it stays in the residual. */
    UNALLOCATED;

    /** {@return the name in files and options, such as {@code used}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
