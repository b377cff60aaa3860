package io.negawatt.plan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.plan.jobs.Instances;
import io.negawatt.plan.jobs.Scoring;
import io.negawatt.plan.tasks.Alone;
import io.negawatt.plan.tasks.Model;
import io.negawatt.plan.tasks.Occupancy;
import io.negawatt.plan.tasks.Offers;
import io.negawatt.plan.tasks.Tasks;
import org.junit.jupiter.api.Test;

class ChoicesTest {
    @Test
    void the_best_way_costs_what_it_costs_when_every_zone_is_asked() {
        var problem = Instances.week(8, 120, 1);
        var scoring = new Scoring(problem);
        var model = Model.of(problem, scoring, Tasks.of(problem, scoring));
        var choices = new Choices(model);
        var occupancy = new Occupancy(model);
        var alone = new Alone(Offers.of(model).within(occupancy));
        int placed = 0;
        for (var task : model.tasks()) {
            var expected = alone.best(task, task.release(), task.latest());
            var found = choices.best(alone, task, task.release(), task.latest());
            assertThat(found.isPresent()).isEqualTo(expected.isPresent());
            if (found.isPresent()) {
                assertThat(found.get().cost()).isCloseTo(expected.orElseThrow().cost(), within(1e-12));
                occupancy.add(task, found.get());
                placed++;
            }
        }
        assertThat(placed).isBetween(20, 120);
    }
}
