package io.negawatt.app.agent;

import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.SeriesGap;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The measuring half of the agent: polls at a steady beat and puts what it gathered into the spool every few seconds. Where the disk
 * takes nothing, the samples wait in memory, and in the end only their sums do.
 *
 * <p>Not thread-safe: the thread that polls.
 */
final class Agent {
    private static final int MOST_WAITING = 720;

    private final Gathering gathering;
    private final Activities activities;
    private final Spool spool;
    private final InstantSource clock;
    private final Duration batchTime;
    private final Consumer<Message> log;
    private final List<Batch> waiting = new ArrayList<>();
    private Instant nextBatch = Instant.MIN;
    private boolean failing;

    /**
     * @param activities who used the host
     * @param clock a clock that never steps
     * @param batchTime how long samples are gathered for one batch
     */
    Agent(
            Gathering gathering,
            Activities activities,
            Spool spool,
            InstantSource clock,
            Duration batchTime,
            Consumer<Message> log) {
        this.gathering = gathering;
        this.activities = activities;
        this.spool = spool;
        this.clock = clock;
        this.batchTime = batchTime;
        this.log = log;
    }

    /** Takes the base line of the meters. */
    void start() {
        var now = clock.instant();
        gathering.start(now);
        activities.start(now);
        nextBatch = now.plus(batchTime);
    }

    /** Polls once; {@return whether a batch was put into the spool} */
    boolean beat() {
        var now = clock.instant();
        gathering.poll(now);
        if (now.isBefore(nextBatch)) {
            return false;
        }
        nextBatch = now.plus(batchTime);
        return put(now);
    }

    /** Puts what is there into the spool, at the end. */
    void finish() {
        var now = clock.instant();
        gathering.poll(now);
        put(now);
    }

    private boolean put(Instant now) {
        var columns = new ArrayList<Column>(gathering.takeColumns());
        columns.addAll(activities.take(now, gathering));
        var gaps = gathering.takeGaps();
        if (!columns.isEmpty() || !gaps.isEmpty()) {
            waiting.add(new Batch("waiting", 0, 0, columns, gaps));
        }
        return save();
    }

    private boolean save() {
        try {
            boolean any = !waiting.isEmpty();
            while (!waiting.isEmpty()) {
                var batch = waiting.getFirst();
                spool.append(batch.columns(), batch.gaps());
                waiting.removeFirst();
            }
            failing = false;
            return any;
        } catch (IOException e) {
            if (!failing) {
                log.accept(Message.of("agent.spool.failed", String.valueOf(e.getMessage())));
            }
            failing = true;
            shrink();
            return false;
        }
    }

    /** Only sums are left of the older half; the first may be on the disk half-way and is one of them. */
    private void shrink() {
        if (waiting.size() > MOST_WAITING) {
            var lost = new LostSamples();
            var older = waiting.subList(0, waiting.size() / 2);
            older.forEach(lost::add);
            older.clear();
            var sums = lost.batch("waiting", 0, 0);
            waiting.addFirst(new Batch("waiting", 0, 0, sums.columns(), List.<SeriesGap>copyOf(sums.gaps())));
        }
    }
}
