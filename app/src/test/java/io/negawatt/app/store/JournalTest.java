package io.negawatt.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.account.RunEvent.Noted;
import io.negawatt.core.account.RunEvent.Polled;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.Reading.Gap;
import io.negawatt.core.series.Reading.Pending;
import io.negawatt.core.series.Reading.Used;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final Path FILE = Path.of("/home/runs/7f3a/journal");
    private static final List<RunEvent> RUN = SampleRun.steady(6);

    private final FaultyDisk disk = new FaultyDisk();
    private final AtomicLong nanos = new AtomicLong();

    private Journal create() throws JournalException {
        return Journal.create(disk, FILE, nanos::get, Runnable::run);
    }

    private byte[] write(List<RunEvent> events) throws JournalException {
        try (var journal = create()) {
            for (var event : events) {
                journal.append(event);
            }
        }
        return disk.bytes(FILE);
    }

    private record Read(List<RunEvent> events, Journal.Recovery recovery) {}

    private Read read() throws JournalException {
        var events = new ArrayList<RunEvent>();
        return new Read(events, Journal.read(disk, FILE, events::add));
    }

    private Read read(byte[] bytes) throws JournalException {
        disk.put(FILE, bytes);
        return read();
    }

    /** {@return the offsets at which a record ends} */
    private static List<Integer> recordEnds(byte[] journal) {
        var ends = new ArrayList<Integer>();
        for (int at = Journal.HEADER; at < journal.length; ) {
            at += Journal.RECORD_HEADER + Bits.getInt(journal, at);
            ends.add(at);
        }
        return ends;
    }

    @Test
    void everyEventComesBackAsItWas() throws Exception {
        var read = read(write(SampleRun.everyKind()));
        assertThat(read.events()).isEqualTo(SampleRun.everyKind());
        assertThat(read.recovery()).isEqualTo(new Journal.Recovery(10, 0, 0, true));
    }

    @Test
    void theSameEventsGiveTheSameBytes() throws Exception {
        byte[] once = write(SampleRun.everyKind());
        byte[] again = new JournalTest().write(SampleRun.everyKind());
        assertThat(once).isEqualTo(again);
    }

    @Test
    void aPollOfManyChannelsIsSmall() throws Exception {
        int two = write(SampleRun.steady(100)).length;
        int one = new JournalTest().write(SampleRun.steady(0)).length;
        assertThat((two - one) / 100).isLessThan(100);
    }

    @Test
    void aTailTornAtAnyByteIsCutToTheLastWholeRecord() throws Exception {
        byte[] whole = write(RUN);
        var ends = recordEnds(whole);
        for (int length = 0; length < whole.length; length++) {
            byte[] torn = Arrays.copyOf(whole, length);
            int end = length;
            int records = (int) ends.stream().filter(it -> it <= end).count();
            if (records == 0) {
                assertThatThrownBy(() -> read(torn))
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining("ends before the start");
                continue;
            }
            var expected = RUN.subList(0, Math.max(1, records - 1));
            var read = read(torn);
            assertThat(read.events().subList(0, expected.size())).isEqualTo(expected);
            boolean clean = ends.contains(length);
            assertThat(read.events()).hasSize(expected.size() + (clean ? 0 : 1));
            assertThat(read.recovery().unreadableBytes()).isEqualTo(clean ? 0 : length - ends.get(records - 1));
            assertThat(disk.bytes(FILE)).isEqualTo(torn);
        }
    }

    @Test
    void aFlippedBitCostsItsRecordAndIsSaid() throws Exception {
        byte[] whole = write(RUN);
        var ends = recordEnds(whole);
        int exhaustive = ends.get(1); // the two copies of the start are long, and alike: a sample of them will do
        for (int at = Journal.HEADER; at < whole.length; at += at < exhaustive ? 23 : 1) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << bit);
                int hit = at;
                int record = (int) ends.stream().filter(it -> it <= hit).count();
                var read = read(flipped);
                var good = new ArrayList<>(RUN);
                if (record > 1) {
                    good.remove(record - 1);
                }
                assertThat(read.events()).as("bit %d of byte %d", bit, at).containsAll(good);
                assertThat(read.recovery().unreadableBytes()).isPositive();
                assertThat(read.events().stream().anyMatch(Noted.class::isInstance))
                        .isEqualTo(record > 1);
                assertEverySecondIsCoveredOnce(read.events());
                assertNoFigureIsInvented(read.events());
            }
        }
    }

    @Test
    void anyDamageLeavesARunThatIsCoveredOnce() throws Exception {
        byte[] whole = write(RUN);
        var random = new Random(4);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = whole.clone();
            int from = Journal.HEADER + random.nextInt(whole.length - Journal.HEADER);
            int to = Math.min(whole.length, from + random.nextInt(300));
            for (int at = from; at < to; at++) {
                damaged[at] = round % 2 == 0 ? 0 : (byte) random.nextInt();
            }
            int firstEnd = recordEnds(whole).getFirst();
            if (from < firstEnd && to > firstEnd) {
                continue; // both copies of the start may be hit
            }
            var read = read(damaged);
            assertEverySecondIsCoveredOnce(read.events());
            assertNoFigureIsInvented(read.events());
        }
    }

    /** Readings of a channel follow each other without hole or overlap. */
    private static void assertEverySecondIsCoveredOnce(List<RunEvent> events) {
        for (int channel = 0; channel < 2; channel++) {
            Instant covered = SampleRun.START;
            Instant last = SampleRun.START;
            for (var event : events) {
                assertThat(event.at()).isAfterOrEqualTo(last);
                last = event.at();
                if (event instanceof Polled polled && !(polled.readings().get(channel) instanceof Pending)) {
                    assertThat(polled.readings().get(channel).from()).isEqualTo(covered);
                    covered = polled.readings().get(channel).to();
                }
            }
        }
    }

    private static void assertNoFigureIsInvented(List<RunEvent> events) {
        assertThat(figures(RUN)).containsAll(figures(events));
    }

    private static Set<Reading> figures(List<RunEvent> events) {
        var figures = new HashSet<Reading>();
        for (var event : events) {
            if (event instanceof Polled polled) {
                polled.readings().stream().filter(Used.class::isInstance).forEach(figures::add);
            }
        }
        return figures;
    }

    @Test
    void aLostPollBecomesAGapOfEachChannel() throws Exception {
        byte[] whole = write(RUN);
        whole[recordEnds(whole).get(4) + Journal.RECORD_HEADER + 3] ^= 1; // the poll at 0.3 s
        var read = read(whole);
        assertThat(read.recovery().lostEvents()).isEqualTo(1);
        var gap = new Gap(SampleRun.at(0.2), SampleRun.at(0.3), SampleRun.GAP);
        assertThat(read.events()).contains(new Polled(SampleRun.at(0.4), List.of(gap, gap), List.of()));
        assertThat(read.recovery().finished()).isTrue();
    }

    @Test
    void aLossBeforeTheEndIsAGapUpToTheEnd() throws Exception {
        byte[] whole = write(RUN);
        var ends = recordEnds(whole);
        whole[ends.get(ends.size() - 2) - 1] ^= 1; // the last poll
        var read = read(whole);
        var gap = new Gap(SampleRun.at(0.5), SampleRun.at(0.6), SampleRun.GAP);
        assertThat(read.events().reversed().subList(0, 2))
                .containsExactly(RUN.getLast(), new Polled(SampleRun.at(0.6), List.of(gap, gap), List.of()));
    }

    @Test
    void aProcessWhoseFirstSightIsLostStaysWithoutAName() throws Exception {
        byte[] whole = write(RUN);
        whole[recordEnds(whole).get(2) - 1] ^= 1;
        assertThat(read(whole).events())
                .anySatisfy(it -> assertThat(it)
                        .isInstanceOfSatisfying(
                                RunEvent.ProcessSeen.class,
                                seen -> assertThat(seen.name()).isEqualTo("?")));
    }

    @Test
    void aRecordThatIsThereTwiceCountsOnce() throws Exception {
        byte[] whole = write(RUN);
        var ends = recordEnds(whole);
        int from = ends.get(3);
        byte[] twice = Arrays.copyOf(whole, whole.length + ends.get(5) - from);
        System.arraycopy(whole, from, twice, ends.get(5), whole.length - from);
        var read = read(twice);
        assertThat(read.events()).isEqualTo(RUN);
        assertThat(read.recovery().complete()).isTrue();
    }

    @Test
    void anUnknownVersionIsRefusedUntouched() throws Exception {
        byte[] newer = write(RUN);
        Bits.putInt(newer, Journal.MAGIC.length, 2);
        assertThatThrownBy(() -> read(newer))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("format version 2");
        assertThat(disk.bytes(FILE)).isEqualTo(newer);
    }

    @Test
    void anotherFileIsNoJournal() {
        assertThatThrownBy(() -> read("PAR1 is the beginning of another kind of file".getBytes()))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("not a journal");
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.Fault.class)
    void aFullDiskAtAnyCallIsAGapAndNeverAWrongFigure(FaultyDisk.Fault fault) throws Exception {
        write(RUN);
        int calls = disk.calls();
        assertThat(calls).isGreaterThan(RUN.size());
        for (int from = 0; from < calls; from++) {
            for (int length = 1; length <= 3; length++) {
                new JournalTest().fullDiskAt(from, from + length, fault);
            }
        }
    }

    private void fullDiskAt(int from, int to, FaultyDisk.Fault fault) throws Exception {
        disk.failing(from, to, fault);
        var appended = new ArrayList<RunEvent>();
        try (var journal = create()) {
            for (var event : RUN) {
                try {
                    journal.append(event);
                    appended.add(event);
                } catch (JournalException e) {
                    assertThat(e.text().key()).isEqualTo("store.journal.full");
                }
            }
        } catch (JournalException e) {
            assertThat(e.text().key()).isEqualTo("store.journal.full");
        }
        if (appended.isEmpty()) {
            return;
        }
        var read = read();
        assertThat(read.events()).containsAll(appended);
        assertEverySecondIsCoveredOnce(read.events());
        assertNoFigureIsInvented(read.events());
    }

    @Test
    void aJournalGoesOnWhenThereIsSpaceAgain() throws Exception {
        disk.failing(6, 8, FaultyDisk.Fault.TEAR);
        fullDiskAt(6, 8, FaultyDisk.Fault.TEAR);
        assertThat(read().recovery().finished()).isTrue();
        assertThat(read().recovery().lostEvents()).isEqualTo(2);
    }

    @Test
    void eventsThatComeTogetherAreOneWrite() throws Exception {
        try (var journal = create()) {
            journal.append(RUN.getFirst());
            int before = disk.calls();
            journal.append(RUN.subList(1, RUN.size()));
            assertThat(disk.calls()).isEqualTo(before + 1);
        }
        assertThat(read().events()).isEqualTo(RUN);
    }

    /** What tore stands at the place of the next write, and events before and after it are whole. */
    @Test
    void eventsThatComeTogetherAreLostTogether() throws Exception {
        try (var journal = create()) {
            journal.append(RUN.getFirst());
            disk.failing(disk.calls(), disk.calls() + 1, FaultyDisk.Fault.TEAR);
            assertThatThrownBy(() -> journal.append(RUN.subList(1, 4))).isInstanceOf(JournalException.class);
            journal.append(RUN.subList(4, RUN.size()));
        }
        assertThat(read().recovery().lostEvents()).isEqualTo(3);
        assertThat(read().recovery().finished()).isTrue();
        assertNoFigureIsInvented(read().events());
    }

    @Test
    void afterTheDiskFailedToForceNothingMoreIsTrusted() throws Exception {
        var journal = create();
        journal.append(RUN.get(0));
        disk.failing(disk.calls() + 1, disk.calls() + 2, FaultyDisk.Fault.REFUSE);
        nanos.addAndGet(1_000_000_000);
        journal.append(RUN.get(1));
        assertThatThrownBy(() -> journal.append(RUN.get(2))).isInstanceOf(JournalException.class);
        assertThatThrownBy(() -> journal.append(RUN.get(3))).isInstanceOf(JournalException.class);
        assertThatThrownBy(journal::close).isInstanceOf(JournalException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {50_000_000, 400_000_000, 1_000_000_000, 3_000_000_000L})
    void aPowerCutLosesAtMostTheLastSecond(long stepNanos) throws Exception {
        for (int seed = 0; seed < 500; seed++) {
            new JournalTest().cutPower(stepNanos, seed);
        }
    }

    private void cutPower(long stepNanos, int seed) throws Exception {
        var random = new Random(seed);
        var journal = create();
        int events = 1 + random.nextInt(RUN.size());
        for (int i = 0; i < events; i++) {
            nanos.addAndGet(i == 0 ? 0 : stepNanos);
            journal.append(RUN.get(i));
        }
        disk.cutPower(random);
        int lost = (int) (1_000_000_000 / stepNanos);
        var read = read();
        assertThat(read.events().size()).isGreaterThanOrEqualTo(events - lost);
        int whole = (int)
                read.events().stream().filter(it -> !(it instanceof Noted)).count();
        assertThat(read.events().subList(0, whole)).isEqualTo(RUN.subList(0, whole));
    }

    @Test
    void theLocalDiskKeepsAJournalThatNobodyClosed(@TempDir Path folder) throws Exception {
        var journal = Journal.create(folder.resolve("journal"));
        Thread.currentThread().interrupt();
        for (var event : RUN) {
            journal.append(event);
        }
        assertThat(Thread.interrupted()).isTrue();
        var events = new ArrayList<RunEvent>();
        Journal.read(folder.resolve("journal"), events::add);
        assertThat(events).isEqualTo(RUN);
        journal.close();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aJournalIsNotWrittenOver(@TempDir Path folder) throws Exception {
        Journal.create(folder.resolve("journal")).close();
        assertThatThrownBy(() -> Journal.create(folder.resolve("journal"))).isInstanceOf(JournalException.class);
    }

    @Test
    void aRunOfMoreThanOneWindowIsRead() throws Exception {
        var run = SampleRun.steady(20_000);
        byte[] bytes = write(run);
        assertThat(bytes.length).isGreaterThan(1 << 20);
        assertThat(read().events()).isEqualTo(run);
        byte[] damaged = bytes.clone();
        Arrays.fill(damaged, 100_000, 500_000, (byte) 0x15);
        assertThat(read(damaged).recovery().lostEvents()).isGreaterThan(5_000);
        assertEverySecondIsCoveredOnce(read().events());
    }
}
