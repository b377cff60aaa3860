package io.negawatt.plan.tasks;

import java.util.Optional;

/** How much of a task a way does, in slots of work on one device. */
public final class Work {
    private static final double ROUNDING = 1e-9;

    private Work() {}

    /** {@return the work of a slot on so many devices} */
    public static double rate(Task task, int devices) {
        return task.isElastic() ? task.speed()[devices - 1] : 1;
    }

    /** {@return the work that is done, at most what is needed} */
    public static double done(Task task, Optional<Way> way) {
        double done = 0;
        for (int count : way.map(Way::devices).orElse(new int[0])) {
            done += rate(task, count);
        }
        return done >= task.need() - ROUNDING ? task.need() : done;
    }
}
