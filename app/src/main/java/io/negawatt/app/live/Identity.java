package io.negawatt.app.live;

/** What a batch is known by. */
record Identity(String source, long epoch, long sequence) {

    static Identity of(Batch batch) {
        return new Identity(batch.source(), batch.epoch(), batch.sequence());
    }
}
