package io.negawatt.bench;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.account.Terms;
import io.negawatt.core.catalog.Factor;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.series.Reading;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Samples a second that one core integrates and attributes: 12 channels, 4 processes, a phase. One operation is one sample. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AccountBench {
    private static final int POLLS = 10_000;
    private static final int CHANNELS = 12;
    private static final int PROCESSES = 4;

    private final List<RunEvent> events = draw();

    @Benchmark
    @OperationsPerInvocation(POLLS * CHANNELS)
    public Account integrateAndAttribute() {
        return AccountBuilder.accountOf(events);
    }

    private static List<RunEvent> draw() {
        var random = new SplittableRandom(7);
        var start = Instant.parse("2026-03-01T00:00:00Z");
        var events = new ArrayList<RunEvent>();
        events.add(new RunEvent.Started(
                start,
                "r",
                "bench",
                List.of("cmd"),
                "host",
                Optional.empty(),
                0.1,
                channels(CHANNELS),
                terms(),
                "bench"));
        for (int process = 0; process < PROCESSES; process++) {
            events.add(new RunEvent.ProcessSeen(start, process, 100 + process, "p", OptionalInt.of(process)));
        }
        events.add(new RunEvent.PhaseBegan(start, 0, OptionalInt.empty(), "train"));
        var from = start;
        for (int poll = 0; poll < POLLS; poll++) {
            var to = from.plusMillis(100);
            var readings = new ArrayList<Reading>();
            for (int channel = 0; channel < CHANNELS; channel++) {
                readings.add(new Reading.Used(from, to, Energy.ofJoules(20 + random.nextDouble())));
            }
            events.add(new RunEvent.Polled(to, readings, activities(random)));
            from = to;
        }
        return events;
    }

    private static List<Activity> activities(SplittableRandom random) {
        var all = new ArrayList<Activity>();
        for (int basis = 0; basis < CHANNELS; basis++) {
            var uses = new ArrayList<Activity.Use>();
            for (int process = 0; process < PROCESSES; process++) {
                uses.add(new Activity.Use(process, random.nextDouble() * 0.02));
            }
            all.add(new Activity("basis" + basis, 0.09, 0.1, uses));
        }
        return all;
    }

    static List<Channel> channels(int count) {
        var channels = new ArrayList<Channel>();
        for (int i = 0; i < count; i++) {
            channels.add(new Channel(
                    "c" + i,
                    "nvml",
                    "GPU",
                    Component.COMPUTE,
                    Scope.DEVICE,
                    Tier.COUNTER,
                    "basis" + i,
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Channel.Bounds.within(0.05)));
        }
        return channels;
    }

    static Terms terms() {
        var factor = new Factor("X", new Factor.Kind("CO2", "direct", "average"), 2023, Interval.exactly(500), "bench");
        var term = new Terms.Term(Interval.exactly(1.2), Tier.MODELED, "bench");
        return new Terms(
                IdlePolicy.USED,
                1,
                Optional.empty(),
                factor,
                factor,
                term,
                term,
                term,
                new Terms.Hardware(Interval.exactly(1e6), Interval.exactly(1e4), 1e8, List.of(), "bench"));
    }
}
