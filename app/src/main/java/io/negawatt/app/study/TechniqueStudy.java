package io.negawatt.app.study;

import io.negawatt.app.study.TechniqueResult.Kind;
import io.negawatt.app.train.LanguagePlan;
import io.negawatt.app.train.ScorePlan;
import io.negawatt.core.units.Interval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Each technique against its baseline: energy to the same held-out loss, seed by seed.
 *
 * <p>The target is the highest loss that a baseline ends with, and 1 % more, so that every baseline comes to it. A technique
 * has half as many steps again to come to it too.
 */
record TechniqueStudy(Studies studies, Conductor conductor) {
    /** What most techniques are compared with. */
    static final String STANDARD = "baseline";

    private static final double MARGIN = 1.01;
    private static final double SCORE_S = 6;

    /** Techniques that are compared with the standard training. */
    private static final List<String> PLAIN = List.of(
            "accumulate=2",
            "bf16",
            "half-gradients",
            "larger-batch=2",
            "length-warm-up=0.3",
            "power-sgd=4",
            "prune=0.5",
            "recompute",
            "stack=0.25");

    /** Trainings of one kind, one for each seed. */
    private record Group(String name, List<Measured> all, double targetLoss) {}

    int arms() {
        int groups = 1 + PLAIN.size() + 1 + 2 + 2 + 2;
        return groups * studies.size().seeds();
    }

    List<TechniqueResult> run() throws IOException, InterruptedException {
        var results = new ArrayList<TechniqueResult>();
        var standard = group(STANDARD, seed -> studies.baseline(seed), Optional.of("base"));
        for (String technique : PLAIN) {
            results.add(toLoss(technique, standard, seed -> studies.baseline(seed)));
        }
        results.add(early(standard));
        results.add(distilled());
        results.add(adapted());
        results.add(scored());
        return List.copyOf(results);
    }

    @FunctionalInterface
    private interface Planned {
        LanguagePlan of(long seed);
    }

    /** Baselines run to their end; their losses make the target. */
    private Group group(String name, Planned planned, Optional<String> checkpoint)
            throws IOException, InterruptedException {
        var all = new ArrayList<Measured>();
        for (long seed = 1; seed <= studies.size().seeds(); seed++) {
            var plan = Studies.plan(planned.of(seed), Studies.WORKERS);
            var kept = checkpoint.isPresent() && seed == 1
                    ? Studies.keeping(plan, conductor.checkpoint(checkpoint.get()))
                    : plan;
            all.add(conductor.measure(new Arm(name + " " + seed, kept)));
        }
        double highest = all.stream().mapToDouble(Measured::lastLoss).max().orElseThrow();
        return new Group(name, List.copyOf(all), highest * MARGIN);
    }

    private TechniqueResult toLoss(String technique, Group baseline, Planned planned)
            throws IOException, InterruptedException {
        return toLoss(technique, technique, baseline, planned);
    }

    private TechniqueResult toLoss(String label, String technique, Group baseline, Planned planned)
            throws IOException, InterruptedException {
        var all = new ArrayList<Measured>();
        for (long seed = 1; seed <= studies.size().seeds(); seed++) {
            var plan = studies.toLoss(planned.of(seed), baseline.targetLoss, technique);
            all.add(conductor.measure(new Arm(label + " " + seed, Studies.plan(plan, Studies.WORKERS))));
        }
        var ours =
                all.stream().map(each -> each.joulesToLoss(baseline.targetLoss)).toList();
        return compared(label, baseline, Kind.TO_LOSS, ours, all);
    }

