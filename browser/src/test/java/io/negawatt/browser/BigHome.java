package io.negawatt.browser;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.EmbeddedStore;
import io.negawatt.app.live.StoreSettings;
import io.negawatt.app.run.Site;
import io.negawatt.app.store.Disk;
import io.negawatt.app.store.Ledger;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.account.Terms;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.series.Reading;
import io.negawatt.core.units.Energy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A home folder as a busy site has it after a while: many runs with many samples, and a month of many devices. */
final class BigHome {
    private static final int CHANNELS = 10;
    private static final long MINUTE_MS = 60_000;
    private static final int BATCH_MINUTES = 2_000;

    private BigHome() {}

    /** Writes runs of ten channels; each run has {@code polls} polls. The first of them is the newest. */
    static void writeRuns(Path home, int runs, int polls, Instant now) throws IOException {
        var ledger = Ledger.of(home);
        var terms = new Site(
                        Optional.of("DE"),
                        Optional.empty(),
                        OptionalDouble.of(1.2),
                        OptionalDouble.empty(),
                        IdlePolicy.USED,
                        1)
                .terms();
        for (int i = 0; i < runs; i++) {
            write(ledger, terms, now.minusSeconds(600L * i + polls), polls, i);
        }
    }

    private static void write(Ledger ledger, Terms terms, Instant from, int polls, int number) throws IOException {
        try (var run = ledger.newRun()) {
            var start = new RunEvent.Started(
                    from,
                    run.folder().id(),
                    "run-" + number,
                    List.of("train"),
                    "bench",
                    Optional.empty(),
                    1,
                    channels(),
                    terms.from(from),
                    "bench");
            var builder = new AccountBuilder(start);
            try (var journal = run.startJournal(start)) {
                for (var event : events(from, polls, number)) {
                    journal.append(event);
                    builder.accept(event);
                }
            }
            run.writeAccount(builder.account());
        }
    }

    private static List<RunEvent> events(Instant from, int polls, int number) {
        var random = new SplittableRandom(number);
        var events = new ArrayList<RunEvent>();
        events.add(new RunEvent.ProcessSeen(from, 0, 1, "train", OptionalInt.empty()));
        for (int poll = 0; poll < polls; poll++) {
            var begin = from.plusSeconds(poll);
            var readings = IntStream.range(0, CHANNELS)
                    .<Reading>mapToObj(it -> new Reading.Used(
                            begin, begin.plusSeconds(1), Energy.ofJoules(600 + 60 * random.nextDouble())))
                    .toList();
            events.add(new RunEvent.Polled(begin.plusSeconds(1), readings, List.of()));
        }
        events.add(new RunEvent.Finished(from.plusSeconds(polls), 0));
        return events;
    }

    private static List<Channel> channels() {
        return IntStream.range(0, CHANNELS)
                .mapToObj(it -> new Channel(
                        "node-" + it,
                        "bench",
                        "node-" + it,
                        Component.COMPUTE,
                        Scope.NODE,
                        Tier.COUNTER,
                        Activity.TIME,
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Channel.Bounds.within(0.02)))
                .toList();
    }

    /** Stores the power of so many devices by the minute, up to now. */
    static void writePower(Path home, int devices, int days, Instant now) throws IOException {
        long toMs = now.toEpochMilli() / MINUTE_MS * MINUTE_MS;
        long minutes = days * 1_440L;
        // The store lives through these days: it takes no samples that are older than those it keeps.
        var clock = new AtomicLong(toMs - minutes * MINUTE_MS);
        try (var store = EmbeddedStore.open(
                Disk.LOCAL, home.resolve("live"), StoreSettings.DEFAULT, () -> Instant.ofEpochMilli(clock.get()))) {
            for (long done = 0; done < minutes; done += BATCH_MINUTES) {
                int count = (int) Math.min(BATCH_MINUTES, minutes - done);
                long fromMs = clock.getAndAdd(count * MINUTE_MS);
                store.append(batch(devices, fromMs, count, done));
                store.upkeep();
            }
        }
    }

    private static Batch batch(int devices, long fromMs, int minutes, long sequence) {
        long[] times = IntStream.rangeClosed(1, minutes)
                .mapToLong(it -> fromMs + it * MINUTE_MS)
                .toArray();
        var columns = IntStream.range(0, devices)
                .mapToObj(device -> new Column(
                        Names.power("", Names.POWER, MINUTE_MS, labels(device)), times, watts(device, times)))
                .toList();
        return new Batch("bench", 1, sequence, columns, List.of());
    }

    private static Map<String, String> labels(int device) {
        return Map.of(
                Names.NODE, "node-%03d".formatted(device),
                Names.CHANNEL, "gpu",
                Names.METER, "nvml",
                Names.COMPONENT, "compute",
                Names.SCOPE, "device",
                Names.TIER, "counter");
    }

    private static double[] watts(int device, long[] timesMs) {
        var random = new SplittableRandom(device * 31L + timesMs[0]);
        var watts = new double[timesMs.length];
        for (int i = 0; i < watts.length; i++) {
            double day = Math.sin(timesMs[i] % 86_400_000L / 86_400_000.0 * 2 * Math.PI);
            watts[i] = 5_000 + 600 * day + 200 * random.nextDouble();
        }
        return watts;
    }
}
