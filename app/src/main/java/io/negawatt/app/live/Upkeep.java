package io.negawatt.app.live;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is done with samples once they are durable: they are sorted into files, summed up, and given up when they are old. Not
 * thread-safe; {@link EmbeddedStore} runs one step at a time.
 */
final class Upkeep {
    /** Samples are kept for so many hours longer than they are refused, so that sums near the border can be made anew. */
    static final long SPARE_HOURS = 2;

    private final FileKeeper keeper;
    private final CommitLog log;
    private final Sealer sealer;
    private final Roller roller;
    private final StoreSettings settings;
    private final InstantSource clock;

    Upkeep(FileKeeper keeper, CommitLog log, SeriesTable table, StoreSettings settings, InstantSource clock) {
        this.keeper = keeper;
        this.log = log;
        this.sealer = new Sealer(keeper, log, table, settings, clock);
        this.roller = new Roller(keeper, table, settings, clock);
        this.settings = settings;
        this.clock = clock;
    }

    /** Does all that is due. */
    void run() throws IOException {
        sealer.sealWhenDue();
        sealer.merge();
        roller.rollWhenDue();
        giveUpSamples();
        giveUpSums();
        roller.merge();
    }

    /** Sorts what is in memory into files. */
    void seal() throws IOException {
        sealer.seal();
    }

    private void giveUpSamples() throws IOException {
        long refusedHour = StoredFile.hourOf(clock.millis() - settings.raw().toMillis());
        log.refuseBefore(refusedHour * StoredFile.HOUR_MS);
        log.forget((refusedHour - 1) * StoredFile.HOUR_MS);
        long rawHour = refusedHour - SPARE_HOURS;
        var hours = keeper.sorted().byHour();
        if (!hours.isEmpty() && hours.firstKey() < rawHour) {
            sealer.seal();
            roller.rollBefore(rawHour);
            Predicate<StoredFile> old = about -> about.kind() == FileKind.RAW && about.hour() < rawHour;
            keeper.exchange(keeper.sorted().with(old, List.of()).withRawHour(rawHour), List.of());
        }
    }

    private void giveUpSums() throws IOException {
        long nowMs = clock.millis();
        Predicate<StoredFile> old = about -> about.kind().stepMs() > 0
                && about.endHour() * StoredFile.HOUR_MS
                        < nowMs - settings.kept(about.kind()).toMillis();
        if (keeper.sorted().abouts().stream().anyMatch(old)) {
            keeper.exchange(old, List.of());
        }
    }
}
