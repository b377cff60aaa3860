package io.negawatt.app.report;

import io.negawatt.app.store.Altered;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.Carbon;
import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.account.Account.GapSpan;
import io.negawatt.core.account.Account.HardwareUse;
import io.negawatt.core.account.Account.IdlePolicies;
import io.negawatt.core.account.Account.Part;
import io.negawatt.core.account.Account.Source;
import io.negawatt.core.account.Account.Status;
import io.negawatt.core.account.Account.Work;
import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.PowerCurve;
import io.negawatt.core.account.PowerCurve.Line;
import io.negawatt.core.account.PowerCurve.Span;
import io.negawatt.core.account.RunEvent.Job;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.core.account.Terms.Hardware;
import io.negawatt.core.account.Terms.Term;
import io.negawatt.core.catalog.Factor;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Accounts made by hand: a training job with everything, and a plain one of a few seconds in a virtual machine. */
public final class SampleAccounts {
    static final Instant START = Instant.parse("2026-09-12T02:10:05Z");
    private static final double WH = 3600;

    private SampleAccounts() {}

    /** {@return eight GPUs, phases, ranks, processes, work, a price, gaps and notes} */
    static Account rich() {
        var location = new Factor(
                "CN-East", new Factor.Kind("CO2", "direct", "average"), 2023, new Interval(520, 550, 600), "MEE 2025");
        var market = new Factor(
                "CN-East", new Factor.Kind("CO2", "direct", "residual"), 2023, new Interval(580, 610, 660), "MEE 2025");
        double totalJ = 15_600 * WH + 180 * WH + 95 * WH + 4_606 * WH;
        return new Account(
                "7f3a",
                "pretrain-13b",
                List.of("torchrun", "--nproc-per-node=8", "train.py", "--config", "configs/13b long.yaml"),
                "gpu-node-07",
                Optional.of(new Job("slurm:4711", 0, OptionalInt.of(1))),
                Status.COMPLETE,
                OptionalInt.of(0),
                START,
                START.plusSeconds(3392),
                3392,
                3314,
                78,
                List.of(compute(), transmit(), store(), cooling(), other()),
                new Interval(19_800 * WH, totalJ, 21_180 * WH),
                412 * WH,
                1_130 * WH,
                new IdlePolicies(totalJ, totalJ + 940 * WH, totalJ - 1_270 * WH),
                Optional.of(new Cost(new Interval(12.28, 12.70, 13.13), "CNY")),
                Optional.empty(),
                new Carbon(
                        new Interval(10_400, 11_264, 12_400), new Interval(11_600, 12_493, 13_700), location, market),
                new Interval(24, 61, 130),
                new HardwareUse(new Interval(160, 900, 2_100), new Interval(30, 42, 61)),
                List.of(
                        new Work(
                                "tokens",
                                11_520_000,
                                new Interval(6.2, 6.4, 6.6),
                                new Interval(0.00095, 0.00106, 0.00122)),
                        new Work("steps", 2_812, new Interval(25_300, 26_222, 27_200), new Interval(3.9, 4.33, 4.99))),
                ranks(totalJ - 412 * WH),
                phases(totalJ - 412 * WH),
                processes(totalJ - 412 * WH),
                List.of(
                        gap("gpu3", 1400, 76, Message.of("series.gap.counter.epoch")),
                        gap(
                                "package-0",
                                3010,
                                2,
                                Message.of("series.gap.counter.overPower", "1.91 kJ", "2.00 s", "350 W"))),
                List.of(Message.of("account.note.fewTicks", "nvme0n1", "0.1"), Message.of("report.gaps.note")),
                terms(location, market, Optional.of(new Tariff("--price", "CNY", 0.62))));
    }

