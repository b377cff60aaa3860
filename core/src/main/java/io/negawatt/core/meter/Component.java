package io.negawatt.core.meter;

/** What the energy was for: the four terms of the account, and the rest of a site. */
public enum Component {
    COMPUTE,
    TRANSMIT,
    STORE,
    COOLING,
    /** Power conversion and lighting, where they are metered apart; otherwise they are inside the cooling term's PUE. */
    OTHER;

    /** {@return the name in files and options, such as {@code compute}} */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
