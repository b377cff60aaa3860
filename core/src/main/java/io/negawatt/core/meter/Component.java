package io.negawatt.core.meter;

import java.util.Locale;

/** What the energy was for: the four terms of the account, and the rest of a site. */
public enum Component {
    COMPUTE(true),
    TRANSMIT(true),
    STORE(true),
    COOLING(false),
    /** Power conversion and lighting, where they are metered apart; otherwise they are inside the cooling term's PUE. */
    OTHER(false);

    private final boolean it;

    Component(boolean it) {
        this.it = it;
    }

    /** {@return whether it belongs to the IT energy, which the PUE multiplies} */
    public boolean isIt() {
        return it;
    }

    /** {@return the name in files and options, such as {@code compute}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
