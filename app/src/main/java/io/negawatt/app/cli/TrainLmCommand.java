package io.negawatt.app.cli;

import io.negawatt.app.train.LanguagePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code negawatt train lm [TEXT…]}: trains a language model, metered, with its energy by phase and worker. */
@Command(name = "lm")
final class TrainLmCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("lm", TrainLmCommand::new);
    private static final TrainOptions.Standard STANDARD = new TrainOptions.Standard(300, 16, 1e-3, 0.1, 50);
    private static final int HELD_OUT_ROWS = 64;

    private final Session session;

    @Parameters(arity = "0..*", paramLabel = "TEXT", descriptionKey = "param.TEXT")
    private List<Path> texts = new ArrayList<>();

    @Option(names = "--vocabulary", paramLabel = "bytes|bpe:N")
    private String vocabulary = "bytes";

    @Option(names = "--layers", paramLabel = "N")
    private String layers = "4";

    @Option(names = "--width", paramLabel = "N")
    private String width = "256";

    @Option(names = "--heads", paramLabel = "N")
    private String heads = "4";

    @Option(names = "--context", paramLabel = "TOKENS")
    private String context = "128";

    @Option(names = "--technique", paramLabel = "NAME[=VALUE]")
    private List<String> techniques = new ArrayList<>();

    @Option(names = "--from", paramLabel = "CHECKPOINT")
    private @Nullable Path from;

    @Mixin
    private TrainOptions train = new TrainOptions();

    TrainLmCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        var plan = new LanguagePlan(
                texts.stream().map(path -> path.toAbsolutePath().toString()).toList(),
                Checkout.root().toString(),
                vocabulary,
                TrainOptions.whole("--layers", layers, 0, 1),
                TrainOptions.whole("--width", width, 0, 1),
                TrainOptions.whole("--heads", heads, 0, 1),
                TrainOptions.whole("--context", context, 0, 1),
                HELD_OUT_ROWS,
                train.recipe(STANDARD),
                techniques,
                Optional.ofNullable(from).map(path -> path.toAbsolutePath().toString()));
        return new MeteredTraining(session, train).run("train lm", plan);
    }
}
