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
        public void count(String unit, long amount) {}
    };

    /** A phase begins, and the one before ends; times never go back. */
    void begin(Phase phase, long nanoTime);

    /** {@return a listener through which everything is heard here as one phase} */
    default PhaseListener within(Phase whole) {
        var outer = this;
        return new PhaseListener() {
            @Override
            public void begin(Phase phase, long nanoTime) {
                outer.begin(whole, nanoTime);
            }

            @Override
            public void count(String unit, long amount) {
                outer.count(unit, amount);
            }
        };
    }

    /** So much was done, such as {@code tokens}, {@code all-reduced-bytes} or {@code checkpoint-bytes}. */
    void count(String unit, long amount);
}
