package io.negawatt.app.study;

import io.negawatt.app.study.StudyResult.Scaling;
import io.negawatt.app.study.StudyResult.Search;
import io.negawatt.app.study.TechniqueResult.Kind;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** A study made by hand from formulas; none of its figures was measured. */
public final class SampleStudy {
    static final double COMPUTE_J = 2.1e-3;
    static final double IDLE_W = 5.2;
    static final double COMMUNICATION_J = 4e-8;
    static final int CORES = 2;

    private static final int CONTEXT = 64;
    private static final double GRADIENT_BYTES = 3.3e6;

    private SampleStudy() {}

    /** {@return all three parts, with every verdict} */
    public static StudyResult rich() {
        return new StudyResult(
                "quick",
                "2 × Sample CPU, VM",
                "modeled",
                812,
                3,
                Optional.of(scaling()),
                techniques(),
                Optional.of(search()));
    }

    /** {@return the same without what was not asked for} */
    static StudyResult only(Study.Part part) {
        var all = rich();
        return new StudyResult(
                all.size(),
                all.machine(),
                all.tier(),
                all.elapsedS(),
                all.seeds(),
                part == Study.Part.SCALING ? all.scaling() : Optional.empty(),
                part == Study.Part.TECHNIQUES ? all.techniques() : List.of(),
                part == Study.Part.SEARCH ? all.search() : Optional.empty());
    }

    static Scaling scaling() {
        var points = points(0.01);
        return new Scaling(points, ScalingFit.of(points, CORES));
    }

    /** {@return measurements of 1 to 4 workers with two batches, which the three terms miss by {@code error}} */
    static List<ScalingPoint> points(double error) {
        var points = new ArrayList<ScalingPoint>();
        for (int rows : new int[] {4, 16}) {
            for (int workers = 1; workers <= 4; workers++) {
                points.add(point(workers, rows, 1 + error * ((workers + rows) % 3 - 1)));
            }
        }
        return points;
    }

    private static ScalingPoint point(int workers, int rows, double error) {
        double tokens = (double) workers * rows * CONTEXT;
        double aloneS = 0.02 + rows * 0.0235;
        double stepS = Math.max(1, workers / 2.0) * (aloneS + 0.03 * 2 * (workers - 1) / workers);
        double bytes = workers == 1 ? 0 : workers * GRADIENT_BYTES;
        double jPerToken = error * (COMPUTE_J + IDLE_W * stepS / tokens + COMMUNICATION_J * bytes / tokens);
        return new ScalingPoint(
                workers,
                rows,
                tokens,
                stepS,
                bytes,
                jPerToken,
                phases(jPerToken, workers),
                Map.of("compute", 0.97, "transmit", 0.03),
                aloneS / stepS,
                "s" + workers + rows);
    }

    private static Map<String, Double> phases(double jPerToken, int workers) {
        double reduced = workers == 1 ? 0.004 : 0.05 * workers;
        var shares = new LinkedHashMap<String, Double>();
        shares.put("data", 0.012);
        shares.put("forward", 0.29 * (1 - reduced));
        shares.put("backward", 0.55 * (1 - reduced));
        shares.put("all-reduce", reduced);
        shares.put("optimizer", 0.08 * (1 - reduced));
        double rest =
                1 - shares.values().stream().mapToDouble(Double::doubleValue).sum();
        shares.put("evaluation", rest);
        shares.replaceAll((name, share) -> share * jPerToken);
        return shares;
    }

