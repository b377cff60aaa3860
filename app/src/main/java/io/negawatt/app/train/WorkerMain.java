package io.negawatt.app.train;

import io.negawatt.core.text.Lang;
import io.negawatt.train.parallel.Lifeline;
import io.negawatt.train.parallel.Place;
import io.negawatt.train.parallel.ProgressListener;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process of one worker: {@code WorkerMain PLAN LANG}; its {@link Place} comes by the environment. */
public final class WorkerMain {
    private WorkerMain() {}

    /** @param args file of the plan, and the language for people */
    public static void main(String[] args) throws IOException {
        Lifeline.watch(System.in);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        // Native code may not like to be torn down while it works: a worker always halts.
        Runtime.getRuntime().halt(run(Path.of(args[0]), Lang.ofLocale(args[1]), err));
    }

    private static int run(Path file, Lang lang, PrintStream err) throws IOException {
        var place = Place.of(System.getenv()).orElseGet(Place::alone);
        int reached = Reached.before(file);
        boolean quiet =
                !System.getenv().getOrDefault(Training.QUIET_VARIABLE, "").isEmpty();
        var shown = quiet ? ProgressListener.NONE : Progress.to(Training.lines(err), lang);
        var progress = place.rank() == 0 ? Reached.noting(file, shown) : ProgressListener.NONE;
        return Worker.run(
                TrainPlan.read(file),
                place,
                System.getenv(),
                progress,
                reached,
                failure -> err.println("negawatt: " + failure.in(lang)));
    }
}
