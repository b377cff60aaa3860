package io.negawatt.app.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.train.learn.Device;
import io.negawatt.train.learn.Ending;
import io.negawatt.train.learn.Evaluation;
import io.negawatt.train.learn.LabeledTexts;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Schedule;
import io.negawatt.train.parallel.Phase;
import io.negawatt.train.parallel.PhaseListener;
import io.negawatt.train.parallel.Place;
import io.negawatt.train.parallel.ProgressListener;
import io.negawatt.train.parallel.Trainer;
import io.negawatt.train.parallel.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ClassifyJobTest {
    private static final Recipe RECIPE =
            new Recipe(60, 8, 1, new Schedule(0.01, 5, 60, 0.1), 0, 1, 7, 30, 0, Ending.NONE);

    @TempDir
    Path folder;

    /** {@return a file of 200 texts with the label "good" where the word stands in them} */
    private Path texts() throws IOException {
        var lines = IntStream.range(0, 200)
                .mapToObj(i ->
                        "film %d was %s to see,%s".formatted(i, i % 2 == 0 ? "fine" : "sad", i % 2 == 0 ? "+" : "-"))
                .collect(Collectors.joining("\n", "review,sort\n", "\n"));
        return Files.writeString(folder.resolve("films.csv"), lines);
    }

    private ClassifyPlan plan(ClassifyPlan.Kind model, boolean tune) throws IOException {
        var columns = new LabeledTexts.Columns("review", "sort");
        return new ClassifyPlan(texts().toString(), columns, model, 10_000, 20, RECIPE, tune);
    }

    @Test
    void a_plan_is_read_as_it_was_written() throws IOException {
        var plan = train(plan(ClassifyPlan.Kind.TRANSFORMER, true));
        plan.write(folder.resolve("plan.json"));
        assertThat(TrainPlan.read(folder.resolve("plan.json"))).isEqualTo(plan);
    }

    @Test
    void what_is_tried_never_judges() throws IOException {
        var job = ClassifyJob.of(plan(ClassifyPlan.Kind.LSTM, true));
        var tried = job.tried();
        var judges = texts(job.halves().validation());

        assertThat(judges).hasSizeBetween(40, 50);
        assertThat(texts(tried.training())).doesNotContainAnyElementsOf(judges);
        assertThat(texts(tried.validation())).isNotEmpty().doesNotContainAnyElementsOf(judges);
        assertThat(tried.training().rows().size() + tried.validation().rows().size())
                .isEqualTo(job.halves().training().rows().size());
    }

    private static Set<String> texts(LabeledTexts half) {
        return Set.copyOf(half.texts());
    }

    @Test
    void lines_of_sources_are_tried_on_about_as_many_comments_as_code() throws IOException {
        var sources = Files.createDirectory(folder.resolve("sources"));
        for (int i = 0; i < 60; i++) {
            var lines = new StringBuilder();
            for (int j = 0; j < 20; j++) {
                // Five lines of code for one comment.
                var line = "%s line %d of file %d\n".formatted(j % 6 == 0 ? "//" : "call", j, i);
                lines.append(line);
            }
            Files.writeString(sources.resolve("F" + i + ".java"), lines);
        }
        var plan = new ClassifyPlan(
                sources.toString(), LabeledTexts.Columns.DEFAULT, ClassifyPlan.Kind.LSTM, 100, 9, RECIPE, true);
        var job = ClassifyJob.of(plan);
        var tried = job.tried().validation();

        assertThat(job.notes()).singleElement().asString().startsWith("60 source files");
        assertThat(tried.count(0) / (double) tried.rows().size()).isBetween(0.35, 0.65);
    }

    @Test
    void tuning_is_heard_as_one_phase_and_told_trial_by_trial() throws IOException {
        var phases = EnumSet.noneOf(Phase.class);
        var notes = new ArrayList<Message>();
        var job = ClassifyJob.of(plan(ClassifyPlan.Kind.LSTM, true));

        var tuning = job.tune(Trainer.Crew.ALONE, listener(phases), notes(notes));

        assertThat(phases).containsExactly(Phase.TUNING);
        assertThat(tuning.trials()).hasSize(6);
        assertThat(notes).hasSize(6);
        assertThat(notes.getFirst().toString()).startsWith("tried rate 0.0033 with batch 8, 10 steps: loss ");
    }

    @Test
    void a_worker_tunes_trains_and_judges() throws IOException {
        var result = folder.resolve("result.json");
        for (var model : ClassifyPlan.Kind.values()) {
            var outcome = new Worker(train(plan(model, true)), Place.alone(), Map.of(), _ -> {})
                    .run(ProgressListener.NONE, 0);

            var json = JsonMapper.shared().readTree(Files.readString(result));
            assertThat(outcome.history().getLast().accuracy()).isEqualTo(1);
            assertThat(json.get("sha256").stringValue()).isEqualTo(outcome.sha256());
            assertThat(json.get("accuracy").get("mid").doubleValue()).isEqualTo(1);
            assertThat(json.get("accuracy").get("low").doubleValue()).isBetween(0.9, 0.99);
            assertThat(json.get("tuning").get("trials").size()).isEqualTo(6);
        }
    }

    @Test
    void a_missing_column_is_named() throws IOException {
        var plan = new ClassifyPlan(
                texts().toString(), LabeledTexts.Columns.DEFAULT, ClassifyPlan.Kind.LSTM, 100, 9, RECIPE, false);
        assertThatThrownBy(() -> ClassifyJob.of(plan))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no column \"text\"");
    }

    private TrainPlan train(ClassifyPlan plan) {
        var result = Optional.of(folder.resolve("result.json").toString());
        return new TrainPlan(
                plan, 1, 1, Device.Choice.CPU, false, Transport.AUTO, 0, 20, Optional.empty(), false, result);
    }

    private static PhaseListener listener(Set<Phase> heard) {
        return new PhaseListener() {
            @Override
            public void begin(Phase phase, long nanoTime) {
                heard.add(phase);
            }

            @Override
            public void count(String unit, long amount) {}
        };
    }

    private static ProgressListener notes(List<Message> notes) {
        return new ProgressListener() {
            @Override
            public void step(Step step) {
                throw new AssertionError("a step of a trial is no progress");
            }

            @Override
            public void evaluation(Evaluation evaluation) {
                throw new AssertionError("a trial is told once");
            }

            @Override
            public void note(Message note) {
                notes.add(note);
            }
        };
    }
}
