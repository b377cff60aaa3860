package io.negawatt.plan.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.plan.simulate.PowerProfile.Piece;
import io.negawatt.plan.simulate.SiteController.Command;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteRunTest {
    private static final Site SITE = new Site(new GridConnection(1000, 0), Battery.of(3.6e6, 100, 1), Cooling.NONE);

    private static SiteWorld world(double... workW) {
        return new SiteWorld(3600, workW, new double[workW.length], new double[workW.length]);
    }

    @Test
    void jobs_change_power_between_the_steps_of_the_world() {
        var run = new SiteRun(1, new SitePlant(SITE, 0), world(10, 10, 10), (_, _, _) -> Command.REST);
        run.start("training", 1800, new PowerProfile(List.of(new Piece(3600, 100), new Piece(900, 40))));
        var track = run.run();
        assertThat(track.loadW(0)).isCloseTo(10 + 50, within(1e-9));
        assertThat(track.loadW(1)).isCloseTo(10 + 50 + 10, within(1e-9));
        assertThat(track.importW(2)).isCloseTo(10, within(1e-9));
    }

    @Test
    void the_controller_decides_at_each_step_and_sees_the_plant() {
        var run = new SiteRun(
                1,
                new SitePlant(SITE, 0),
                world(10, 200),
                (step, workW, plant) -> step == 0
                        ? new Command(100, 0, 0, 0)
                        : new Command(0, Math.min(workW, plant.storedJ() / 3600), 0, 5));
        var track = run.run();
        assertThat(track.importW(0)).isEqualTo(110);
        assertThat(track.importW(1)).isEqualTo(105);
        assertThat(track.storedJ(1)).isZero();
    }

    @Test
    void a_failure_says_when_and_whose() {
        var run = new SiteRun(1, new SitePlant(SITE, 0), world(10, 10), (_, _, _) -> Command.REST);
        run.kernel().at(5400, "chiller", () -> {
            throw new IllegalStateException("tripped");
        });
        assertThatThrownBy(run::run)
                .isInstanceOfSatisfying(SimulationException.class, e -> {
                    assertThat(e.entity()).isEqualTo("chiller");
                    assertThat(e.timeS()).isEqualTo(5400);
                })
                .hasMessage("at 5400.0 s, chiller: tripped");
    }
}
