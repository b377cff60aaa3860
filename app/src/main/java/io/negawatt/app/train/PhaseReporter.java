package io.negawatt.app.train;

import io.negawatt.app.run.Child;
import io.negawatt.core.text.Message;
import io.negawatt.train.parallel.Phase;
import io.negawatt.train.parallel.PhaseListener;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells the run that meters this worker what it does, on the run's socket (docs/phases.md). Each line carries the time it
 * happened, so that neither end has to hurry: what a busy run does not take now goes with the next line. A run that stays
 * away for long is told no more: training never waits for its meter. Where the run cannot be told, a person is, once.
 */
final class PhaseReporter implements PhaseListener, AutoCloseable {
    private static final double MICROS_PER_NANO = 1e-3;
    private static final long MICROS_PER_S = 1_000_000;

    /** Some 19,000 changes of phase. */
    private static final int MOST_WAITING_BYTES = 1 << 20;

    private final String path;
    private final SocketChannel socket;
    private final Consumer<Message> say;
    private final ByteBuffer waiting = ByteBuffer.allocate(MOST_WAITING_BYTES);
    private String open = "";

    private PhaseReporter(String path, SocketChannel socket, Consumer<Message> say) {
        this.path = path;
        this.socket = socket;
        this.say = say;
    }

    /**
     * {@return a reporter for this rank, or nothing to hear where no run meters this process}
     *
     * @param say takes what a person should know: that the run does not hear, and why
     */
    static PhaseListener of(Map<String, String> environment, int rank, Consumer<Message> say) {
        String path = environment.getOrDefault(Child.PHASES_VARIABLE, "");
        if (path.isEmpty()) {
            return PhaseListener.NONE;
        }
        try {
            var socket = SocketChannel.open(StandardProtocolFamily.UNIX);
            socket.connect(UnixDomainSocketAddress.of(path));
            socket.configureBlocking(false);
            var reporter = new PhaseReporter(path, socket, say);
            reporter.send("rank " + rank + "\n");
            return reporter;
        } catch (IOException e) {
            say.accept(Message.of("train.phases.refused", path, String.valueOf(e.getMessage())));
            return PhaseListener.NONE;
        }
    }

    @Override
    public void begin(Phase phase, long nanoTime) {
        String label = phase.label();
        if (label.equals(open)) {
            return;
        }
        String at = stamp(nanoTime);
        send((open.isEmpty() ? "" : at + "end " + open + "\n") + at + "begin " + label + "\n");
        open = label;
    }

    /** {@return a time to the microsecond, as a line begins with it; a formatter would take longer than all else here} */
    private static String stamp(long nanoTime) {
        long micros = Math.round(nanoTime * MICROS_PER_NANO);
        String fraction = Long.toString(MICROS_PER_S + micros % MICROS_PER_S).substring(1);
        return "@" + micros / MICROS_PER_S + "." + fraction + " ";
    }

    @Override
    public void count(String unit, long amount) {
        send("count " + unit + " " + amount + "\n");
    }

    private void send(String lines) {
        if (!socket.isOpen()) {
            return;
        }
        var bytes = lines.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > waiting.remaining()) {
            stop("%,d B".formatted(waiting.position()));
            return;
        }
        try {
            waiting.put(bytes).flip();
            socket.write(waiting);
            waiting.compact();
        } catch (IOException gone) {
            stop(String.valueOf(gone.getMessage()));
        }
    }

    private void stop(String why) {
        close();
        say.accept(Message.of("train.phases.stopped", path, why));
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
