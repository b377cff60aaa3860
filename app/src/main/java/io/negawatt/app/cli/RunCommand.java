package io.negawatt.app.cli;

import io.negawatt.app.run.RunSession;
import io.negawatt.core.text.BadInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code negawatt run -- CMD}: meters a command and its children; live line; account and report at the end. */
@Command(name = "run")
final class RunCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("run", RunCommand::new);
    private static final double LOWEST_HZ = 0.1;
    private static final double HIGHEST_HZ = 100;
    private static final double NANOS_PER_S = 1e9;

    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "CMD", descriptionKey = "param.CMD")
    private List<String> command = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    @Option(names = "--hz", paramLabel = "HZ")
    private String hz = "10";

    @Option(names = "--quiet")
    private boolean quiet;

    @Option(names = "--meter", paramLabel = "NAME=VALUE")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--label", paramLabel = "NAME=VALUE")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Mixin
    private RunOptions run = new RunOptions();

    RunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (command.isEmpty()) {
            throw BadInputException.of("cli.run.noCommand");
        }
        var request = new RunSession.Request(
                command,
                command,
                name == null ? shortName(command) : name,
                period(),
                run.site.site(session.environment()),
                session.environment(),
                settings,
                Version.text());
        return new MeteredRun(session, run.home.ledger(session), quiet, run.json).run(request, LabelWords.of(labels));
    }

    private Duration period() {
        double pollsPerS = SiteOptions.number("--hz", hz);
        if (pollsPerS < LOWEST_HZ || pollsPerS > HIGHEST_HZ) {
            throw BadInputException.of("cli.error.hz", hz);
        }
        return Duration.ofNanos((long) (NANOS_PER_S / pollsPerS));
    }

    /** A script says more than its interpreter: {@code python train.py} is {@code train.py}. */
    private static String shortName(List<String> command) {
        String program = fileName(command.getFirst());
        boolean interpreter = program.matches("(python|node|perl|ruby|bash|sh|java|torchrun|mpirun|srun)[0-9.]*");
        return command.stream()
                .skip(1)
                .filter(word -> interpreter && !word.startsWith("-") && word.matches(".*\\.(py|js|pl|rb|sh|jar)"))
                .findFirst()
                .map(RunCommand::fileName)
                .orElse(program);
    }

    private static String fileName(String path) {
        return String.valueOf(Path.of(path).getFileName());
    }
}
