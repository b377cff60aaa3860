package io.negawatt.app.train;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.train.learn.Learner;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Task;
import io.negawatt.train.learn.Torch;
import io.negawatt.train.parallel.Group;
import io.negawatt.train.parallel.Keeper;
import io.negawatt.train.parallel.Launcher;
import io.negawatt.train.parallel.Outcome;
import io.negawatt.train.parallel.Phase;
import io.negawatt.train.parallel.Place;
import io.negawatt.train.parallel.ProgressListener;
import io.negawatt.train.parallel.Trainer;
import io.negawatt.train.parallel.Tuning;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One worker of a training, from its plan to its outcome. */
public final class Worker {
    private static final int FAILED = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TrainPlan plan;
    private final Place place;
    private final Map<String, String> environment;

    /** What is particular to classifiers is there for them alone. */
    private record Parts(
            Recipe recipe,
            Learner learner,
            Task task,
            String vocabulary,
            List<String> techniques,
            Optional<ClassifyJob> classify) {}

    /** @param environment of this process; names the socket of the run that meters it, if one does */
    public Worker(TrainPlan plan, Place place, Map<String, String> environment) {
        this.plan = plan;
        this.place = place;
        this.environment = environment;
    }

    /**
     * Trains to the end of the plan; rank 0 writes the result.
     *
     * @param reached steps that an attempt before had done
     * @throws BadInputException where the plan cannot be carried out
     * @throws IOException where the result cannot be written
     */
    public Outcome run(ProgressListener progress, int reached) throws IOException {
        Torch.threads(plan.threads());
        var phases = PhaseReporter.of(environment, place.rank());
        phases.begin(Phase.DATA, System.nanoTime());
        var parts = parts();
        phases.begin(Phase.STALL, System.nanoTime());
        var group = place.workers() > 1
                ? Optional.of(Group.join(place, Duration.ofMillis((long) (plan.patienceS() * 1000))))
                : Optional.<Group>empty();
        var crew = new Trainer.Crew(group, plan.overlap());
        var heard = place.rank() == 0 ? progress : ProgressListener.NONE;
        parts.classify.ifPresent(job -> job.notes().forEach(heard::note));
        var tuning = parts.classify.filter(ClassifyJob::tunes).map(job -> job.tune(crew, phases, heard));
        var recipe = tuning.map(done -> done.tuned(parts.recipe)).orElse(parts.recipe);
        var trainer = new Trainer(recipe, parts.learner, parts.task, crew, phases, heard);
        var keeper =
                new Keeper(plan.checkpoint().map(Path::of), plan.resume(), reached, parts.vocabulary, parts.techniques);
        var outcome = trainer.train(keeper);
        parts.classify.ifPresent(job -> heard.note(job.judged(outcome)));
        if (place.rank() == 0 && plan.result().isPresent()) {
            write(Path.of(plan.result().get()), outcome, parts.classify, tuning);
        }
        return outcome;
    }

    private static void write(Path file, Outcome outcome, Optional<ClassifyJob> classify, Optional<Tuning> tuning)
            throws IOException {
        ObjectNode result = JSON.valueToTree(outcome);
        classify.ifPresent(job -> result.putPOJO("accuracy", job.accuracy(outcome)));
        tuning.ifPresent(done -> result.putPOJO("tuning", done));
        Files.writeString(file, JSON.writeValueAsString(result));
    }

    /**
     * {@return the exit code of a process that is one worker: what fails is said in a line}
     *
     * @param progress hears how rank 0 gets on
     */
    static int run(
            TrainPlan plan,
            Place place,
            Map<String, String> environment,
            ProgressListener progress,
            int reached,
            Consumer<Message> say) {
        try {
            new Worker(plan, place, environment).run(progress, reached);
            return 0;
        } catch (BadInputException e) {
            say.accept(e.text());
            return Launcher.BAD_INPUT;
        } catch (IOException | RuntimeException e) {
            say.accept(Message.of("train.worker.failed", place.rank(), firstLine(e)));
            return FAILED;
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }

    /** {@return the exit code of this process as one worker of a job that others launched} */
    public static int runHere(
            TrainPlan plan, Place place, Map<String, String> environment, Lang lang, PrintStream err) {
        return run(
                plan,
                place,
                environment,
                Progress.to(err::println, lang),
                0,
                failure -> err.println("negawatt: " + failure.in(lang)));
    }

    private Parts parts() {
        return switch (plan.job()) {
            case ClassifyPlan classify -> {
                var job = ClassifyJob.of(classify);
                yield new Parts(
                        classify.recipe(),
                        job.learner(),
                        job.task(),
                        job.vocabulary().toText(),
                        List.of(),
                        Optional.of(job));
            }
            case LanguagePlan language -> {
                var job = LanguageJob.of(language);
                yield new Parts(
                        job.recipe(),
                        job.learner(),
                        job.task(),
                        job.vocabulary().toText(),
                        language.techniques(),
                        Optional.empty());
            }
        };
    }
}
