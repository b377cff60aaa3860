package io.negawatt.core.estimate;

import io.negawatt.core.units.Interval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What a limit on the power of a device does to its work. A limit far above the mean power does nothing; below it the clock falls,
 * power falls faster than speed, until what a device draws at any clock is most of it.
 *
 * <p>With r = limit over mean power without it: power q = (1 + (knee/r)^sharpness)^(−1/sharpness), time t = ((q − floor) / (1 −
 * floor))^(−slowing), both as parts of what they are without the limit; energy is their product. Fitted to sweeps of the limit of
 * V100 and P100 in training (J. You et al., "Zeus", NSDI 2023); the intervals hold nine in ten points of networks that were left
 * out.
 *
 * @param data what it was fitted to
 * @param knee limit, as a part of the mean power, at which it bites
 * @param sharpness how suddenly it does
 * @param floor part of the power that no clock takes away
 * @param slowing how much a slower clock slows the work
 * @param timeLog half-width of the 90 % interval of the logarithm of the time
 * @param energyLog the same of the energy
 */
public record PowerLimit(
        List<DataIdentity> data,
        double knee,
        double sharpness,
        double floor,
        double slowing,
        double timeLog,
        double energyLog) {

    static final List<String> FILES = List.of("summary_power_v100.csv", "summary_power_p100.csv");

    /** Lowest limit, as a part of the mean power, that the sweeps reached often enough. */
    private static final double LEAST_RATIO = 0.45;

    private static final double[] START = {Math.log(0.9), Math.log(3), Math.log(0.35), Math.log(0.25)};
    private static final double ERROR_SCALE = 0.03;
    private static final int ROUNDS = 60;
    private static final double SHARE = 0.9;
    /** A limit beyond this does nothing, so that its rows say nothing of one that does. */
    private static final double BITES = 1.2;
    /** Part of the power above the floor that the slowest clock leaves; keeps the power of a fit above the floor. */
    private static final double LEAST_ABOVE_FLOOR = 0.02;

    /** What a limit does, each as a part of what is without it. */
    public record Effect(double power, Interval time, Interval energy) {}

    /** A point of a sweep: ratio of limit to power, and power and time as parts of those without a limit. */
    record Swept(String network, double ratio, double power, double time) {}

    /** {@return the fit that ships with the program} */
    public static PowerLimit shipped() {
        return CalibrationFile.shipped().powerLimit();
    }

    /**
     * {@return what a limit does}
     *
     * @param ratio limit over mean power without it; lower ones than the sweeps reached are taken for their lowest
     */
    public Effect at(double ratio) {
        double r = Math.max(ratio, LEAST_RATIO);
        double bite = 1 - power(r);
        double widen = Math.min(1, bite / (1 - power(BITES)) / 2);
        return new Effect(
                power(r),
                Interval.byFactor(time(r), Math.exp(timeLog * widen)),
                Interval.byFactor(power(r) * time(r), Math.exp(energyLog * widen)));
    }

    private double power(double ratio) {
        return Math.pow(1 + Math.pow(knee / ratio, sharpness), -1 / sharpness);
    }

    private double time(double ratio) {
        double above = Math.max(LEAST_ABOVE_FLOOR, (power(ratio) - floor) / (1 - floor));
        return Math.pow(above, -slowing);
    }

    static PowerLimit fit(Path folder) {
        var identities = new ArrayList<DataIdentity>();
        var points = new ArrayList<Swept>();
        for (String file : FILES) {
            var own = points(CaseFile.read(folder.resolve(file)));
            identities.add(DataIdentity.of(folder.resolve(file), own.size()));
            points.addAll(own);
        }
        var fitted = fit(points, 0, 0);
        var errors = leftOut(points);
        double timeLog = quantile(errors.stream().mapToDouble(e -> e[0]));
        double energyLog = quantile(errors.stream().mapToDouble(e -> e[1]));
        return new PowerLimit(
                List.copyOf(identities),
                fitted.knee,
                fitted.sharpness,
                fitted.floor,
                fitted.slowing,
                timeLog,
                energyLog);
    }

    private static PowerLimit fit(List<Swept> points, double timeLog, double energyLog) {
        var solution = new LeastSquares(x -> residuals(points, x), START.length, ROUNDS).solve(START);
        double[] x = solution.stream().mapToDouble(LeastSquares.Place::value).toArray();
        return of(x, timeLog, energyLog);
    }

    private static PowerLimit of(double[] x, double timeLog, double energyLog) {
        return new PowerLimit(
                List.of(), Math.exp(x[0]), Math.exp(x[1]), Math.exp(x[2]), Math.exp(x[3]), timeLog, energyLog);
    }

    private static double[] residuals(List<Swept> points, double[] x) {
        var limit = of(x, 0, 0);
        return points.stream()
                .flatMapToDouble(p -> DoubleStream.of(
                        Math.log(limit.power(p.ratio) / p.power) / ERROR_SCALE,
                        Math.log(limit.time(p.ratio) / p.time) / ERROR_SCALE))
                .toArray();
    }

    /** Errors of time and energy of points that bite, each network predicted without itself. */
    private static List<double[]> leftOut(List<Swept> points) {
        return points.stream()
                .map(Swept::network)
                .distinct()
                .sorted()
                .flatMap(network -> errors(points, network))
                .toList();
    }

    private static Stream<double[]> errors(List<Swept> points, String network) {
        var rest = points.stream().filter(p -> !p.network.equals(network)).toList();
        var limit = fit(rest, 0, 0);
        return points.stream()
                .filter(p -> p.network.equals(network) && p.ratio < BITES)
                .map(p -> new double[] {
                    Math.abs(Math.log(limit.time(p.ratio) / p.time)),
                    Math.abs(Math.log(limit.power(p.ratio) * limit.time(p.ratio) / p.power / p.time))
                });
    }

    private static double quantile(DoubleStream errors) {
        return Accuracy.quantile(errors.sorted().toArray(), SHARE);
    }

    /** {@return the points of sweeps below their highest limit, which stands for none} */
    static List<Swept> points(CaseFile file) {
        Map<String, List<CaseRow>> sweeps = new HashMap<>();
        var order = new ArrayList<String>();
        for (var row : file.rows()) {
            String sweep = String.join(
                    " ",
                    row.needed("dataset"),
                    row.needed("network"),
                    row.needed("batch_size"),
                    row.needed("optimizer"));
            sweeps.computeIfAbsent(sweep, name -> {
                        order.add(name);
                        return new ArrayList<>();
                    })
                    .add(row);
        }
        return order.stream()
                .flatMap(sweep -> swept(sweeps.getOrDefault(sweep, List.of())))
                .toList();
    }

    private static Stream<Swept> swept(List<CaseRow> rows) {
        var free = rows.stream()
                .max(Comparator.comparingDouble(PowerLimit::limitW))
                .orElseThrow();
        double freeW = free.neededPositive("average_power");
        double freeS = free.neededPositive("time_per_epoch");
        return rows.stream()
                .filter(row -> limitW(row) < limitW(free))
                .map(row -> new Swept(
                        row.needed("network"),
                        limitW(row) / freeW,
                        row.neededPositive("average_power") / freeW,
                        row.neededPositive("time_per_epoch") / freeS));
    }

    private static double limitW(CaseRow row) {
        return row.neededPositive("power_limit");
    }
}
