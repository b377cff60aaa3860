package io.negawatt.app.store;

import io.negawatt.core.account.RunEvent;
import java.io.IOException;
import java.util.Optional;

/** Reads the whole records of a journal, and lets what is lost be mended. */
final class JournalReader {
    /** A type, a number and a time. */
    private static final int LEAST_PAYLOAD = 3;

    /** Greatest type that this format may ever have. */
    private static final int MOST_TYPE = 31;

    private final Mender mender;
    private final EventCodec codec = new EventCodec();
    private long lastNumber = -1;
    private long foreignBytes;
    private boolean finished;
    private long next = Journal.HEADER;

    JournalReader(Mender mender) {
        this.mender = mender;
    }

    /** Hands out the whole records that lie behind those that were read before. */
    RecordScanner readOn(Disk.File file) throws IOException {
        var records = new RecordScanner(
                file, next, LEAST_PAYLOAD, Journal.MOST_PAYLOAD, type -> type > 0 && type <= MOST_TYPE);
        while (records.next()) {
            accept(records);
            next = records.position() + RecordScanner.HEADER + records.length();
        }
        return records;
    }

    /** {@return what reading to the end came to; empty where there is no readable start of the run} */
    Optional<Journal.Recovery> read(Disk.File file) throws IOException {
        var records = readOn(file);
        if (records.tornEnd()) {
            mender.tornEnd();
        }
        mender.end();
        return lastNumber < 0
                ? Optional.empty()
                : Optional.of(new Journal.Recovery(
                        mender.events(), mender.lostEvents(), records.unreadableBytes() + foreignBytes, finished));
    }

    private void accept(RecordScanner records) {
        EventCodec.Numbered numbered;
        try {
            numbered = codec.read(records.bytes(), records.offset(), records.length());
        } catch (WireReader.Malformed e) {
            foreignBytes += RecordScanner.HEADER + records.length();
            return;
        }
        boolean first = numbered.event() instanceof RunEvent.Started;
        if (numbered.number() > lastNumber && first == (lastNumber < 0)) {
            mender.accept(numbered.event(), numbered.number() - lastNumber - 1);
            lastNumber = numbered.number();
            finished |= numbered.event() instanceof RunEvent.Finished;
        }
    }
}