    /** {@return {@link #rich} under a power cap: less compute and cooling, a little slower, network and store unchanged} */
    static Account capped() {
        var a = rich();
        var components = a.components().stream()
                .map(use -> use.component() == Component.COMPUTE || use.component() == Component.COOLING
                        ? new ComponentUse(use.component(), use.energyJ().times(0.82), use.tier(), use.sources())
                        : use)
                .toList();
        double ratio = 0.8224;
        var work = a.work().getFirst();
        return Altered.of(
                a,
                Map.ofEntries(
                        Map.entry("id", "7f40"),
                        Map.entry("elapsedS", 3528.0),
                        Map.entry("coveredS", 3528.0),
                        Map.entry("gapS", 0.0),
                        Map.entry("components", components),
                        Map.entry("totalJ", a.totalJ().times(ratio)),
                        Map.entry("residualJ", 300 * WH),
                        Map.entry("othersJ", 0.0),
                        Map.entry(
                                "cost",
                                a.cost().map(cost -> new Cost(cost.amount().times(ratio), cost.currency()))),
                        Map.entry(
                                "carbon",
                                new Carbon(
                                        a.carbon().locationG().times(0.97),
                                        a.carbon().marketG().times(ratio),
                                        a.carbon().location(),
                                        a.carbon().market())),
                        Map.entry("waterL", a.waterL().times(ratio)),
                        Map.entry(
                                "work",
                                List.of(new Work(
                                        "tokens",
                                        11_520_000,
                                        work.energyJPerUnit().times(ratio),
                                        work.sciGPerUnit()))),
                        Map.entry("ranks", List.of()),
                        Map.entry("phases", List.of()),
                        Map.entry("processes", List.of()),
                        Map.entry("gaps", List.of()),
                        Map.entry("notes", List.of())));
    }

