package io.negawatt.app.study;

import io.negawatt.train.learn.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Depth × width × heads under one energy budget: which shape comes to the lowest loss with the joules there are. */
record SearchStudy(Studies studies, Conductor conductor) {
    private static final List<Integer> DEPTHS = List.of(1, 2, 4);
    private static final List<Integer> WIDTH_SHARES = List.of(2, 1);
    private static final int STEPS = 100_000;
    private static final int LOOK_EVERY = 20;

    private record Tried(int layers, int width, int heads, Measured measured) {}

    int arms() {
        return DEPTHS.size() * WIDTH_SHARES.size() * 2;
    }

    StudyResult.Search run() throws IOException, InterruptedException {
        var tried = new ArrayList<Tried>();
        int most = studies.size().layers();
        for (int depth : DEPTHS) {
            for (int share : WIDTH_SHARES) {
                for (int heads : List.of(
                        studies.size().heads(), Math.max(1, studies.size().heads() / 2))) {
                    tried.add(measure(most * depth / 4, studies.size().width() / share, heads));
                }
            }
        }
        // What every shape used at the least, so that each has a loss at the budget.
        double budgetJ = tried.stream()
                .mapToDouble(each ->
                        each.measured.joulesAt(each.measured.outcome().history().getLast()))
                .min()
                .orElseThrow();
        return new StudyResult.Search(budgetJ, results(tried, budgetJ));
    }

    private Tried measure(int layers, int width, int heads) throws IOException, InterruptedException {
        var size = studies.size();
        var recipe = Studies.recipe(STEPS, size.batchRows(), 1, LOOK_EVERY, Ending.after(size.searchS()));
        var plan = studies.baseline(1).withShape(layers, width, heads).with(recipe, List.of());
        var measured = conductor.measure(
                new Arm("shape %d × %d × %d".formatted(layers, width, heads), Studies.plan(plan, Studies.WORKERS)));
        return new Tried(layers, width, heads, measured);
    }

    private static List<ShapeResult> results(List<Tried> tried, double budgetJ) {
        var curves = tried.stream().map(each -> curve(each.measured)).toList();
        var results = new ArrayList<ShapeResult>();
        for (int i = 0; i < tried.size(); i++) {
            var each = tried.get(i);
            results.add(new ShapeResult(
                    each.layers,
                    each.width,
                    each.heads,
                    each.measured.outcome().parameters(),
                    each.measured.lossAt(budgetJ),
                    curves.get(i),
                    Frontier.holds(curves, i),
                    each.measured.run()));
        }
        return List.copyOf(results);
    }

    private static List<ShapeResult.Point> curve(Measured measured) {
        return measured.outcome().history().stream()
                .map(evaluation -> new ShapeResult.Point(measured.joulesAt(evaluation), evaluation.loss()))
                .toList();
    }
}
