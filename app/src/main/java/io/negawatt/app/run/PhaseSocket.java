package io.negawatt.app.run;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The Unix-domain socket on which a metered program tells its phases and counts its work, see docs/phases.md. Anything may
 * come in on it, from any number of clients at once, and nothing that does breaks the run.
 *
 * <p>A thread of this socket's own reads from all clients, none of which can hold it up, and tells the events, each
 * connection's phases in the order of their times. Closing takes in what a program said right before it ended.
 *
 * <p>A client that states its times is heard when {@link #catchUp} is called, before each poll of the meters, and wakes nobody
 * in between: on a machine that computes on all its cores each wake-up holds up some of the computing.
 */
public final class PhaseSocket implements AutoCloseable {
    static final int MOST_CLIENTS = 256;

    /** Bytes of {@code sun_path} less the closing NUL. */
    private static final int MOST_PATH_BYTES = 107;

    private static final int READ_BYTES = 1 << 16;
    private static final int READS_AT_CLOSE = 64;
    private static final Duration BETWEEN_COUNTS = Duration.ofMillis(10);

    /** What a client said is heard after so long at the latest, whether or not somebody polls. */
    private static final Duration MOST_PATIENCE = Duration.ofMillis(500);

    /** Who says more between two polls could fill the socket's buffer and have to wait: it is heard as it speaks. */
    private static final int MOST_LINES_A_POLL = 128;

    private final Path path;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final PhaseBook book;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
    private final Object reading = new Object();
    private final Thread reader;
    private volatile boolean closing;
    private boolean caughtUp;
    private int streams;

    private static final class Connection {
        final PhaseLines lines = new PhaseLines();
        final PhaseClient client;

        /** Whether it can wait for the next poll. */
        boolean patient;

        int linesSincePoll;

        Connection(PhaseClient client) {
            this.client = client;
        }
    }

    private PhaseSocket(Path path, PhaseTimes times, Consumer<List<RunEvent>> events) throws IOException {
        this.path = path;
        this.book = new PhaseBook(times, events);
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        this.server.bind(UnixDomainSocketAddress.of(path), MOST_CLIENTS);
        this.server.configureBlocking(false);
        this.selector = Selector.open();
        this.server.register(selector, SelectionKey.OP_ACCEPT);
        this.reader = Thread.ofPlatform().daemon().name("negawatt-phases").start(this::serve);
    }

    /**
     * Opens a socket in a new folder that only this user may enter.
     *
     * @param folders where that folder may be, the best first; see {@link #folders}
     * @param clock the run's clock
     * @param nanos the host's monotonic clock in ns, on which clients may state times: {@link System#nanoTime}
     * @param events takes what the clients say, one list after the other
     * @throws IOException where none of the folders can be used
     */
    public static PhaseSocket open(
            List<Path> folders, InstantSource clock, LongSupplier nanos, Consumer<List<RunEvent>> events)
            throws IOException {
        var times = new PhaseTimes(clock, nanos);
        var failure = new IOException("no folder for the phase socket among " + folders);
        for (var folder : folders) {
            try {
                return openIn(folder, times, events);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static PhaseSocket openIn(Path base, PhaseTimes times, Consumer<List<RunEvent>> events) throws IOException {
        var onlyUs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var folder = Files.createTempDirectory(base.toAbsolutePath(), "negawatt-", onlyUs);
        var path = folder.resolve("phases");
        try {
            if (path.toString().getBytes(StandardCharsets.UTF_8).length > MOST_PATH_BYTES) {
                throw new IOException("a socket's path has at most %d bytes: %s".formatted(MOST_PATH_BYTES, path));
            }
            return new PhaseSocket(path, times, events);
        } catch (IOException e) {
            removeWithFolder(path);
            throw e;
        }
    }

    private static void removeWithFolder(Path path) throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(path.toAbsolutePath().resolve("..").normalize());
    }

    /** {@return where sockets of this user may be, as the environment says} */
    public static List<Path> folders(Map<String, String> environment) {
        return Stream.of(
                        environment.getOrDefault("XDG_RUNTIME_DIR", ""), environment.getOrDefault("TMPDIR", ""), "/tmp")
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .toList();
    }

    /** {@return the path of the socket, for {@link Child#PHASES_VARIABLE}} */
    public Path path() {
        return path;
    }

    /** {@return how many lines could not be understood} */
    public long malformedLines() {
        return book.malformed();
    }

    private void serve() {
        try {
            while (!closing) {
                selector.select(MOST_PATIENCE.toMillis());
                if (hearReady()) {
                    // Counts that come faster are added up; a client waits only once it has filled the socket's own
                    // buffer.
                    Thread.sleep(BETWEEN_COUNTS);
                }
            }
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hearRest();
    }

    private void fail(IOException e) {
        synchronized (reading) {
            book.noteOnce(Message.of("note.phase.failed", String.valueOf(e.getMessage())));
            book.handOn();
        }
    }

    /** {@return whether any client counted work} */
    private boolean hearReady() throws IOException {
        synchronized (reading) {
            acceptWaiting();
            boolean counted = readReady();
            if (!caughtUp) {
                selector.keys().forEach(this::readPatient);
            }
            caughtUp = false;
            book.handOn();
            return counted;
        }
    }

    private void hearRest() {
        synchronized (reading) {
            try {
                acceptWaiting();
            } catch (IOException e) {
                book.noteOnce(Message.of("note.phase.failed", String.valueOf(e.getMessage())));
            }
            selector.keys().forEach(this::readRest);
            book.close();
            book.handOn();
        }
    }

    /** Hears what clients that state their times have said until now. To be called before what they did is metered. */
    void catchUp() {
        synchronized (reading) {
            if (closing) {
                // What was said is heard to its end by the reader, and the last poll comes after that.
                return;
            }
            caughtUp = true;
            selector.keys().forEach(this::readPatient);
            book.handOn();
        }
    }

    private void readPatient(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Connection connection) {
            if (connection.patient) {
                boolean unused = read(key, connection);
                connection.client.tellCounts();
            }
            boolean talkative = connection.linesSincePoll > MOST_LINES_A_POLL;
            connection.linesSincePoll = 0;
            listen(key, connection, connection.client.statesTimes() && !talkative);
        }
    }

    /** @param patiently whether the client can wait for the next {@link #catchUp} */
    private void listen(SelectionKey key, Connection connection, boolean patiently) {
        if (key.isValid() && connection.patient != patiently) {
            connection.patient = patiently;
            key.interestOps(patiently ? 0 : SelectionKey.OP_READ);
            selector.wakeup();
        }
    }

    private void acceptWaiting() throws IOException {
        for (var channel = server.accept(); channel != null; channel = server.accept()) {
            if (selector.keys().size() > MOST_CLIENTS) {
                channel.close();
                book.noteOnce(Message.of("note.phase.clients", MOST_CLIENTS));
            } else {
                channel.configureBlocking(false);
                var connection = new Connection(new PhaseClient(streams++, book));
                channel.register(selector, SelectionKey.OP_READ, connection);
            }
        }
    }

    /** {@return whether any client counted work} */
    private boolean readReady() {
        boolean counted = false;
        for (var key : selector.selectedKeys()) {
            if (key.isValid() && key.attachment() instanceof Connection connection) {
                boolean unused = read(key, connection);
                counted |= connection.client.tellCounts();
            }
        }
        selector.selectedKeys().clear();
        return counted;
    }

    /** {@return whether there may be more to read; a client that is gone has been seen off} */
    private boolean read(SelectionKey key, Connection connection) {
        int bytes = -1;
        try {
            bytes = ((SocketChannel) key.channel()).read(buffer.clear());
        } catch (IOException gone) {
            // A client that was killed has said what it could.
        }
        if (bytes < 0) {
            disconnect(key, connection);
        } else {
            connection.linesSincePoll += connection.lines.take(buffer.flip(), connection.client::take);
        }
        return bytes > 0;
    }

    private void disconnect(SelectionKey key, Connection connection) {
        connection.lines.cutShort().ifPresent(cut -> book.malformed(cut.shown()));
        connection.client.disconnected();
        try {
            // A channel with a key is closed for good at the next select only if the key goes first.
            key.cancel();
            key.channel().close();
            selector.wakeup();
        } catch (IOException e) {
            // The client is gone either way.
        }
    }

    /** Takes what the client has sent until now; what a client without end sends after that is not waited for. */
    private void readRest(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof Connection connection) {
            for (int reads = 0; reads < READS_AT_CLOSE && read(key, connection); reads++) {}
            if (key.isValid()) {
                disconnect(key, connection);
            }
        }
    }

    /** Takes what the clients have sent until now, ends their phases, and removes the socket. */
    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        selector.close();
        server.close();
        removeWithFolder(path);
    }
}
