package io.negawatt.core.estimate;

import java.util.Locale;

/** How near a deployment is to what was metered; each has an interval of its own. */
public enum Kinship {
    /** The very shape of model was metered, if in another deployment. */
    MODEL,
    /** Another model of its family was. */
    FAMILY,
    /** None of its family was, or the family is not known. */
    NONE;

    /** {@return the word in files, such as {@code family}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
