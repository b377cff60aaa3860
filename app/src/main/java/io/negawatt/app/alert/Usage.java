package io.negawatt.app.alert;

import io.negawatt.app.live.Window;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What was used, by the steps of a window. */
interface Usage {

    /**
     * Whose use is meant.
     *
     * @param tenant of this tenant alone; empty for everybody's
     * @param labels values that series must have, by name of the label
     */
    record Whose(Optional<String> tenant, Map<String, String> labels) {
        public Whose {
            labels = Map.copyOf(labels);
        }
    }

    /** Use by steps; each array has one figure a step, and is filled in by whoever makes it. */
    final class Steps {
        private final Window window;
        private final double[] energyJ;
        private final double[] coveredS;
        private final double[] expectedS;

        private Steps(Window window) {
            this.window = window;
            this.energyJ = new double[window.steps()];
            this.coveredS = new double[window.steps()];
            this.expectedS = new double[window.steps()];
        }

        static Steps none(Window window) {
            return new Steps(window);
        }

        Window window() {
            return window;
        }

        /** {@return energy, in J} */
        double[] energyJ() {
            return energyJ;
        }

        /** {@return time that samples stand for, over all series, in s} */
        double[] coveredS() {
            return coveredS;
        }

        /** {@return time that they should stand for, in s} */
        double[] expectedS() {
            return expectedS;
        }
    }

    /**
     * Work and the energy that it took.
     *
     * @param tokens number of tokens; 0 where nobody counted any
     */
    record Work(double energyJ, double tokens) {
        static final Work NONE = new Work(0, 0);
    }

    /** {@return use in a window, of which what lies after {@code nowMs} is not expected yet} */
    Steps over(Whose whose, Window window, long nowMs) throws IOException;

    /** {@return work that ended within the time} */
    Work work(Whose whose, long fromMs, long toMs) throws IOException;
}
