package io.negawatt.app.train;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.train.parallel.Launcher;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process that launches a training, so that it can be metered as any command is: {@code TrainMain PLAN LANG}. */
public final class TrainMain {
    private static final int INTERRUPTED = 130;

    private TrainMain() {}

    /** @param args file of the plan, and the language for people */
    public static void main(String[] args) throws IOException {
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        var lang = Lang.ofLocale(args[1]);
        System.exit(launch(Path.of(args[0]), lang, err));
    }

    private static int launch(Path plan, Lang lang, PrintStream err) throws IOException {
        try {
            return Training.launch(plan, lang, Training.lines(err));
        } catch (BadInputException e) {
            err.println("negawatt: " + e.text().in(lang));
            return Launcher.BAD_INPUT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }
}
