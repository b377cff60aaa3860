package io.negawatt.plan.simulate;

import io.negawatt.plan.simulate.SiteController.Command;

/**
 * A site that lives through a world under a controller. Decisions fall at the steps of the world; jobs start, change their power
 * and end whenever they do, between steps too.
 */
public final class SiteRun {
    private final Kernel kernel;
    private final SitePlant plant;
    private final SiteWorld world;
    private final SiteController controller;
    private final SiteTrack track;
    private double jobsW;
    private Command command = Command.REST;

    public SiteRun(long seed, SitePlant plant, SiteWorld world, SiteController controller) {
        this.kernel = new Kernel(seed);
        this.plant = plant;
        this.world = world;
        this.controller = controller;
        this.track = new SiteTrack(world.stepS(), world.steps());
    }

    /** {@return the kernel, for events of others} */
    public Kernel kernel() {
        return kernel;
    }

    /** Lets a job start at a time; it cannot be interrupted. */
    public void start(String job, double startS, PowerProfile profile) {
        double at = startS;
        double before = 0;
        for (var piece : profile.pieces()) {
            change(job, at, piece.watts() - before);
            before = piece.watts();
            at += piece.lengthS();
        }
        change(job, at, -before);
    }

    private void change(String job, double timeS, double byW) {
        kernel.at(timeS, job, () -> {
            pass();
            jobsW += byW;
        });
    }

    /** {@return what came of it, after the last step of the world} */
    public SiteTrack run() {
        for (int step = 0; step < world.steps(); step++) {
            int begins = step;
            kernel.at(step * world.stepS(), "controller", () -> begin(begins));
        }
        kernel.run(world.steps() * world.stepS());
        pass();
        return track;
    }

    private void begin(int step) {
        pass();
        command = controller.decide(step, world.workW()[step] + workingW(), plant);
    }

    /** Rounding of many starts and ends may leave a trace below 0. */
    private double workingW() {
        return Math.max(0, jobsW);
    }

    /** Lets the plant catch up with the kernel. */
    private void pass() {
        double stepS = kernel.nowS() - plant.timeS();
        if (stepS > 0) {
            int step = Math.min((int) (plant.timeS() / world.stepS() + 1e-9), world.steps() - 1);
            plant.step(
                    stepS,
                    world.workW()[step] + workingW() + command.flexibleW(),
                    world.freshW()[step],
                    world.outsideCelsius()[step],
                    command.chargeW(),
                    command.dischargeW(),
                    command.curtailW());
            track.add(step, stepS, plant);
        }
    }
}
