package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.fail;

/** Waiting for a meter behind HTTP. */
final class RemoteMeters {
    private static final int MOST_WAITS = 60_000;

    private RemoteMeters() {}

    /** Returns when the meter awaits no answer; gives up after a minute, so that a test ends in any case. */
    static void awaitAnswer(RemoteMeter meter) {
        try {
            for (int i = 0; i < MOST_WAITS; i++) {
                if (meter.isIdle()) {
                    return;
                }
                Thread.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fail("no answer within a minute");
    }
}
