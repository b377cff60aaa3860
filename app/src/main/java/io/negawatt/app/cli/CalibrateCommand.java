package io.negawatt.app.cli;

import io.negawatt.app.report.AccuracyDocument;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.estimate.Calibrator;
import io.negawatt.core.estimate.InferenceEstimator;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code negawatt calibrate DATA}: fits the estimates to reference data, and says how good they are. */
@Command(name = "calibrate")
final class CalibrateCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("calibrate", CalibrateCommand::new);

    private final Session session;

    @Parameters(paramLabel = "DATA", descriptionKey = "param.DATA")
    private Path data = Path.of("");

    @Option(names = "--out", paramLabel = "FILE")
    private @Nullable Path out;

    @Option(names = "--accuracy", paramLabel = "FOLDER")
    private @Nullable Path accuracy;

    CalibrateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (out == null && accuracy == null) {
            throw BadInputException.of("cli.calibrate.nothing");
        }
        var calibrator = new Calibrator(data, Catalog.load());
        if (out != null) {
            write(out, calibrator.calibrate().bytes());
        }
        if (accuracy != null) {
            var document = AccuracyDocument.of(
                    calibrator, out == null ? InferenceEstimator.shipped() : InferenceEstimator.of(out));
            write(accuracy.resolve("accuracy.md"), document.bytes(Lang.EN));
            write(accuracy.resolve("accuracy.zh-CN.md"), document.bytes(Lang.ZH));
        }
        return 0;
    }

    private void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
            session.out().println(session.text("cli.calibrate.wrote", file));
        } catch (IOException e) {
            throw new BadInputException(Message.of("estimate.bad.write", file), e);
        }
    }
}
