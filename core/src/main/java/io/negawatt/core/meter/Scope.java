package io.negawatt.core.meter;

import java.util.Locale;

/** How much a meter sees, from one chip to a whole site. */
public enum Scope {
    DEVICE,
    /** Several devices behind one sensor, such as the GPU, CPU and memory of a Grace Hopper module. */
    MODULE,
    NODE,
    RACK,
    SITE;

    /** {@return the name in files and options, such as {@code device}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
