package io.negawatt.plan.optimize;

import com.google.ortools.Loader;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;

/**
 * The native part of OR-Tools, loaded by the first plan that needs a solver: unpacking it takes about two seconds, which
 * commands and plans that get along without it do not pay.
 */
public final class OrTools {
    private OrTools() {}

    /**
     * Call before the first use of any OR-Tools class.
     *
     * @throws BadInputException where there is no native part for this machine
     */
    public static void load() {
        try {
            Native.touch();
        } catch (LinkageError e) {
            String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            throw new BadInputException(Message.of("optimize.noSolver", machine), e);
        }
    }

    /** Its initializer runs once, at the first touch. */
    private static final class Native {
        static {
            Loader.loadNativeLibraries();
        }

        private static void touch() {
            // The initializer has done it.
        }
    }
}
