package io.negawatt.app.study;

import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Tier;
import java.io.IOException;

/** Carries out arms and says how the study gets on. */
final class Conductor {
    private static final double SECONDS_PER_NANO = 1e-9;

    private final Bench bench;
    private final StudyListener listener;
    private final int arms;
    private final long startedNs = System.nanoTime();
    private int done;
    private Tier weakest = Tier.METERED;

    Conductor(Bench bench, StudyListener listener, int arms) {
        this.bench = bench;
        this.listener = listener;
        this.arms = arms;
    }

    Measured measure(Arm arm) throws IOException, InterruptedException {
        double elapsedS = elapsedS();
        listener.begins(new StudyListener.Progress(
                arm.name(), done + 1, arms, done == 0 ? Double.NaN : elapsedS / done * (arms - done)));
        var measured = bench.measure(arm);
        done++;
        for (var use : measured.account().components()) {
            if (use.component() == Component.COMPUTE) {
                weakest = weakest.weaker(use.tier());
            }
        }
        return measured;
    }

    /** {@return the weakest tier of what any run computed with} */
    String weakestTier() {
        return weakest.id();
    }

    double elapsedS() {
        return (System.nanoTime() - startedNs) * SECONDS_PER_NANO;
    }

    /** {@return a path for a checkpoint that later arms begin with} */
    String checkpoint(String name) {
        return bench.folder().resolve(name + ".ckpt").toString();
    }
}
