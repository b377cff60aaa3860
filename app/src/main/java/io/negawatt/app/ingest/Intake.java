package io.negawatt.app.ingest;

import io.negawatt.app.access.Token;
import io.negawatt.app.live.Appended;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.LiveException;
import io.negawatt.app.live.LiveStore;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes batches into the live store on behalf of whoever sends them. A sender with a tenant writes series of that tenant, whatever
 * the batch says, and its sources have names of their own, so that nobody can use up the numbers of another's batches.
 */
public final class Intake {
    private final LiveStore store;
    private final LongAdder samples = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final LongAdder refused = new LongAdder();

    public Intake(LiveStore store) {
        this.store = store;
    }

    /** A batch tells of a source that its sender may not send for. */
    public static final class ForeignSourceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String source;

        ForeignSourceException(String source) {
            super(source, null, false, false);
            this.source = source;
        }

        /** {@return the source that was given} */
        public String source() {
            return source;
        }
    }

    /**
     * Stores a batch; it is durable when this returns.
     *
     * @param token who sends; empty for the program itself
     */
    public Appended take(Batch batch, Optional<Token> token) throws LiveException {
        var only = token.flatMap(Token::source);
        if (only.isPresent() && !isOf(batch, only.get())) {
            refused.increment();
            throw new ForeignSourceException(batch.source());
        }
        var appended = store.append(
                token.flatMap(Token::tenant).map(tenant -> owned(batch, tenant)).orElse(batch));
        batches.increment();
        samples.add(appended.stored());
        refused.add((long) appended.tooLate() + appended.future());
        if (appended.repeated()) {
            repeated.increment();
        }
        return appended;
    }

    private static Batch owned(Batch batch, String tenant) {
        var mine = batch.withTenant(tenant);
        return new Batch(tenant + "/" + batch.source(), batch.epoch(), batch.sequence(), mine.columns(), mine.gaps());
    }

    private static boolean isOf(Batch batch, String source) {
        return batch.source().equals(source)
                && batch.columns().stream()
                        .flatMap(it -> Names.label(it.series(), Names.NODE).stream())
                        .allMatch(source::equals);
    }

    /** {@return samples that were stored since the start} */
    public long samples() {
        return samples.sum();
    }

    /** {@return batches that were taken since the start, those that were there before included} */
    public long batches() {
        return batches.sum();
    }

    public long repeated() {
        return repeated.sum();
    }

    /** {@return samples that were too late or in the future, and batches of foreign sources} */
    public long refused() {
        return refused.sum();
    }
}
