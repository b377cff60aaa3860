package io.negawatt.app.cli;

import io.negawatt.app.study.ArmFailedException;
import io.negawatt.app.study.Study;
import io.negawatt.app.study.StudyJson;
import io.negawatt.app.study.StudyListener;
import io.negawatt.app.study.StudyMarkdown;
import io.negawatt.app.study.StudyReport;
import io.negawatt.app.study.StudyResult;
import io.negawatt.app.study.StudyTable;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;

/** {@code negawatt train study}: measures scaling, techniques at equal loss, and shapes under an energy budget. */
@Command(name = "study")
final class TrainStudyCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("study", TrainStudyCommand::new);

    private final Session session;

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--part", paramLabel = "scaling|techniques|search")
    private @Nullable String part;

    @Option(names = "--from", paramLabel = "FILE")
    private @Nullable Path from;

    @Option(names = "--report", paramLabel = "FILE")
    private @Nullable Path report;

    @Option(names = "--markdown", paramLabel = "FILE")
    private @Nullable Path markdown;

    @Mixin
    private RunOptions run = new RunOptions();

    TrainStudyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        run.json.check();
        new Output("--report", report).check();
        new Output("--markdown", markdown).check();
        if (from != null) {
            show(read(from));
            return 0;
        }
        return measure();
    }

    private int measure() throws IOException, InterruptedException {
        try (var folder = TemporaryFolder.of("study")) {
            return measure(folder.path());
        } catch (ArmFailedException e) {
            session.err().println("negawatt: " + e.text().in(session.lang()));
            return e.exitCode();
        }
    }

    private int measure(Path folder) throws IOException, InterruptedException {
        var place = new Study.Place(
                run.home.ledger(session),
                run.site.site(session.environment()),
                session.environment(),
                session.lang(),
                Version.text(),
                folder,
                Checkout.root(),
                session.clock());
        var machine = StudyMachine.of(session.environment());
        var result = new Study(quick, parts(), place).run(machine.label(), machine.cores(), this::say);
        show(result);
        return 0;
    }

    /** The figures first: whatever hinders a picture, they are kept. */
    private void show(StudyResult result) {
        run.json.write(session, StudyJson.write(result));
        if (!run.json.toStandardOutput()) {
            StudyTable.lines(result, Screens.terminal(session), session.width()).forEach(session.out()::println);
        }
        new Output("--report", report).write(session, () -> StudyReport.html(result, session.lang()));
        new Output("--markdown", markdown).write(session, () -> StudyMarkdown.of(result, session.lang()));
    }

    private StudyResult read(Path file) {
        if (quick || part != null) {
            throw BadInputException.of("cli.study.from.with", quick ? "--quick" : "--part");
        }
        try {
            return StudyJson.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new BadInputException(
                    Message.of("cli.study.from.file", file, e.getClass().getSimpleName()), e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new BadInputException(Message.of("cli.study.from.form", file, reason(e)), e);
        }
    }

    /** The first line: the others say where in the library it was found. */
    private static String reason(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private void say(StudyListener.Progress progress) {
        String left = Double.isNaN(progress.leftS()) ? "?" : Numbers.significant(progress.leftS() / 60, 2);
        session.err()
                .println(session.text("cli.study.progress", progress.number(), progress.of(), progress.arm(), left));
    }

    private EnumSet<Study.Part> parts() {
        return part == null ? EnumSet.allOf(Study.Part.class) : EnumSet.of(Choice.of("--part", part, Study.Part.class));
    }
}