    static List<TechniqueResult> techniques() {
        return List.of(
                toLoss("accumulate=2", 1.012, 0.045, 0.004),
                toLoss("bf16", 2.64, 0.05, 0.001),
                toLoss("half-gradients", 0.987, 0.03, 0.002),
                toLoss("larger-batch=2", 1.31, 0.08, 0.031),
                toLoss("length-warm-up=0.5", 0.861, 0.041, -0.004),
                toLoss("power-sgd=4", 1.094, 0.031, 0.018),
                missed("prune=0.5", 0.142),
                toLoss("recompute", 1.283, 0.022, 0),
                toLoss("stack=0.4", 0.742, 0.06, 0.009),
                new TechniqueResult(
                        "early-stopping=2",
                        "baseline",
                        Kind.WHOLE,
                        2.58,
                        131,
                        Optional.of(112.0),
                        Optional.of(within(0.855, 0.13)),
                        0.021,
                        Verdict.of(within(0.855, 0.13)),
                        List.of("e1", "e2", "e3")),
                toLoss("distill", "student alone", 1.07, 0.11, -0.012),
                toLoss("lora=8", "full fine-tuning", 0.79, 0.12, 0.044),
                new TechniqueResult(
                        "int8",
                        "float32",
                        Kind.SCORING,
                        2.55,
                        8.1e-4,
                        Optional.of(5.4e-4),
                        Optional.of(within(0.667, 0.05)),
                        0.006,
                        Verdict.SAVES,
                        List.of("i1", "i2", "i3")));
    }

    private static TechniqueResult toLoss(String technique, double ratio, double spread, double loss) {
        return toLoss(technique, "baseline", ratio, spread, loss);
    }

    private static TechniqueResult toLoss(String technique, String baseline, double ratio, double spread, double loss) {
        var interval = within(ratio, spread);
        return new TechniqueResult(
                technique,
                baseline,
                Kind.TO_LOSS,
                2.61,
                124,
                Optional.of(124 * ratio),
                Optional.of(interval),
                loss,
                Verdict.of(interval),
                List.of(technique + " 1", technique + " 2", technique + " 3"));
    }

    private static TechniqueResult missed(String technique, double loss) {
        return new TechniqueResult(
                technique,
                "baseline",
                Kind.TO_LOSS,
                2.61,
                124,
                Optional.empty(),
                Optional.empty(),
                loss,
                Verdict.TARGET_NOT_REACHED,
                List.of());
    }

    private static Interval within(double ratio, double spread) {
        return new Interval(ratio * Math.exp(-spread), ratio, ratio * Math.exp(spread));
    }

    static Search search() {
        double budgetJ = 96;
        var curves = new ArrayList<List<ShapeResult.Point>>();
        var shapes = new ArrayList<int[]>();
        for (int layers : new int[] {1, 2, 4}) {
            for (int width : new int[] {64, 128}) {
                for (int heads : new int[] {4, 2}) {
                    shapes.add(new int[] {layers, width, heads});
                    curves.add(curve(layers, width, heads));
                }
            }
        }
        var results = new ArrayList<ShapeResult>();
        for (int i = 0; i < shapes.size(); i++) {
            int[] shape = shapes.get(i);
            results.add(new ShapeResult(
                    shape[0],
                    shape[1],
                    shape[2],
                    parameters(shape[0], shape[1]),
                    OptionalDouble.of(loss(shape[0], shape[1], shape[2], budgetJ)),
                    curves.get(i),
                    Frontier.holds(curves, i),
                    "f" + i));
        }
        return new Search(budgetJ, results);
    }

    private static List<ShapeResult.Point> curve(int layers, int width, int heads) {
        double mostJ = 96 + 3 * layers + heads;
        return IntStream.rangeClosed(1, 36)
                .mapToObj(i -> mostJ * i / 36)
                .map(joules -> new ShapeResult.Point(joules, loss(layers, width, heads, joules)))
                .toList();
    }

    private static double loss(int layers, int width, int heads, double joules) {
        double costly = layers * width / 64.0;
        double best = 2.5 - 0.16 * Math.log(costly) + (heads == 2 ? 0.03 : 0);
        return best + 2.2 * Math.pow(1 + joules / (0.8 * Math.pow(costly, 0.9)), -0.7);
    }

    private static long parameters(int layers, int width) {
        return 12L * layers * width * width + 320L * width;
    }
}
