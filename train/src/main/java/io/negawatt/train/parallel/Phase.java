package io.negawatt.train.parallel;

import java.util.Locale;

/** What a worker is doing; the names are those that the account shows. */
public enum Phase {
    /** Fetches rows and makes tensors of them. */
    DATA,
    /** From tokens to the loss. */
    FORWARD,
    /** From the loss to the gradients, with the exchange of those that are ready going on beside it. */
    BACKWARD,
    /** Waits for gradients of other workers after its own are done. */
    ALL_REDUCE,
    /** Changes the parameters. */
    OPTIMIZER,
    /** Writes a checkpoint. */
    CHECKPOINT,
    /** Looks how good the model is on held-out data. */
    EVALUATION,
    /** Does steps again that were lost when a worker died. */
    REPEATED,
    /** Tries recipes before the training itself. */
    TUNING,
    /** Waits for others for another reason: at the start, or while a checkpoint is written elsewhere. */
    STALL;

    /** {@return its name in accounts, such as {@code all-reduce}} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
