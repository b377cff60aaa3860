package io.negawatt.train.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.train.learn.ClassifierLearner;
import io.negawatt.train.learn.Ending;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Schedule;
import io.negawatt.train.parallel.Tuning.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TuningTest {
    private static final Ending ENDING = Ending.atLoss(0.1);
    private static final Recipe RECIPE =
            new Recipe(100, 16, 1, new Schedule(0.003, 10, 100, 0.1), 0, 1, 7, 50, 25, ENDING);

    @Test
    void every_pair_is_tried_on_equally_many_rows_and_told() {
        var told = new ArrayList<Trial>();
        var tuning = tune(told);

        assertThat(tuning.trials()).isEqualTo(told);
        assertThat(tuning.trials().stream().map(trial -> trial.steps() * trial.batchRows()))
                .containsOnly(320);
        assertThat(tuning.trials().stream().map(trial -> List.of(trial.rate(), (double) trial.batchRows())))
                .containsExactly(List.of(1e-6, 8.0), List.of(0.01, 8.0), List.of(1e-6, 32.0), List.of(0.01, 32.0));
    }

    @Test
    void the_least_held_out_loss_wins() {
        var tuning = tune(new ArrayList<>());
        assertThat(tuning.best().rate()).isEqualTo(0.01);
        assertThat(tuning.best().loss())
                .isEqualTo(
                        tuning.trials().stream().mapToDouble(Trial::loss).min().orElseThrow());

        var lost = new Trial(1, 8, 1, Double.NaN, 0.5);
        var first = new Trial(0.1, 8, 1, 0.6, 0.7);
        var same = new Trial(0.2, 8, 1, 0.6, 0.9);
        assertThat(new Tuning(List.of(lost, first, same)).best()).isEqualTo(first);
    }

    @Test
    void the_same_seed_makes_the_same_table() {
        assertThat(tune(new ArrayList<>())).isEqualTo(tune(new ArrayList<>()));
    }

    @Test
    void workers_come_to_the_same_table() {
        var grid = new Tuning.Grid(List.of(1e-6, 0.01), List.of(8, 32), 320);
        var tables = Workers.together(2, group -> {
            var crew = new Trainer.Crew(Optional.of(group), true, Transport.AUTO);
            return Tuning.of(RECIPE, grid, recipe -> trainer(recipe, crew), _ -> {});
        });
        assertThat(tables.getFirst()).isEqualTo(tables.getLast());
        assertThat(tables.getFirst().best().rate()).isEqualTo(0.01);
    }

    @Test
    void the_tuned_recipe_learns_from_as_many_rows() {
        var tuned = new Tuning(List.of(new Trial(0.02, 32, 10, 0.5, 0.9))).tuned(RECIPE);
        assertThat(tuned).isEqualTo(new Recipe(50, 32, 1, new Schedule(0.02, 5, 50, 0.1), 0, 1, 7, 25, 25, ENDING));
    }

    private static Tuning tune(List<Trial> told) {
        var grid = new Tuning.Grid(List.of(1e-6, 0.01), List.of(8, 32), 320);
        return Tuning.of(RECIPE, grid, recipe -> trainer(recipe, Trainer.Crew.ALONE), told::add);
    }

    private static Trainer trainer(Recipe recipe, Trainer.Crew crew) {
        var learner = new ClassifierLearner(Texts.SHAPES.getFirst(), recipe.seed());
        return new Trainer(recipe, learner, Texts.task(), crew, PhaseListener.NONE, ProgressListener.NONE);
    }
}
