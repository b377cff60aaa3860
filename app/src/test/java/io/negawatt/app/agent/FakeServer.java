package io.negawatt.app.agent;

import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.MemoryStore;
import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** A server in memory whose faults are set from outside. Every answer that says so is true: what is stored is in {@link #store}. */
final class FakeServer implements Uplink {
    final MemoryStore store = new MemoryStore();
    final List<String> identities = new ArrayList<>();
    private final LongSupplier clockMs;
    boolean away;
    boolean loseAnswers;
    boolean refuse;
    int mostBytes = Integer.MAX_VALUE;
    int requests;

    FakeServer(LongSupplier clockMs) {
        this.clockMs = clockMs;
    }

    @Override
    public Reply send(byte[] bytes) {
        requests++;
        if (away) {
            return Reply.of(unknown());
        }
        if (refuse) {
            return said(new Outcome.Refused(Message.of("agent.server.said", "fake", 400, "")));
        }
        if (bytes.length > mostBytes) {
            return said(new Outcome.TooLarge());
        }
        var batch = BatchCodec.decode(bytes);
        if (!store.append(batch).repeated()) {
            identities.add(batch.epoch() + "." + batch.sequence());
        }
        return loseAnswers ? Reply.of(unknown()) : said(new Outcome.Stored());
    }

    @Override
    public Reply greet() {
        return away ? Reply.of(unknown()) : said(new Outcome.Stored());
    }

    private static Outcome unknown() {
        return new Outcome.Unknown(Message.of("agent.server.away", "fake", "away"), Optional.empty());
    }

    private Reply said(Outcome outcome) {
        return new Reply(outcome, OptionalLong.of(Math.floorDiv(clockMs.getAsLong(), 1000) * 1000));
    }
}
