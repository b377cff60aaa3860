package io.negawatt.app.report;

import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.estimate.MeteredPoint;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.plan.advise.ServingChoice;
import io.negawatt.plan.advise.ServingOption;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What {@link FrontierReport} plots: energy of a token over its time.
 *
 * @param title what is served where
 * @param about name of the texts that explain it: {@code report.frontier.ABOUT}
 * @param dots what could be run, at least one
 * @param rings what was metered of it
 * @param wishMs longest time that was wished for, in ms
 */
public record FrontierPlot(String title, String about, List<Dot> dots, List<Ring> rings, OptionalDouble wishMs) {
    private static final double MS = 1000;

    /**
     * Something that could be run.
     *
     * @param series what shares its color
     * @param ms time for a token, in ms
     * @param joules energy of a token, in J
     * @param label what it is, in a few words
     * @param cells its row of the table: devices, batch, energy, time, time to hold a wish against
     * @param chosen whether it is the one that was chosen
     */
    record Dot(Message series, double ms, double joules, Message label, List<String> cells, boolean chosen) {}

    /** Something that was metered. */
    record Ring(double ms, double joules, Message label) {}

    /** {@return every batch that a model could be run with on some devices} */
    public static FrontierPlot ofBatches(List<InferenceEstimate> frontier, List<MeteredPoint> metered) {
        var first = frontier.getFirst().deployment();
        return new FrontierPlot(
                first.model().id() + " · " + first.device().names().en(),
                "batches",
                frontier.stream().map(FrontierPlot::dot).toList(),
                metered.stream().map(FrontierPlot::ring).toList(),
                OptionalDouble.empty());
    }

    private static Dot dot(InferenceEstimate e) {
        var d = e.deployment();
        var cells = List.of(
                String.valueOf(d.gpus()),
                Numbers.fixed(d.maxSequences(), 0),
                Numbers.significant(e.joulesPerToken().mid(), 3) + " J "
                        + e.joulesPerToken().spread(),
                ms(e.tokenS().mid()),
                ms(e.wishS()));
        return new Dot(
                Message.of("report.frontier.gpus", d.gpus()),
                e.tokenS().mid() * MS,
                e.joulesPerToken().mid(),
                label(d),
                cells,
                false);
    }

    private static Ring ring(MeteredPoint point) {
        return new Ring(point.tokenS() * MS, point.joulesPerToken(), label(point.deployment()));
    }

    private static Message label(Deployment d) {
        return Message.of("report.frontier.label", d.gpus(), Numbers.fixed(d.maxSequences(), 0));
    }

    /** {@return every way to serve the requests of a trace that keeps up with them} */
    public static FrontierPlot ofChoice(ServingChoice choice) {
        var best = choice.best();
        var kept = choice.options().stream()
                .filter(option -> option.waitS() <= choice.wish().waitS())
                .sorted(Comparator.comparingDouble(
                        option -> option.joulesPerToken().mid()))
                .toList();
        var shown = kept.isEmpty() ? choice.options() : kept;
        var model = shown.getFirst().estimate().deployment().model().id();
        return new FrontierPlot(
                model,
                "choice",
                shown.stream()
                        .map(option -> dot(option, best.filter(option::equals).isPresent()))
                        .toList(),
                List.of(),
                OptionalDouble.of(choice.wish().tokenS() * MS));
    }

    private static Dot dot(ServingOption option, boolean chosen) {
        var d = option.estimate().deployment();
        String device = d.device().names().en();
        var cells = List.of(
                "%d × (%d × %s)".formatted(option.replicas(), d.gpus(), device),
                String.valueOf(option.batch()),
                Numbers.significant(option.joulesPerToken().mid(), 3) + " J "
                        + option.joulesPerToken().spread(),
                ms(option.tokenS()),
                ms(option.lateS()));
        return new Dot(
                Message.of("report.frontier.device", device),
                option.lateS() * MS,
                option.joulesPerToken().mid(),
                Message.of("report.frontier.way", option.replicas(), d.gpus(), device, option.batch()),
                cells,
                chosen);
    }

    private static String ms(double seconds) {
        return Numbers.significant(seconds * MS, 3) + " ms";
    }
}
