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

    /**
     * Use by steps; all arrays have one figure a step.
     *
     * @param energyJ energy, in J
     * @param coveredS time that samples stand for, over all series, in s
     * @param expectedS time that they should stand for, in s
     */
    record Steps(Window window, double[] energyJ, double[] coveredS, double[] expectedS) {
        static Steps none(Window window) {
            int steps = window.steps();
            return new Steps(window, new double[steps], new double[steps], new double[steps]);
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
