package io.negawatt.bench;

import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.OpenRun;
import io.negawatt.app.store.Samples;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.series.Reading;
import io.negawatt.core.units.Energy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** How long it takes to sum a run of ten million samples by device and minute: journalled, sealed, then asked several times. */
public final class SummaryCost {
    private static final int CHANNELS = 10;
    private static final int POLLS = 1_000_000;
    private static final int QUERIES = 9;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private SummaryCost() {}

    public static void main(String[] args) throws IOException {
        Path home = Files.createTempDirectory("negawatt-summary");
        try (var run = Ledger.of(home).newRun()) {
            long began = System.nanoTime();
            journal(run);
            System.out.printf("journal: %,d samples in %.1f s%n", (long) POLLS * CHANNELS, secondsSince(began));
            try (var samples = Samples.open()) {
                began = System.nanoTime();
                samples.seal(run.folder());
                System.out.printf(
                        "seal:    %.1f s, %.2f B a sample%n",
                        secondsSince(began), (double) Files.size(run.folder().samples()) / POLLS / CHANNELS);
            }
            query(run);
        }
    }

    private static void query(OpenRun run) throws IOException {
        try (var samples = Samples.open()) {
            for (int i = 0; i < QUERIES; i++) {
                long began = System.nanoTime();
                int rows = samples.summarize(List.of(run.folder()), Samples.By.DEVICE, Duration.ofMinutes(1))
                        .size();
                System.out.printf(
                        "query %d: %.3f s, %,d rows by device and minute%n", i + 1, secondsSince(began), rows);
            }
        }
    }

    private static void journal(OpenRun run) throws IOException {
        var random = new SplittableRandom(3);
        var channels = AccountBench.channels(CHANNELS);
        var started = new RunEvent.Started(
                START,
                run.folder().id(),
                "bench",
                List.of(),
                "host",
                Optional.empty(),
                0.1,
                channels,
                AccountBench.terms(),
                "bench");
        var account = new AccountBuilder(started);
        try (var journal = run.startJournal(started)) {
            var from = START;
            for (int poll = 0; poll < POLLS; poll++) {
                var to = from.plusMillis(100);
                var readings = new ArrayList<Reading>(CHANNELS);
                for (int channel = 0; channel < CHANNELS; channel++) {
                    readings.add(new Reading.Used(from, to, Energy.ofJoules(50 + random.nextDouble())));
                }
                var polled = new RunEvent.Polled(to, readings, List.of());
                journal.append(polled);
                account.accept(polled);
                from = to;
            }
        }
        run.writeAccount(account.account());
    }

    private static double secondsSince(long began) {
        return (System.nanoTime() - began) * 1e-9;
    }
}
