package io.negawatt.app.cli;

import io.negawatt.app.study.ArmFailedException;
import io.negawatt.app.study.Study;
import io.negawatt.app.study.StudyJson;
import io.negawatt.app.study.StudyListener;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negawatt train study}: measures scaling, techniques at equal loss, and shapes under an energy budget. */
@Command(name = "study")
final class TrainStudyCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("study", TrainStudyCommand::new);

    private final Session session;

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--part", paramLabel = "scaling|techniques|search")
    private @Nullable String part;

    @Mixin
    private SiteOptions site = new SiteOptions();

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    TrainStudyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        json.check();
        var folder = Files.createTempDirectory("negawatt-study-");
        try {
            return run(folder);
        } catch (ArmFailedException e) {
            session.err().println("negawatt: " + e.text().in(session.lang()));
            return e.exitCode();
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private int run(Path folder) throws IOException, InterruptedException {
        var place = new Study.Place(
                home.ledger(session),
                site.site(session.environment()),
                session.environment(),
                session.lang(),
                Version.text(),
                folder,
                Checkout.root(),
                session.clock());
        var machine = StudyMachine.of(session.environment());
        var result = new Study(quick, parts(), place).run(machine.label(), machine.cores(), this::say);
        json.write(session, StudyJson.write(result));
        return 0;
    }

    private void say(StudyListener.Progress progress) {
        String left = Double.isNaN(progress.leftS()) ? "?" : Numbers.significant(progress.leftS() / 60, 2);
        session.err()
                .println(session.text("cli.study.progress", progress.number(), progress.of(), progress.arm(), left));
    }

    private EnumSet<Study.Part> parts() {
        if (part == null) {
            return EnumSet.allOf(Study.Part.class);
        }
        for (var each : Study.Part.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(part)) {
                return EnumSet.of(each);
            }
        }
        throw BadInputException.of("cli.error.choice", "--part", part, "scaling, techniques, search");
    }
}
