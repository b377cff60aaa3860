package io.negawatt.train.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.train.learn.Apart;
import io.negawatt.train.learn.Checkpoint;
import io.negawatt.train.learn.Ending;
import io.negawatt.train.learn.Gpt;
import io.negawatt.train.learn.GptLearner;
import io.negawatt.train.learn.Parameters;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Schedule;
import io.negawatt.train.learn.TechniqueKind;
import io.negawatt.train.learn.Techniques;
import io.negawatt.train.learn.Torch;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every technique of the list trains, alone and on two workers that keep the same bits. */
class GradientExchangesTest {
    private static final int STEPS = 40;

    @TempDir
    static Path folder;

    @BeforeAll
    static void a_teacher() {
        Torch.threads(1);
        var keeper = new Keeper(Optional.of(teacher()), false, 0, "{}", List.of());
        train(List.of(), Trainer.Crew.ALONE, keeper);
    }

    private static Path teacher() {
        return folder.resolve("teacher.ckpt");
    }

    static Stream<String> techniques() {
        return Techniques.ALL.stream()
                .map(TechniqueKind::name)
                .map(name -> name.equals("distill") ? "distill=" + teacher() : name);
    }

    @ParameterizedTest
    @MethodSource("techniques")
    void a_technique_learns_and_workers_hold_the_same_bits(String technique) {
        var asked = asked(technique);
        var alone = train(asked, Trainer.Crew.ALONE, Keeper.NONE);
        double first = alone.history().getFirst().loss();
        double last = alone.history().getLast().loss();
        assertThat(last).isLessThan(first * 0.8);

        var together = Workers.together(2, group -> train(asked, crew(group, Transport.AUTO), Keeper.NONE));
        assertThat(together.get(0).sha256()).isEqualTo(together.get(1).sha256());
        double loss = together.getFirst().history().getLast().loss();
        // Rank 4 of 32 leaves most of a gradient for later steps, and there are only 40.
        double share = technique.equals("power-sgd") ? 0.6 : 0.25;
        assertThat(loss).isCloseTo(last, within(Math.max(0.05, last * share)));
    }

    private static Trainer.Crew crew(Group group, Transport transport) {
        return new Trainer.Crew(Optional.of(group), true, transport);
    }

    @Test
    void halves_come_to_the_same_bits_over_memory_and_over_sockets() {
        var halves = List.of("half-gradients");
        var shared = Workers.together(2, group -> train(halves, crew(group, Transport.MEMORY), Keeper.NONE));
        var sent = Workers.together(2, group -> train(halves, crew(group, Transport.SOCKETS), Keeper.NONE));
        var bucketed = Workers.together(2, group -> {
            var crew = new Trainer.Crew(Optional.of(group), false, Transport.SOCKETS);
            return train(halves, crew, Keeper.NONE);
        });
        assertThat(shared.getFirst().sha256())
                .isEqualTo(sent.getFirst().sha256())
                .isEqualTo(bucketed.getFirst().sha256());
    }

    /** What a GPU would need, see {@link Apart}: all that is exchanged is copied to the host and back, nothing overlaps. */
    @ParameterizedTest
    @CsvSource({
        "accumulate=1, MEMORY",
        "accumulate=1, SOCKETS",
        "half-gradients, MEMORY",
        "half-gradients, SOCKETS",
        "power-sgd, SOCKETS"
    })
    void workers_with_memory_of_their_own_come_to_the_same_bits(String technique, Transport transport) {
        var here = Workers.together(2, group -> train(List.of(technique), crew(group, transport), Keeper.NONE));
        var apart = Apart.with(
                new Apart(),
                () -> Workers.together(2, group -> train(List.of(technique), crew(group, transport), Keeper.NONE)));
        assertThat(apart)
                .extracting(Outcome::sha256)
                .containsOnly(here.getFirst().sha256());
    }

    /** The batch of 12 rows divides by these. */
    private static List<String> asked(String technique) {
        return List.of(technique.equals("accumulate") ? "accumulate=3" : technique);
    }

    @Test
    void recomputing_gives_the_same_gradients() {
        var plain = train(List.of(), Trainer.Crew.ALONE, Keeper.NONE);
        var recomputed = train(List.of("recompute"), Trainer.Crew.ALONE, Keeper.NONE);
        assertThat(recomputed.history().getLast().loss())
                .isCloseTo(plain.history().getLast().loss(), within(1e-4));
    }

    @Test
    void low_rank_gradients_are_fewer_bytes_and_half_gradients_half() {
        var bytes = Workers.together(
                2,
                group -> List.of(
                        bytes(List.of(), group),
                        bytes(List.of("half-gradients"), group),
                        bytes(List.of("power-sgd=1"), group)));
        assertThat(bytes.getFirst().get(1)).isEqualTo(bytes.getFirst().get(0) / 2);
        assertThat(bytes.getFirst().get(2)).isLessThan(bytes.getFirst().get(0) / 4);
    }

    private static long bytes(List<String> techniques, Group group) {
        var technique = Techniques.of(techniques);
        var learner = new GptLearner(Counting.SHAPE, technique.recipe(recipe()), technique);
        try (var exchange = GradientExchanges.of(learner, group, true, Transport.AUTO)) {
            return exchange.bytes();
        }
    }

    @Test
    void low_rank_adapters_leave_the_model_as_it_was() {
        var technique = Techniques.of(List.of("lora=2"));
        var learner = new GptLearner(Counting.SHAPE, recipe(), technique);
        double before =
                learner.model().parameters().get("block.0.network.up").sum().item_double();
        new Trainer(recipe(), learner, new Counting(), Trainer.Crew.ALONE, PhaseListener.NONE, ProgressListener.NONE)
                .train(Keeper.NONE);
        assertThat(learner.model().parameters().get("block.0.network.up").sum().item_double())
                .isEqualTo(before);
        assertThat(learner.model().parameters().trained())
                .allSatisfy(parameter -> assertThat(parameter.name()).contains(".lora."));
    }

    @Test
    void pruned_elements_stay_zero() {
        var technique = Techniques.of(List.of("prune=0.5"));
        var learner = new GptLearner(Counting.SHAPE, recipe(), technique);
        new Trainer(recipe(), learner, new Counting(), Trainer.Crew.ALONE, PhaseListener.NONE, ProgressListener.NONE)
                .train(Keeper.NONE);
        var matrix = learner.model().parameters().get("block.1.network.down");
        assertThat(matrix.ne(Torch.scalar(0)).sum().item_double()).isCloseTo(0.5 * matrix.numel(), within(2.0));
    }

    private static Recipe recipe() {
        return new Recipe(STEPS, 12, 1, new Schedule(0.01, 5, STEPS, 0.1), 0.1, 1, 7, 10, 0, Ending.NONE);
    }

    private static Outcome train(List<String> techniques, Trainer.Crew crew, Keeper keeper) {
        var technique = Techniques.of(techniques);
        var recipe = technique.recipe(recipe());
        var learner = new GptLearner(Counting.SHAPE, recipe, technique);
        boolean tunes = techniques.contains("lora");
        if (tunes) {
            learner.model().parameters().copyFrom(taught());
        }
        // Who can count up has everything to learn of counting down, though not from the start.
        var task = new Counting(tunes ? -1 : 1);
        return new Trainer(recipe, learner, task, crew, PhaseListener.NONE, ProgressListener.NONE).train(keeper);
    }

    private static Parameters taught() {
        var model = Gpt.of(Counting.SHAPE, 0);
        Checkpoint.open(teacher()).restore(model.parameters());
        return model.parameters();
    }
}
