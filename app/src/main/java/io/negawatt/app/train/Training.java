package io.negawatt.app.train;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Texts;
import io.negawatt.train.learn.Torch;
import io.negawatt.train.parallel.Launcher;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Starts the processes of a training: a launcher that can be metered as one command, and its workers. */
public final class Training {
    /** Quick to start and small. */
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED");

    /** Tensors are not on the Java heap, and what a step leaves there is little: a small nursery keeps a worker small. */
    private static final List<String> SMALL = List.of("-Xmn6m", "-Xms12m");

    /** A signal ends a worker at once: native code may not like an orderly shutdown amid its work. */
    private static final String NO_SHUTDOWN = "-Xrs";

    /** Variable that keeps workers from saying how they get on, because somebody else does. */
    public static final String QUIET_VARIABLE = "NEGAWATT_QUIET";

    /** Variable that says that a line of figures is drawn below what the training says, which clears its own lines then. */
    public static final String DRAWN_BELOW_VARIABLE = "NEGAWATT_DRAWN_BELOW";

    private static final String CLEAR_LINE = "\u001B[K";

    private Training() {}

    /** {@return takes lines for a person and prints them, over what may be drawn there} */
    static Consumer<String> lines(PrintStream err) {
        boolean drawn = !System.getenv().getOrDefault(DRAWN_BELOW_VARIABLE, "").isEmpty();
        return drawn ? line -> err.println(CLEAR_LINE + line) : err::println;
    }

    /** {@return the command that carries a plan out} */
    public static List<String> command(Path plan, Lang lang) {
        return java(TrainMain.class, plan, lang);
    }

    private static List<String> java(Class<?> main, Path plan, Lang lang) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        if (main == WorkerMain.class) {
            command.add(NO_SHUTDOWN);
            command.addAll(SMALL);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(plan.toString(), lang.code()));
        return List.copyOf(command);
    }

    /**
     * Carries a plan out with workers of its own and waits for them.
     *
     * @param file holds the plan, and takes it anew for workers that go on from a checkpoint
     * @param say takes what a person should know, a line each
     * @return 0, or the exit code of the worker that failed
     */
    public static int launch(Path file, Lang lang, Consumer<String> say) throws IOException, InterruptedException {
        var plan = TrainPlan.read(file);
        if (!Torch.isUnpacked()) {
            say.accept(Texts.of(lang).get("train.torch.unpacking", Torch.unpackedGb()));
        }
        Torch.unpack();
        boolean canResume = plan.checkpoint().isPresent();
        var launcher = new Launcher(
                java(WorkerMain.class, file, lang),
                plan.workers(),
                plan.threads(),
                OptionalInt.empty(),
                canResume ? plan.restarts() : 0);
        return launcher.run((rank, exitCode, willRestart) -> {
            if (willRestart) {
                say.accept(Message.of("train.launch.again", rank, exitCode).in(lang));
                resume(plan, file);
            } else if (exitCode != Launcher.BAD_INPUT) {
                say.accept(Message.of("train.launch.failed", rank, exitCode).in(lang));
            }
        });
    }

    private static void resume(TrainPlan plan, Path file) {
        try {
            plan.resuming().write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
