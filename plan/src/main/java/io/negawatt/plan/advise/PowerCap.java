package io.negawatt.plan.advise;

import io.negawatt.core.account.Account.Source;
import io.negawatt.core.estimate.PowerLimit;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A lower power limit of the GPUs: the clock falls less than the power does. What stands around them runs on for longer. */
final class PowerCap implements FindingKind {
    /** Longest that the work may take more, expected. */
    private static final double SLOWER = 0.05;
    /** Drivers refuse limits far below the board's own; most allow half of it. */
    private static final double LEAST_OF_BOARD = 0.5;

    private static final int STEP_W = 10;
    /** What a limit does to a device that no sweep was made on is known less well. */
    private static final double WIDER = 1.5;

    /** A limit and what it changes. */
    private record Cap(double limitW, Change change) {}

    @Override
    public String name() {
        return "power-limit";
    }

    @Override
    public List<Finding> of(Subject.Run run) {
        var gpus = run.gpus();
        if (gpus.isEmpty() || run.account().totalJ().mid() <= 0) {
            return List.of();
        }
        double meanW =
                gpus.stream().mapToDouble(Subject.MeteredGpu::meanW).average().orElseThrow();
        double maxW = gpus.stream().mapToDouble(gpu -> gpu.gpu().maxW()).min().orElseThrow();
        double gpuJ = gpus.stream()
                .map(Subject.MeteredGpu::source)
                .mapToDouble(Source::energyJ)
                .sum();
        double share =
                Math.min(1, gpuJ * run.overhead() / run.account().totalJ().mid());
        String indexes = gpus.stream().map(Subject.MeteredGpu::index).collect(Collectors.joining(","));
        return findings(meanW, maxW, share, List.of("-i", indexes));
    }

    @Override
    public List<Finding> of(Subject.Serving serving) {
        var now = serving.now();
        double devicesJ = now.joulesPerToken().mid();
        double pue = serving.systemJ(now) / devicesJ;
        double share = Math.min(1, 1 / pue * overheadOfDevices(serving));
        return findings(now.wattsPerDevice(), now.deployment().device().gpu().maxW(), share, List.of());
    }

    /** What cooling adds to a joule of a device. */
    private static double overheadOfDevices(Subject.Serving serving) {
        return serving.pue().orElse(serving.catalog().pue().value().mid());
    }

    private List<Finding> findings(double meanW, double maxW, double share, List<String> which) {
        var limit = PowerLimit.shipped();
        return IntStream.iterate(((int) (maxW / STEP_W)) * STEP_W, w -> w >= LEAST_OF_BOARD * maxW, w -> w - STEP_W)
                .mapToObj(limitW -> new Cap(limitW, change(limit.at(limitW / meanW), share)))
                .filter(cap -> cap.change.time().mid() <= SLOWER)
                .min(Comparator.comparingDouble(cap -> cap.change.energy().mid()))
                .filter(cap -> cap.change.saving() >= Findings.LEAST_SAVING)
                .map(cap -> finding(cap, meanW, maxW, limit, which))
                .stream()
                .toList();
    }

    /** {@return the change of the whole, of which the devices are {@code share}: the rest draws its power for as long as it takes} */
    static Change change(PowerLimit.Effect effect, double share) {
        var devices = widened(effect.energy()).times(share);
        var time = widened(effect.time());
        var rest = time.times(1 - share);
        return Change.ofEnergy(Change.to(devices.plusCorrelated(rest)), Change.to(time));
    }

    private static Interval widened(Interval ratio) {
        return Interval.byFactor(ratio.mid(), Math.pow(ratio.high() / ratio.mid(), WIDER));
    }

    private Finding finding(Cap cap, double meanW, double maxW, PowerLimit limit, List<String> which) {
        String limitW = Numbers.fixed(cap.limitW, 0);
        var command = new ArrayList<>(List.of("sudo", "nvidia-smi"));
        command.addAll(which);
        command.addAll(List.of("-pl", limitW));
        return Finding.change(
                name(),
                Message.of("finding.power-limit.title", limitW + " W"),
                Message.of("finding.power-limit.detail", Numbers.fixed(meanW, 0) + " W", Numbers.fixed(maxW, 0) + " W"),
                cap.change,
                Bases.sweeps(limit),
                command);
    }
}
