package io.negawatt.app.run;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** Cuts a stream of bytes into lines of bounded length; what follows the last line end is no line. */
final class PhaseLines {
    static final int MOST_BYTES = 256;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(MOST_BYTES);
    private boolean tooLong;

    /** Takes the bytes that are in {@code buffer}, and tells each line that they complete. {@return how many} */
    int take(ByteBuffer buffer, Consumer<PhaseLine> lines) {
        int told = 0;
        while (buffer.hasRemaining()) {
            byte b = buffer.get();
            if (b == '\n') {
                lines.accept(finish());
                told++;
            } else if (line.size() < MOST_BYTES) {
                line.write(b);
            } else {
                tooLong = true;
            }
        }
        return told;
    }

    /** {@return the bytes after the last line end, which may be a part of a name or figure and so mean nothing} */
    Optional<PhaseLine.Malformed> cutShort() {
        return line.size() == 0 ? Optional.empty() : Optional.of(PhaseLine.malformed(line.toByteArray()));
    }

    private PhaseLine finish() {
        var bytes = line.toByteArray();
        var finished = tooLong ? PhaseLine.malformed(bytes) : PhaseLine.parse(bytes);
        line.reset();
        tooLong = false;
        return finished;
    }
}