    private static TechniqueResult compared(
            String technique, Group baseline, Kind kind, List<OptionalDouble> ours, List<Measured> all) {
        boolean reached = ours.stream().allMatch(OptionalDouble::isPresent);
        var theirs = baseline.all.stream()
                .map(each -> kind == Kind.TO_LOSS
                        ? each.joulesToLoss(baseline.targetLoss).orElseThrow()
                        : joules(each, kind))
                .toList();
        var ratio = reached ? Optional.of(ratio(ours, theirs)) : Optional.<Interval>empty();
        return new TechniqueResult(
                technique,
                baseline.name,
                kind,
                baseline.targetLoss,
                mean(theirs),
                reached
                        ? Optional.of(mean(
                                ours.stream().map(OptionalDouble::getAsDouble).toList()))
                        : Optional.empty(),
                ratio,
                meanLoss(all) - meanLoss(baseline.all),
                ratio.map(Verdict::of).orElse(Verdict.TARGET_NOT_REACHED),
                all.stream().map(Measured::run).toList());
    }

    private static double joules(Measured measured, Kind kind) {
        return kind == Kind.SCORING ? measured.jPerToken() : measured.trainingJ();
    }

    private static Interval ratio(List<OptionalDouble> ours, List<Double> theirs) {
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i).getAsDouble() / theirs.get(i));
        }
        return Verdict.ratio(ratios);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static double meanLoss(List<Measured> all) {
        return all.stream().mapToDouble(Measured::lastLoss).average().orElse(Double.NaN);
    }

    /** Whole trainings are compared: what stopping early saves, and what loss it ends with. */
    private TechniqueResult early(Group standard) throws IOException, InterruptedException {
        String technique = "early-stopping=2";
        var all = new ArrayList<Measured>();
        for (long seed = 1; seed <= studies.size().seeds(); seed++) {
            var plan = studies.baseline(seed).with(studies.baseline(seed).recipe(), List.of(technique));
            all.add(conductor.measure(new Arm(technique + " " + seed, Studies.plan(plan, Studies.WORKERS))));
        }
        return whole(technique, standard, Kind.WHOLE, all);
    }

    private static TechniqueResult whole(String technique, Group baseline, Kind kind, List<Measured> all) {
        var ours =
                all.stream().map(each -> OptionalDouble.of(joules(each, kind))).toList();
        return compared(technique, baseline, kind, ours, all);
    }

    /** The student is half as deep and half as wide; its baseline is the same student without a teacher. */
    private TechniqueResult distilled() throws IOException, InterruptedException {
        var size = studies.size();
        Planned student = seed ->
                studies.baseline(seed).withShape(Math.max(1, size.layers() / 2), size.width() / 2, size.heads() / 2);
        var alone = group("student alone", student, Optional.empty());
        return toLoss("distill", "distill=" + conductor.checkpoint("base"), alone, student);
    }

    /** Both begin with the trained baseline and learn from another kind of text, the program's sources. */
    private TechniqueResult adapted() throws IOException, InterruptedException {
        var sources = List.of(studies.texts().sources());
        Planned tuning = seed -> studies.baseline(seed).tuning(conductor.checkpoint("base"), sources);
        var full = group("full fine-tuning", tuning, Optional.empty());
        return toLoss("lora=8", full, tuning);
    }

    private TechniqueResult scored() throws IOException, InterruptedException {
        var plain = scoring(List.of());
        var target = plain.stream().mapToDouble(Measured::lastLoss).average().orElseThrow();
        return whole("int8", new Group("float32", plain, target), Kind.SCORING, scoring(List.of("int8")));
    }

    private List<Measured> scoring(List<String> techniques) throws IOException, InterruptedException {
        var all = new ArrayList<Measured>();
        var base = studies.baseline(1)
                .tuning(conductor.checkpoint("base"), List.of(studies.texts().documents()));
        for (int i = 1; i <= studies.size().seeds(); i++) {
            var score = new ScorePlan(base.with(base.recipe(), techniques), SCORE_S);
            String name = techniques.isEmpty() ? "float32" : techniques.getFirst();
            all.add(conductor.measure(new Arm("score " + name + " " + i, Studies.plan(score, 1))));
        }
        return List.copyOf(all);
    }
}
