package io.negawatt.app.live;

import io.negawatt.core.text.Message;
import java.util.Optional;

/**
 * How a store is.
 *
 * @param series number of series
 * @param samplesStored samples since the store was opened
 * @param batchesRepeated batches since the store was opened that were there already
 * @param bytes size of all its files; 0 where it has none of its own
 * @param damaged records found since the store was opened that did not match their checksum and were passed over
 * @param trouble why it takes no batches at the moment, or what it could not tidy up; empty where all is well
 */
public record StoreStatus(
        long series, long samplesStored, long batchesRepeated, long bytes, long damaged, Optional<Message> trouble) {}
