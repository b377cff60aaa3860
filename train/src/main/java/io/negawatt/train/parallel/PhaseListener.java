package io.negawatt.train.parallel;

/**
 * Hears what a worker does. Times are those of {@link System#nanoTime}. Called by the training thread many times a second: an
 * implementation is quick and throws nothing.
 */
public interface PhaseListener {

    /** Hears nothing. */
    PhaseListener NONE = new PhaseListener() {
        @Override
        public void begin(Phase phase, long nanoTime) {}

        @Override
        public void count(String unit, double amount) {}
    };

    /** A phase begins, and the one before ends; times never go back. */
    void begin(Phase phase, long nanoTime);

    /** So much was done, such as {@code tokens}, {@code all-reduced-bytes} or {@code checkpoint-bytes}. */
    void count(String unit, double amount);
}
