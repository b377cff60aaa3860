package io.negawatt.app.live;

import java.util.List;
import java.util.function.Consumer;

/**
 * Samples of many series, stored durably and summed up on demand. Every store gives the same answers to the same batches,
 * whatever order they came in and however often.
 *
 * <p>Where two batches have a sample of the same series and time, the one that was stored later counts. Sums are those of the
 * samples that are there: one that comes late changes them. Samples grow old: first single samples are gone, then sums by second,
 * then those by minute; what is left is the finest that there is.
 *
 * <p>Thread-safe.
 */
public interface LiveStore extends AutoCloseable {

    /**
     * Stores a batch; once this returns, neither the end of the process nor a power cut loses it.
     *
     * @throws LiveException where the batch is not known to be stored; the source sends it again, after
     *     {@link LiveException#retryAfter} where that is there
     */
    Appended append(Batch batch) throws LiveException;

    /** {@return the series that are asked for, by tenant, metric and labels} */
    List<Series> series(Selection selection) throws LiveException;

    /**
     * Hands over each series that has samples or gaps in a window, summed up by its steps, by tenant, metric and labels.
     *
     * <p>Steps that are shorter than what is kept of their time say what is known: the coarser sum is spread evenly over
     * them.
     */
    void range(Selection selection, Window window, Consumer<SeriesSteps> steps) throws LiveException;

    /** Hands over the single samples whose time lies in {@code [fromMs, toMs)}, each series as one column or several in order. */
    void samples(Selection selection, long fromMs, long toMs, Consumer<Column> columns) throws LiveException;

    /** {@return the last sample of each series, by tenant, metric and labels; of those that have one within the last day} */
    List<Latest> latest(Selection selection) throws LiveException;

    /** {@return the gaps that sources told and that touch {@code [fromMs, toMs)}, by series and time} */
    List<SeriesGap> gaps(Selection selection, long fromMs, long toMs) throws LiveException;

    /**
     * Does what is due: sorts samples, sums them up, gives up what is old. To be called every few seconds by one thread. What fails is
     * told by {@link #status}, and is tried again with the next call.
     */
    default void upkeep() {}

    /** {@return whether so much waits that {@link #upkeep} should not be put off} */
    default boolean upkeepIsUrgent() {
        return false;
    }

    /** {@return how the store is} */
    StoreStatus status();

    /** Writes out what helps the next start and lets go of the files; nothing that was stored depends on it. */
    @Override
    void close() throws LiveException;

    /** Lets go of the files at once, where nobody will want them again; what was stored is stored all the same. */
    default void abandon() throws LiveException {
        close();
    }
}
