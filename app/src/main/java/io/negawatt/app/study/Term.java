package io.negawatt.app.study;

import io.negawatt.app.study.ScalingFit.Predicted;
import java.util.Locale;

/** A term of the fit, in the order in which they are piled up. */
enum Term {
    COMPUTE,
    IDLE,
    COMMUNICATION;

    /** {@return energy of a token that goes here, in J} */
    double joules(Predicted predicted) {
        return switch (this) {
            case COMPUTE -> predicted.computeJ();
            case IDLE -> predicted.idleJ();
            case COMMUNICATION -> predicted.communicationJ();
        };
    }

    /** {@return the part of its keys that names it} */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the CSS class of its color} */
    String color() {
        return switch (this) {
            case COMPUTE -> "c-compute";
            case IDLE -> "c-other";
            case COMMUNICATION -> "c-transmit";
        };
    }
}
