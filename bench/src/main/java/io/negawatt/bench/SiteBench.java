package io.negawatt.bench;

import io.negawatt.plan.simulate.Battery;
import io.negawatt.plan.simulate.Cooling;
import io.negawatt.plan.simulate.GridConnection;
import io.negawatt.plan.simulate.Site;
import io.negawatt.plan.simulate.SitePlant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Steps of a site that one core simulates in a second: a year at 5 minutes with battery, sun, cooling and a balance at each step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SiteBench {
    private static final int STEPS = 105_120;
    private static final double KWH = 3.6e6;

    private final double[] workW = draw(1, 0, 500_000);
    private final double[] freshW = draw(2, 0, 300_000);
    private final double[] celsius = draw(3, -10, 35);
    private final double[] batteryW = draw(4, -200_000, 200_000);
    private final Site site = new Site(
            new GridConnection(700_000, 100_000, 520_000),
            new Battery(400 * KWH, 200_000, 200_000, 0.95, 0.95, 1e-8, 0.1, 0.95, new Battery.Wear(1e-9, 1e-4)),
            new Cooling(0.05, 24, 6, 0.4));

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public double step() {
        var plant = new SitePlant(site, 200 * KWH);
        for (int i = 0; i < STEPS; i++) {
            plant.step(300, workW[i], freshW[i], celsius[i], Math.max(0, batteryW[i]), Math.max(0, -batteryW[i]), 0);
        }
        return plant.totals().importedJ();
    }

    private static double[] draw(long seed, double from, double to) {
        var random = new SplittableRandom(seed);
        var values = new double[STEPS];
        for (int i = 0; i < STEPS; i++) {
            values[i] = random.nextDouble(from, to);
        }
        return values;
    }
}
