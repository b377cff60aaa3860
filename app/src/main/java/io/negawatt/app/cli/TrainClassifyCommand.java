package io.negawatt.app.cli;

import io.negawatt.app.train.ClassifyPlan;
import io.negawatt.train.learn.LabeledTexts;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code negawatt train classify [DATA]}: trains a classifier of two labels, metered, with its energy by phase and worker. */
@Command(name = "classify")
final class TrainClassifyCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("classify", TrainClassifyCommand::new);

    /** Adam without decay. */
    private static final TrainOptions.Standard STANDARD = new TrainOptions.Standard(600, 32, 3e-3, 0, 100);

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "DATA", descriptionKey = "param.DATA")
    private @Nullable Path data;

    @Option(names = "--text", paramLabel = "COLUMN")
    private String text = LabeledTexts.Columns.DEFAULT.text();

    @Option(names = "--label", paramLabel = "COLUMN")
    private String label = LabeledTexts.Columns.DEFAULT.label();

    @Option(names = "--model", paramLabel = "lstm|transformer")
    private String model = "lstm";

    @Option(names = "--words", paramLabel = "N")
    private String words = "10000";

    @Option(names = "--context", paramLabel = "WORDS")
    private String context = "100";

    @Option(names = "--tune")
    private boolean tune;

    @Mixin
    private TrainOptions train = new TrainOptions();

    TrainClassifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        var plan = new ClassifyPlan(
                (data == null ? Checkout.root() : data).toAbsolutePath().toString(),
                new LabeledTexts.Columns(text, label),
                Choice.of("--model", model, ClassifyPlan.Kind.class),
                TrainOptions.whole("--words", words, 0, 2),
                TrainOptions.whole("--context", context, 0, 1),
                train.recipe(STANDARD),
                tune);
        return new MeteredTraining(session, train).run("train classify", plan);
    }
}
