package io.negawatt.train.parallel;

import java.io.IOException;
import java.io.InputStream;

/** Ends a worker when its launcher is gone: the pipe that the launcher holds then closes. */
public final class Lifeline {
    private static final int ORPHANED = 143;

    private Lifeline() {}

    /** Watches {@code input} from now on; the process halts when it ends. */
    public static void watch(InputStream input) {
        Thread.ofPlatform().daemon().name("negawatt-lifeline").start(() -> {
            try {
                while (input.read() >= 0) {
                    // Nothing is ever said on it.
                }
            } catch (IOException closed) {
                // As good as its end.
            }
            Runtime.getRuntime().halt(ORPHANED);
        });
    }
}
