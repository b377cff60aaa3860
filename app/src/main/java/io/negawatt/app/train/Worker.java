package io.negawatt.app.train;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import io.negawatt.train.learn.Torch;
import io.negawatt.train.learn.Vocabulary;
import io.negawatt.train.parallel.Group;
import io.negawatt.train.parallel.Keeper;
import io.negawatt.train.parallel.Launcher;
import io.negawatt.train.parallel.LostWorkerException;
import io.negawatt.train.parallel.Outcome;
import io.negawatt.train.parallel.Phase;
import io.negawatt.train.parallel.PhaseListener;
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
    private final Consumer<Message> say;
    private boolean meets;

    /** What came of the work; how a classifier was judged, and how it was tuned where that was asked for. */
    private record Done(Outcome outcome, Optional<Interval> accuracy, Optional<Tuning> tuning) {
        static Done of(Outcome outcome) {
            return new Done(outcome, Optional.empty(), Optional.empty());
        }

        void write(Path file) throws IOException {
            ObjectNode result = JSON.valueToTree(outcome);
            result.put("device", Torch.device().label());
            accuracy.ifPresent(share -> result.putPOJO("accuracy", share));
            tuning.ifPresent(tried -> result.putPOJO("tuning", tried));
            Files.writeString(file, JSON.writeValueAsString(result));
        }
    }

    /**
     * @param environment of this process; names the socket of the run that meters it, if one does
     * @param say takes what a person should know
     */
    public Worker(TrainPlan plan, Place place, Map<String, String> environment, Consumer<Message> say) {
        this.plan = plan;
        this.place = place;
        this.environment = environment;
        this.say = say;
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
        Torch.use(plan.device().of(place.localRank()));
        var phases = PhaseReporter.of(environment, place.rank(), onceAMachine(say));
        phases.begin(Phase.DATA, System.nanoTime());
        var heard = place.rank() == 0 ? progress : ProgressListener.NONE;
        if (Torch.isForGpus()) {
            heard.note(Message.of("train.device.used", Torch.device().label()));
        }
        var done = switch (plan.job()) {
            case ClassifyPlan classify -> classify(classify, phases, heard, reached);
            case LanguagePlan language -> Done.of(language(language, phases, heard, reached));
            case ScorePlan score -> Done.of(Scoring.run(score, phases));
        };
        if (place.rank() == 0 && plan.result().isPresent()) {
            done.write(Path.of(plan.result().get()));
        }
        return done.outcome;
    }

    /** The socket of a run is a file, which all workers of a machine find alike. */
    private Consumer<Message> onceAMachine(Consumer<Message> all) {
        return place.localRank() == 0 ? all : _ -> {};
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
        var worker = new Worker(plan, place, environment, say);
        try {
            worker.run(progress, reached);
            return 0;
        } catch (BadInputException e) {
            // Before they meet all workers of a machine find the same fault, so that one says it.
            if (place.localRank() == 0 || worker.meets) {
                say.accept(e.text());
            }
            return Launcher.BAD_INPUT;
        } catch (LostWorkerException e) {
            say.accept(Message.of("train.worker.failed", place.rank(), e.text()));
            return FAILED;
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

    private Done classify(ClassifyPlan classify, PhaseListener phases, ProgressListener heard, int reached) {
        var job = ClassifyJob.of(classify);
        job.notes().forEach(heard::note);
        var crew = crew(phases);
        var tuning = job.tunes() ? Optional.of(job.tune(crew, phases, heard)) : Optional.<Tuning>empty();
        var recipe = classify.recipe();
        var trainer = new Trainer(
                tuning.map(tried -> tried.tuned(recipe)).orElse(recipe),
                job.learner(),
                job.task(),
                crew,
                phases,
                heard);
        var outcome = trainer.train(keeper(reached, job.vocabulary(), List.of()));
        heard.note(job.judged(outcome));
        return new Done(outcome, Optional.of(job.accuracy(outcome)), tuning);
    }

    private Outcome language(LanguagePlan language, PhaseListener phases, ProgressListener heard, int reached) {
        var job = LanguageJob.of(language);
        var trainer = new Trainer(job.recipe(), job.learner(), job.task(), crew(phases), phases, heard);
        return trainer.train(keeper(reached, job.vocabulary(), language.techniques()));
    }

    /** {@return the workers, once all are there} */
    private Trainer.Crew crew(PhaseListener phases) {
        phases.begin(Phase.STALL, System.nanoTime());
        meets = true;
        var group = place.workers() > 1
                ? Optional.of(Group.join(place, Duration.ofMillis((long) (plan.patienceS() * 1000))))
                : Optional.<Group>empty();
        return new Trainer.Crew(group, plan.overlap(), plan.transport());
    }

    private Keeper keeper(int reached, Vocabulary vocabulary, List<String> techniques) {
        return new Keeper(plan.checkpoint().map(Path::of), plan.resume(), reached, vocabulary.toText(), techniques);
    }
}
