package io.negawatt.app.cli;

import java.util.Objects;

/** Which release this is, as the build wrote it into the jar's manifest: the JVM has read that already when it starts. */
public final class Version {
    private Version() {}

    /** {@return the version, such as {@code 0.1.0}; {@code unpackaged} where classes run outside their jar} */
    public static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "unpackaged");
    }
}
