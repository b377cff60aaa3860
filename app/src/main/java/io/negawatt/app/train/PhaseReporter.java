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
 * happened, so that neither end has to hurry. What cannot be told is dropped: training never waits for its meter.
 */
final class PhaseReporter implements PhaseListener, AutoCloseable {
    private static final double SECONDS_PER_NANO = 1e-9;

    private final SocketChannel socket;
    private boolean broken;
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
        if (broken) {
            return;
        }
        try {
            var bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
            socket.write(bytes);
            // Half a line would spoil the next one: a run that does not keep up hears no more.
            broken = bytes.hasRemaining();
        } catch (IOException e) {
            broken = true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
