package io.negawatt.train.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.negawatt.train.learn.Apart;
import io.negawatt.train.learn.Ending;
import io.negawatt.train.learn.GptLearner;
import io.negawatt.train.learn.GptShape;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Schedule;
import io.negawatt.train.learn.Technique;
import io.negawatt.train.learn.Techniques;
import io.negawatt.train.learn.Torch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {
    private static final GptShape SHAPE = Counting.SHAPE;

    @TempDir
    Path folder;

    @BeforeAll
    static void one_thread() {
        Torch.threads(1);
    }

    @Test
    void the_loss_goes_down() {
        var outcome = alone(recipe(60, 1), Techniques.none(), Keeper.NONE);
        assertThat(outcome.history().getFirst().loss()).isGreaterThan(2);
        assertThat(outcome.history().getLast().loss()).isLessThan(1);
        assertThat(outcome.tokens()).isEqualTo(60L * 12 * SHAPE.context());
    }

    @Test
    void the_same_seed_gives_the_same_bits() {
        assertThat(alone(recipe(10, 1), Techniques.none(), Keeper.NONE).sha256())
                .isEqualTo(alone(recipe(10, 1), Techniques.none(), Keeper.NONE).sha256())
                .isNotEqualTo(
                        alone(recipe(11, 1), Techniques.none(), Keeper.NONE).sha256());
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 200", "2, 2, 200", "2, 3, 40", "3, 1, 40", "3, 2, 40", "4, 1, 40", "4, 3, 40"})
    void all_workers_hold_the_same_bits_however_gradients_are_exchanged(int workers, int accumulate, int steps) {
        for (var transport : List.of(Transport.MEMORY, Transport.SOCKETS)) {
            var overlapped = together(workers, recipe(steps, accumulate), true, transport);
            var bucketed = together(workers, recipe(steps, accumulate), false, transport);
            assertThat(overlapped).hasSize(workers).containsOnly(overlapped.getFirst());
            assertThat(bucketed).containsOnly(overlapped.getFirst());
        }
    }

    /** The sum of two is the same in either order; of more, each transport has an order of its own. */
    @ParameterizedTest
    @CsvSource({"1, 200", "3, 40"})
    void two_workers_hold_the_same_bits_over_memory_and_over_sockets(int accumulate, int steps) {
        assertThat(together(2, recipe(steps, accumulate), true, Transport.MEMORY))
                .isEqualTo(together(2, recipe(steps, accumulate), true, Transport.SOCKETS));
    }

    @Test
    void workers_learn_what_one_alone_learns() {
        double alone = alone(recipe(40, 1), Techniques.none(), Keeper.NONE)
                .history()
                .getLast()
                .loss();
        var losses = Workers.together(
                2,
                group -> train(recipe(40, 1), Techniques.none(), crew(group, true, Transport.AUTO), Keeper.NONE)
                        .history()
                        .getLast()
                        .loss());
        assertThat(losses).allSatisfy(loss -> assertThat(loss).isCloseTo(alone, offset(1e-3)));
    }

    @Test
    void a_resumed_training_ends_with_the_bits_of_an_unbroken_one() {
        var unbroken = alone(recipe(20, 2), Techniques.none(), Keeper.NONE);
        var keeper = new Keeper(Optional.of(folder.resolve("x.ckpt")), true, 0, "{}", List.of());
        var first = new Recipe(8, 12, 2, recipe(20, 2).schedule(), 0.1, 1, 7, 5, 4, Ending.NONE);
        alone(first, Techniques.none(), keeper);
        var resumed = alone(recipe(20, 2), Techniques.none(), keeper);
        assertThat(resumed.firstStep()).isEqualTo(8);
        assertThat(resumed.sha256()).isEqualTo(unbroken.sha256());
        assertThat(resumed.tokens()).isEqualTo(unbroken.tokens());
    }

    /** What a GPU would need, see {@link Apart}; the checkpoint is written with one device and read with another. */
    @Test
    void a_training_goes_on_with_another_device_and_comes_to_the_same_bits() {
        var unbroken = alone(recipe(20, 2), Techniques.none(), Keeper.NONE);
        var keeper = new Keeper(Optional.of(folder.resolve("x.ckpt")), true, 0, "{}", List.of());
        var first = new Recipe(8, 12, 2, recipe(20, 2).schedule(), 0.1, 1, 7, 5, 4, Ending.NONE);
        Apart.with(new Apart(), () -> alone(first, Techniques.none(), keeper));
        var resumed = alone(recipe(20, 2), Techniques.none(), keeper);
        assertThat(resumed.firstStep()).isEqualTo(8);
        assertThat(resumed.sha256()).isEqualTo(unbroken.sha256());
    }

    @Test
    void a_phase_ends_when_the_device_is_done_with_it() {
        var device = new Apart();
        var waits = new ArrayList<Integer>();
        var phases = new PhaseListener() {
            @Override
            public void begin(Phase phase, long nanoTime) {
                waits.add(device.waits());
            }

            @Override
            public void count(String unit, long amount) {}
        };
        Apart.with(device, () -> train(recipe(3, 1), Techniques.none(), Trainer.Crew.ALONE, Keeper.NONE, phases));
        assertThat(waits).hasSizeGreaterThan(3 * 4).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void training_ends_at_its_target() {
        var recipe = new Recipe(60, 12, 1, new Schedule(0.01, 5, 60, 0.1), 0.1, 1, 7, 5, 0, Ending.atLoss(2.5));
        var outcome = alone(recipe, Techniques.none(), Keeper.NONE);
        assertThat(outcome.history().getLast().loss()).isLessThanOrEqualTo(2.5);
        assertThat(outcome.steps()).isLessThan(60);
    }

    private static Recipe recipe(int steps, int accumulate) {
        return new Recipe(steps, 12, accumulate, new Schedule(0.01, 5, steps, 0.1), 0.1, 1, 7, 10, 0, Ending.NONE);
    }

    private static Outcome alone(Recipe recipe, Technique technique, Keeper keeper) {
        return train(recipe, technique, Trainer.Crew.ALONE, keeper);
    }

    private static List<String> together(int workers, Recipe recipe, boolean overlap, Transport transport) {
        return Workers.together(
                workers,
                group -> train(recipe, Techniques.none(), crew(group, overlap, transport), Keeper.NONE)
                        .sha256());
    }

    private static Trainer.Crew crew(Group group, boolean overlap, Transport transport) {
        return new Trainer.Crew(Optional.of(group), overlap, transport);
    }

    private static Outcome train(Recipe recipe, Technique technique, Trainer.Crew crew, Keeper keeper) {
        return train(recipe, technique, crew, keeper, PhaseListener.NONE);
    }

    private static Outcome train(
            Recipe recipe, Technique technique, Trainer.Crew crew, Keeper keeper, PhaseListener phases) {
        var changed = technique.recipe(recipe);
        var learner = new GptLearner(SHAPE, changed, technique);
        return new Trainer(changed, learner, new Counting(), crew, phases, ProgressListener.NONE).train(keeper);
    }
}
