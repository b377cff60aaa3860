package io.negawatt.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.account.RunEvent.Polled;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.series.Reading;
import io.negawatt.core.units.Energy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplesTest {
    private static final int POLLS = 100_000;

    @TempDir
    Path home;

    private Samples samples;

    @BeforeAll
    void open() throws Exception {
        samples = Samples.open();
    }

    @AfterAll
    void close() throws Exception {
        samples.close();
    }

    private RunFolder run(String id, List<RunEvent> events) throws Exception {
        var folder =
                new RunFolder(id, Files.createDirectories(home.resolve("it's").resolve(id)));
        try (var journal = Journal.create(folder.journal())) {
            for (var event : events) {
                journal.append(event);
            }
        }
        Files.writeString(folder.account(), "{}");
        return folder;
    }

    private RunFolder sealed(String id, List<RunEvent> events) throws Exception {
        var folder = run(id, events);
        samples.seal(folder);
        return folder;
    }

    private List<List<Object>> rows(RunFolder run, String columns) throws Exception {
        try (var engine = DriverManager.getConnection("jdbc:duckdb:");
                var statement = engine.createStatement();
                var result = statement.executeQuery(
                        "SELECT %s FROM read_parquet(%s)".formatted(columns, Engine.literal(run.samples())))) {
            var rows = new ArrayList<List<Object>>();
            while (result.next()) {
                var row = new ArrayList<Object>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(Optional.ofNullable(result.getObject(i)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Test
    void aRowIsAReadingWithAllItsFields() throws Exception {
        var run = sealed("row", SampleRun.everyKind());
        long start = SampleRun.START.getEpochSecond() * 1_000_000_000 + SampleRun.START.getNano();
        assertThat(rows(
                                run,
                                "run, channel, meter, component, epoch_ns(\"at\"), epoch_ns(\"from\"), joules, reason,"
                                        + " parent")
                        .getFirst())
                .isEqualTo(List.of(
                        Optional.of("7f3a"),
                        Optional.of("dram-0"),
                        Optional.of("rapl"),
                        Optional.of("compute"),
                        Optional.of(start + 100_000_000),
                        Optional.of(start),
                        Optional.empty(),
                        Optional.of("gap.any [1 s, 原因]"),
                        Optional.of("package-0")));
        assertThat(rows(run, "channel || ' ' || joules").stream().map(it -> it.getFirst()))
                .containsExactly(
                        Optional.empty(),
                        Optional.of("dram-0 101.0"),
                        Optional.of("nic 201.0"),
                        Optional.of("package-0 0.30000000000000004"),
                        Optional.of("package-0 1.0"));
    }

    @Test
    void rowsAreSortedByChannelAndTime() throws Exception {
        var run = sealed("sorted", SampleRun.steady(500));
        var rows = rows(run, "channel, epoch_ns(\"at\")");
        assertThat(rows).hasSize(1000).isSortedAccordingTo((a, b) -> {
            int byChannel = a.getFirst().toString().compareTo(b.getFirst().toString());
            return byChannel != 0
                    ? byChannel
                    : a.get(1).toString().compareTo(b.get(1).toString());
        });
        assertThat(rows(run, "DISTINCT typeof(\"at\")").getFirst().getFirst()).isEqualTo(Optional.of("TIMESTAMPTZ_NS"));
    }

    /** Two channels, 200,000 readings: whole joules, and a gap now and then, so that sums are exact in any order. */
    private static List<RunEvent> seeded() {
        var random = new Random(11);
        var events = new ArrayList<RunEvent>(SampleRun.steady(0).subList(0, 2));
        for (int n = 1; n <= POLLS; n++) {
            var from = SampleRun.at((n - 1) / 10.0);
            var to = SampleRun.at(n / 10.0);
            events.add(new Polled(to, List.of(reading(random, from, to), reading(random, from, to)), List.of()));
        }
        return events;
    }

    private static Reading reading(Random random, Instant from, Instant to) {
        return random.nextInt(50) == 0
                ? new Reading.Gap(from, to, SampleRun.GAP)
                : new Reading.Used(from, to, Energy.ofJoules(random.nextInt(1000)));
    }

    @Test
    void sumsOfManySamplesAreThoseOfTheJournal() throws Exception {
        var events = seeded();
        var run = sealed("many", events);
        long[] joules = new long[2];
        long[] gaps = new long[2];
        for (var event : events) {
            if (event instanceof Polled polled) {
                for (int c = 0; c < 2; c++) {
                    if (polled.readings().get(c) instanceof Reading.Used used) {
                        joules[c] += (long) used.energy().joules();
                    } else {
                        gaps[c]++;
                    }
                }
            }
        }
        assertThat(samples.totals(run))
                .containsExactly(
                        new Samples.ChannelTotal("disk", joules[1], POLLS - gaps[1], gaps[1]),
                        new Samples.ChannelTotal("package-0", joules[0], POLLS - gaps[0], gaps[0]));
        var byMinute = samples.summarize(List.of(run), Samples.By.DEVICE, Duration.ofMinutes(1));
        assertThat(byMinute).hasSize(2 * 168);
        assertThat(byMinute.stream().mapToDouble(Samples.Sum::joules).sum())
                .isCloseTo(joules[0] + joules[1], within(1e-6));
        assertThat(byMinute.stream()
                        .mapToDouble(it -> it.coveredS() + it.gapS())
                        .sum())
                .isCloseTo(2 * POLLS / 10.0, within(1e-6));
        assertThat(byMinute.stream().mapToDouble(Samples.Sum::gapS).sum())
                .isCloseTo((gaps[0] + gaps[1]) / 10.0, within(1e-6));
        assertThat(byMinute.getFirst().from()).isEqualTo(Instant.parse("2026-03-01T23:59:00Z"));
        assertThat(byMinute.getFirst().coveredS() + byMinute.getFirst().gapS()).isCloseTo(1.876543211, within(1e-9));
    }

    @Test
    void aReadingOverABorderIsSharedOutByTime() throws Exception {
        var start = Instant.parse("2026-03-01T12:00:00Z");
        var channel = SampleRun.channel("wall", Component.OTHER, Optional.empty());
        var run = sealed("border", border(start, channel));
        var sums = samples.summarize(List.of(run), Samples.By.DEVICE, Duration.ofMinutes(1));
        assertThat(sums)
                .containsExactly(
                        new Samples.Sum("wall", start, 30, 30, 0),
                        new Samples.Sum("wall", start.plusSeconds(60), 60, 60, 0),
                        new Samples.Sum("wall", start.plusSeconds(120), 30, 30, 0));
    }

    private static List<RunEvent> border(Instant start, Channel channel) {
        var used = new Reading.Used(start.plusSeconds(30), start.plusSeconds(150), Energy.ofJoules(120));
        return List.of(SampleRun.started("border", List.of(channel)), new Polled(used.to(), List.of(used), List.of()));
    }

    @Test
    void channelsInsideOthersAreNotAddedToThem() throws Exception {
        var run = sealed("inside", SampleRun.everyKind());
        assertThat(samples.summarize(List.of(run), Samples.By.COMPONENT, Samples.WHOLE))
                .extracting(Samples.Sum::name, Samples.Sum::joules)
                .containsExactly(tuple("compute", 1.3), tuple("transmit", 201.0));
    }

    @Test
    void runsAreSummedTogether() throws Exception {
        var runs = List.of(sealed("one", SampleRun.steady(3)), sealed("two", SampleRun.steady(3)));
        assertThat(samples.summarize(runs, Samples.By.COMPONENT, Samples.WHOLE))
                .extracting(Samples.Sum::joules)
                .containsExactly(12.0, 612.0);
        assertThat(samples.summarize(List.of(), Samples.By.COMPONENT, Samples.WHOLE))
                .isEmpty();
    }

    @Test
    void onlyAClosedRunIsSealedAndOnlyOnce() throws Exception {
        var run = run("open", SampleRun.steady(1));
        Files.delete(run.account());
        assertThatThrownBy(() -> samples.seal(run))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not closed");
        Files.writeString(run.account(), "{}");
        samples.seal(run);
        var once = Files.getLastModifiedTime(run.samples());
        samples.seal(run);
        assertThat(Files.getLastModifiedTime(run.samples())).isEqualTo(once);
        assertThat(run.path().toFile().list()).containsExactlyInAnyOrder("journal", "account.json", "samples.parquet");
    }

    @Test
    void aRunOfGapsAndARunWithoutReadingsAreSealed() throws Exception {
        assertThat(samples.totals(sealed("none", SampleRun.steady(0)))).isEmpty();
        var gap = new Reading.Gap(SampleRun.at(0), SampleRun.at(1), SampleRun.GAP);
        var events = List.of(SampleRun.steady(0).getFirst(), new Polled(SampleRun.at(1), List.of(gap, gap), List.of()));
        assertThat(samples.totals(sealed("gaps", events)))
                .containsExactly(
                        new Samples.ChannelTotal("disk", 0, 0, 1), new Samples.ChannelTotal("package-0", 0, 0, 1));
    }
}
