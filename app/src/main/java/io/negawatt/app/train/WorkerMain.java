package io.negawatt.app.train;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import io.negawatt.train.parallel.Launcher;
import io.negawatt.train.parallel.Lifeline;
import io.negawatt.train.parallel.Place;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process of one worker: {@code WorkerMain PLAN LANG}; its {@link Place} comes by the environment. */
public final class WorkerMain {
    private static final int FAILED = 1;

    private WorkerMain() {}

    /** @param args file of the plan, and the language for people */
    public static void main(String[] args) {
        Lifeline.watch(System.in);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var lang = args[1].equals(Lang.ZH.code()) ? Lang.ZH : Lang.EN;
        var place = Place.of(System.getenv()).orElseGet(Place::alone);
        // Native code may not like to be torn down while it works: a worker always halts.
        Runtime.getRuntime().halt(run(Path.of(args[0]), place, lang, err));
    }

    private static int run(Path plan, Place place, Lang lang, PrintStream err) {
        try {
            new Worker(TrainPlan.read(plan), place, System.getenv()).run(Progress.to(err::println, lang));
            return 0;
        } catch (BadInputException e) {
            err.println("negawatt: " + e.text().in(lang));
            return Launcher.BAD_INPUT;
        } catch (IOException | RuntimeException e) {
            err.println("negawatt: " + Texts.of(lang).get("train.worker.failed", place.rank(), firstLine(e)));
            return FAILED;
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }
}
