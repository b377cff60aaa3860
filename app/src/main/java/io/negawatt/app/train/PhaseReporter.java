package io.negawatt.app.train;

import io.negawatt.app.run.Child;
import io.negawatt.train.parallel.Phase;
import io.negawatt.train.parallel.PhaseListener;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Tells the run that meters this worker what it does, on the run's socket (docs/phases.md). Each line carries the time it
 * happened, so that neither end has to hurry: what a busy run does not take now goes with the next line. A run that stays
 * away for long is told no more: training never waits for its meter.
 */
final class PhaseReporter implements PhaseListener, AutoCloseable {
    private static final double SECONDS_PER_NANO = 1e-9;

    /** Some 19,000 changes of phase. */
    private static final int MOST_WAITING_BYTES = 1 << 20;

    private final SocketChannel socket;
    private final ByteBuffer waiting = ByteBuffer.allocate(MOST_WAITING_BYTES);
    private String open = "";

    private PhaseReporter(SocketChannel socket) {
        this.socket = socket;
    }

    /** {@return a reporter for this rank, or nothing to hear where no run meters this process} */
    static PhaseListener of(Map<String, String> environment, int rank) {
        String path = environment.getOrDefault(Child.PHASES_VARIABLE, "");
        if (path.isEmpty()) {
            return PhaseListener.NONE;
        }
        try {
            var socket = SocketChannel.open(StandardProtocolFamily.UNIX);
            socket.connect(UnixDomainSocketAddress.of(path));
            socket.configureBlocking(false);
            var reporter = new PhaseReporter(socket);
            reporter.say("rank " + rank + "\n");
            return reporter;
        } catch (IOException e) {
            return PhaseListener.NONE;
        }
    }

    @Override
    public void begin(Phase phase, long nanoTime) {
        String label = phase.label();
        if (label.equals(open)) {
            return;
        }
        String at = String.format(Locale.ROOT, "@%.6f ", nanoTime * SECONDS_PER_NANO);
        say((open.isEmpty() ? "" : at + "end " + open + "\n") + at + "begin " + label + "\n");
        open = label;
    }

    @Override
    public void count(String unit, long amount) {
        say("count " + unit + " " + amount + "\n");
    }

    private void say(String lines) {
        var bytes = lines.getBytes(StandardCharsets.UTF_8);
        boolean listens = socket.isOpen() && bytes.length <= waiting.remaining() && send(bytes);
        if (!listens) {
            close();
        }
    }

    /** {@return whether the run still listens} */
    private boolean send(byte[] bytes) {
        try {
            waiting.put(bytes).flip();
            socket.write(waiting);
            waiting.compact();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** Ends the connection, and with it the phase. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // The run ended first.
        }
    }
}
