package io.negawatt.train.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Proportion;
import io.negawatt.train.learn.ClassifierLearner;
import io.negawatt.train.learn.ClassifierShape;
import io.negawatt.train.learn.ClassifyTask;
import io.negawatt.train.learn.CommentOrCode;
import io.negawatt.train.learn.EncoderShape;
import io.negawatt.train.learn.Ending;
import io.negawatt.train.learn.LstmShape;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Schedule;
import io.negawatt.train.learn.Task;
import io.negawatt.train.learn.Torch;
import io.negawatt.train.learn.WordVocabulary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceClassifiersTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void one_thread() {
        Torch.threads(1);
    }

    static Stream<ClassifierShape> shapes() {
        return Texts.SHAPES.stream();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void the_loss_goes_down(ClassifierShape shape) {
        var history = train(shape, Texts.task(), recipe(160, 16, 0.01, 4), Trainer.Crew.ALONE, Keeper.NONE)
                .history();
        assertThat(history.getFirst().loss()).isGreaterThan(0.5);
        assertThat(history.getLast().loss()).isLessThan(0.1);
        assertThat(history.getLast().accuracy()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void a_resumed_training_ends_with_the_bits_of_an_unbroken_one(ClassifierShape shape) {
        var recipe = recipe(20, 16, 0.01, 4);
        var keeper = new Keeper(Optional.of(folder.resolve("x.ckpt")), true, 0, "{}", List.of());
        var unbroken = train(shape, Texts.task(), recipe, Trainer.Crew.ALONE, Keeper.NONE);
        var first = new Recipe(8, 16, 1, recipe.schedule(), 0, 1, 7, 4, 0, Ending.NONE);
        train(shape, Texts.task(), first, Trainer.Crew.ALONE, keeper);

        var resumed = train(shape, Texts.task(), recipe, Trainer.Crew.ALONE, keeper);

        assertThat(resumed.firstStep()).isEqualTo(8);
        assertThat(resumed.sha256()).isEqualTo(unbroken.sha256());
        assertThat(resumed.tokens()).isEqualTo(unbroken.tokens());
    }

    @Test
    void a_checkpoint_of_another_model_is_refused() {
        var keeper = new Keeper(Optional.of(folder.resolve("x.ckpt")), true, 0, "{}", List.of());
        train(Texts.SHAPES.getFirst(), Texts.task(), recipe(2, 16, 0.01, 4), Trainer.Crew.ALONE, keeper);
        assertThatThrownBy(() ->
                        train(Texts.SHAPES.getLast(), Texts.task(), recipe(4, 16, 0.01, 4), Trainer.Crew.ALONE, keeper))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("lstm");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void workers_hold_the_same_bits_and_learn_what_one_alone_learns(ClassifierShape shape) {
        var recipe = recipe(30, 16, 0.01, 4);
        var alone = train(shape, Texts.task(), recipe, Trainer.Crew.ALONE, Keeper.NONE);
        for (boolean overlap : new boolean[] {true, false}) {
            var outcomes = Workers.together(
                    2,
                    group -> train(
                            shape,
                            Texts.task(),
                            recipe,
                            new Trainer.Crew(Optional.of(group), overlap, Transport.AUTO),
                            Keeper.NONE));
            assertThat(outcomes.getFirst().sha256())
                    .isEqualTo(outcomes.getLast().sha256());
            assertThat(outcomes.getFirst().history().getLast().loss())
                    .isCloseTo(alone.history().getLast().loss(), org.assertj.core.data.Offset.offset(1e-3));
        }
    }

    /** The files of the halves differ; the whole interval must lie above the mark. */
    @Test
    void both_tell_comments_from_code_in_files_they_never_saw() {
        var set = CommentOrCode.read(Path.of(System.getProperty("negawatt.root")), 0.2, 1);
        var vocabulary = WordVocabulary.train(set.halves().training().texts(), 10_000);
        int context = 32;
        var task = new ClassifyTask(set.halves(), vocabulary, context);
        int heldOut = set.halves().validation().rows().size();
        Map<ClassifierShape, Integer> steps = Map.of(
                LstmShape.standard(vocabulary.size(), context), 400,
                EncoderShape.standard(vocabulary.size(), context), 150);
        steps.forEach((shape, count) -> {
            var recipe = recipe(count, 32, 0.003, count);
            var last = train(shape, task, recipe, Trainer.Crew.ALONE, Keeper.NONE)
                    .history()
                    .getLast();
            var accuracy = Proportion.of(Math.round(last.accuracy() * heldOut), heldOut);
            assertThat(accuracy.low()).as(shape.kind()).isGreaterThan(0.95);
        });
    }

    private static Recipe recipe(int steps, int batch, double rate, int evaluateEvery) {
        return new Recipe(steps, batch, 1, new Schedule(rate, 5, steps, 0.1), 0, 1, 7, evaluateEvery, 0, Ending.NONE);
    }

    private static Outcome train(ClassifierShape shape, Task task, Recipe recipe, Trainer.Crew crew, Keeper keeper) {
        var learner = new ClassifierLearner(shape, recipe.seed());
        return new Trainer(recipe, learner, task, crew, PhaseListener.NONE, ProgressListener.NONE).train(keeper);
    }
}