    /** {@return a run of seven seconds on two virtual cores, all modeled, without price} */
    static Account plain() {
        var world = new Factor(
                "WORLD",
                new Factor.Kind("CO2e", "life-cycle", "average"),
                2024,
                new Interval(300, 473, 700),
                "Ember 2025");
        return new Account(
                "01",
                "backup.sh",
                List.of("./backup.sh"),
                "vm-2",
                Optional.empty(),
                Status.INTERRUPTED,
                OptionalInt.empty(),
                START,
                START.plusMillis(7240),
                7.24,
                7.24,
                0,
                List.of(
                        new ComponentUse(
                                Component.COMPUTE,
                                new Interval(31, 52, 78),
                                Tier.MODELED,
                                List.of(source("cpu", "model", "2 virtual cores", Scope.NODE, Tier.MODELED, 52, 55))),
                        new ComponentUse(Component.TRANSMIT, Interval.ZERO, Tier.MODELED, List.of()),
                        new ComponentUse(
                                Component.STORE,
                                Interval.byFactor(0.9, 3),
                                Tier.DEFAULT,
                                List.of(source("disk", "model", "virtual disk", Scope.DEVICE, Tier.DEFAULT, 0.9, 1))),
                        new ComponentUse(
                                Component.COOLING,
                                new Interval(8, 26, 60),
                                Tier.DEFAULT,
                                List.of(source(
                                        "pue", "pue", "Uptime Institute 2024", Scope.SITE, Tier.DEFAULT, 26, 26))),
                        new ComponentUse(Component.OTHER, Interval.ZERO, Tier.DEFAULT, List.of())),
                new Interval(48, 78.9, 120),
                3.1,
                0,
                new IdlePolicies(78.9, 78.9, 61),
                Optional.empty(),
                Optional.empty(),
                new Carbon(new Interval(0.004, 0.0104, 0.02), new Interval(0.004, 0.0104, 0.02), world, world),
                new Interval(0.00001, 0.00005, 0.0002),
                new HardwareUse(new Interval(0.002, 0.02, 0.08), new Interval(0.0004, 0.001, 0.003)),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Part("backup.sh", 12.4, 7.2, 0.9), new Part("gzip", 63.4, 6.1, 5.9)),
                List.of(),
                List.of(),
                terms(world, world, Optional.empty()));
    }

    /** {@return the curve of {@link #rich}: 339 steps of 10 s, a gap, three phases} */
    static PowerCurve richCurve() {
        var random = random();
        var compute = new ArrayList<Double>();
        var cooling = new ArrayList<Double>();
        for (int step = 0; step < 339; step++) {
            double base = step < 13 ? 6_300 * (0.3 + step * 0.05) : step > 326 ? 9_800 : 17_200;
            double dip = step % 47 == 20 ? 0.72 : 1;
            double watts = base * dip + 900 * random.nextDouble();
            compute.add(step >= 140 && step < 148 ? Double.NaN : watts);
            cooling.add(watts * 0.29);
        }
        return new PowerCurve(
                START,
                10,
                List.of(
                        new Line(Component.COMPUTE, compute),
                        new Line(Component.TRANSMIT, flat(339, 190)),
                        new Line(Component.STORE, flat(339, 100)),
                        new Line(Component.COOLING, cooling),
                        new Line(Component.OTHER, flat(339, 0))),
                List.of(new Span("start", 0, 126), new Span("train", 126, 3264), new Span("eval", 3264, 3390)));
    }

    /** {@return the curve of {@link #plain}} */
    static PowerCurve plainCurve() {
        var random = random();
        var compute = IntStream.range(0, 36)
                .mapToObj(i -> 6 + 2.4 * random.nextDouble() + (i > 25 ? -3 : 0))
                .toList();
        return new PowerCurve(
                START,
                0.2,
                List.of(
                        new Line(Component.COMPUTE, compute),
                        new Line(Component.STORE, flat(36, 0.12)),
                        new Line(
                                Component.COOLING,
                                compute.stream().map(w -> w * 0.5).toList())),
                List.of());
    }

    /** {@return {@link #plain} under another name} */
    static Account named(String name) {
        return Altered.of(
                plain(),
                Map.of(
                        "name",
                        name,
                        "command",
                        List.of("sh", "-c", name),
                        "host",
                        name,
                        "work",
                        List.of(new Work(name, 2, Interval.exactly(30), Interval.exactly(1))),
                        "phases",
                        List.of(new Part(name, 75.8, 7, 0))));
    }

    /** {@return {@link #plain} with these phases} */
    public static Account withPhases(List<Part> phases) {
        return Altered.of(plain(), Map.of("phases", phases));
    }

    /** {@return {@link #plain} where nothing was metered at all} */
    static Account nothing() {
        var a = plain();
        var none = Arrays.stream(Component.values())
                .map(component -> new ComponentUse(component, Interval.ZERO, Tier.METERED, List.of()))
                .toList();
        var zero = Interval.ZERO;
        return Altered.of(
                a,
                Map.ofEntries(
                        Map.entry("command", List.of()),
                        Map.entry("to", a.from()),
                        Map.entry("elapsedS", 0.0),
                        Map.entry("coveredS", 0.0),
                        Map.entry("components", none),
                        Map.entry("totalJ", zero),
                        Map.entry("residualJ", 0.0),
                        Map.entry("idlePolicies", new IdlePolicies(0, 0, 0)),
                        Map.entry(
                                "carbon",
                                new Carbon(
                                        zero,
                                        zero,
                                        a.carbon().location(),
                                        a.carbon().market())),
                        Map.entry("waterL", zero),
                        Map.entry("hardware", new HardwareUse(zero, zero)),
                        Map.entry("processes", List.of(new Part("sh", 0, 0, 0)))));
    }

    /** {@return a curve without a step} */
    static PowerCurve noCurve() {
        return new PowerCurve(START, 1, List.of(), List.of());
    }

    static Source source(
            String channel, String meter, String label, Scope scope, Tier tier, double energyJ, double meteredJ) {
        return new Source(channel, meter, label, scope, tier, energyJ, 0, meteredJ, 3392, List.of());
    }

    private static ComponentUse compute() {
        var sources = new ArrayList<Source>();
        for (int gpu = 0; gpu < 8; gpu++) {
            double energyJ = (1_770 + 9.5 * gpu) * WH;
            sources.add(device("gpu" + gpu, "nvml", "NVIDIA H200", energyJ, 0, gpu == 3 ? 3316 : 3392));
        }
        double packageJ =
                15_600 * WH - sources.stream().mapToDouble(Source::energyJ).sum();
        sources.add(new Source(
                "package-0",
                "rapl",
                "Xeon Platinum 8480+",
                Scope.MODULE,
                Tier.COUNTER,
                packageJ,
                319.4 * WH,
                packageJ * 1.2,
                3390,
                List.of(
                        device("core-0", "rapl", "cores 0", 340 * WH, 0, 3392),
                        device("dram-0", "rapl", "DRAM 0", 92 * WH, 0, 3392))));
        return new ComponentUse(
                Component.COMPUTE, new Interval(15_300 * WH, 15_600 * WH, 15_910 * WH), Tier.COUNTER, sources);
    }

    private static Source device(
            String channel, String meter, String label, double energyJ, double residualJ, double coveredS) {
        return new Source(
                channel,
                meter,
                label,
                Scope.DEVICE,
                Tier.COUNTER,
                energyJ,
                residualJ,
                energyJ * 1.04,
                coveredS,
                List.of());
    }

    private static ComponentUse transmit() {
        var source =
                source("eth0", "model", "data-center network, 1.1 TB", Scope.SITE, Tier.MODELED, 180 * WH, 180 * WH);
        return new ComponentUse(Component.TRANSMIT, Interval.byFactor(180 * WH, 3), Tier.MODELED, List.of(source));
    }

    private static ComponentUse store() {
        var source = source("nvme0n1", "model", "NVMe SSD, 3.8 TB", Scope.DEVICE, Tier.MODELED, 95 * WH, 120 * WH);
        return new ComponentUse(
                Component.STORE, new Interval(60 * WH, 95 * WH, 130 * WH), Tier.MODELED, List.of(source));
    }

    private static ComponentUse cooling() {
        double energyJ = 4_606 * WH;
        var source = new Source(
                "pue", "pue", "--pue", Scope.SITE, Tier.ATTRIBUTED, energyJ, 92.6 * WH, energyJ, 3392, List.of());
        return new ComponentUse(Component.COOLING, Interval.within(energyJ, 0.08), Tier.ATTRIBUTED, List.of(source));
    }

    private static ComponentUse other() {
        return new ComponentUse(Component.OTHER, Interval.ZERO, Tier.DEFAULT, List.of());
    }

    private static List<Part> ranks(double sumJ) {
        return IntStream.range(0, 8)
                .mapToObj(rank -> new Part(Integer.toString(rank), sumJ / 8 * (0.93 + 0.02 * rank), 3391, 3100))
                .toList();
    }

    private static List<Part> phases(double sumJ) {
        return List.of(
                new Part("train", sumJ * 0.951, 3138, 24_800),
                new Part("eval", sumJ * 0.022, 126, 900),
                new Part("start", sumJ * 0.021, 126, 700),
                new Part(Account.OUTSIDE, sumJ * 0.006, 2, 9));
    }

    private static List<Part> processes(double sumJ) {
        return IntStream.range(0, 17)
                .mapToObj(i -> new Part(
                        i == 0
                                ? "torchrun"
                                : i < 9 ? "python train.py [" + (i - 1) + "]" : "dataloader [" + (i - 9) + "]",
                        sumJ * (i == 0 ? 0.002 : i < 9 ? 0.12 : 0.00475),
                        3391,
                        i == 0 ? 4 : i < 9 ? 3100 : 640))
                .toList();
    }

    private static GapSpan gap(String channel, int fromS, int forS, Message why) {
        var from = START.plusSeconds(fromS);
        return new GapSpan(channel, from, from.plus(Duration.ofSeconds(forS)), why);
    }

    private static Terms terms(Factor location, Factor market, Optional<Tariff> tariff) {
        return new Terms(
                IdlePolicy.USED,
                0.5,
                tariff,
                location,
                market,
                new Term(new Interval(1.24, 1.29, 1.34), Tier.ATTRIBUTED, "--pue"),
                new Term(new Interval(0.2, 1.8, 2.4), Tier.DEFAULT, "The Green Grid 2011"),
                new Term(new Interval(0.9, 1.5, 4.2), Tier.DEFAULT, "Macknick et al. 2012"),
                new Hardware(
                        new Interval(1.2e6, 6.9e6, 16e6),
                        new Interval(90_000, 128_000, 150_000),
                        4 * 365.25 * 86_400,
                        List.of("8 × H200", "server without GPUs"),
                        "catalog: range of 4 studies"));
    }

    private static List<Double> flat(int steps, double watts) {
        return IntStream.range(0, steps).mapToObj(i -> watts).toList();
    }

    private static RandomGenerator random() {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    }
}
