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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The Unix-domain socket on which a metered program tells its phases and counts its work, see docs/phases.md. Anything may
 * come in on it, from any number of clients at once, and nothing that does breaks the run.
 *
 * <p>Events are told one at a time, in the order of their times, on threads of this socket's own.
 */
public final class PhaseSocket implements AutoCloseable {
    static final int MOST_CLIENTS = 256;

    /** Bytes of {@code sun_path} less the closing NUL. */
    private static final int MOST_PATH_BYTES = 107;

    private static final int READ_BYTES = 1 << 16;
    private static final Duration BETWEEN_COUNTS = Duration.ofMillis(10);
    private static final Duration GRACE = Duration.ofMillis(500);

    private final Path path;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final InstantSource clock;
    private final PhaseBook book;
    private final Map<SocketChannel, Thread> clients = new ConcurrentHashMap<>();
    private final Thread acceptor;
    private volatile boolean closing;
    private int streams;

    private PhaseSocket(Path path, InstantSource clock, Consumer<RunEvent> events) throws IOException {
        this.path = path;
        this.clock = clock;
        this.book = new PhaseBook(clock, events);
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        this.server.bind(UnixDomainSocketAddress.of(path), MOST_CLIENTS);
        this.selector = Selector.open();
        this.server.configureBlocking(false);
        this.server.register(selector, SelectionKey.OP_ACCEPT);
        this.acceptor = Thread.ofPlatform().daemon().name("negawatt-phases").start(this::acceptAll);
    }

    /**
     * Opens a socket in a new folder that only this user may enter.
     *
     * @param folders where that folder may be, the best first; see {@link #folders}
     * @param clock the run's clock
     * @param events takes what the clients say
     * @throws IOException where none of the folders can be used
     */
    public static PhaseSocket open(List<Path> folders, InstantSource clock, Consumer<RunEvent> events)
            throws IOException {
        var failure = new IOException("no folder for the phase socket among " + folders);
        for (var folder : folders) {
            try {
                return openIn(folder, clock, events);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static PhaseSocket openIn(Path base, InstantSource clock, Consumer<RunEvent> events) throws IOException {
        var onlyUs = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var folder = Files.createTempDirectory(base.toAbsolutePath(), "negawatt-", onlyUs);
        var path = folder.resolve("phases");
        try {
            if (path.toString().getBytes(StandardCharsets.UTF_8).length > MOST_PATH_BYTES) {
                throw new IOException("a socket's path has at most %d bytes: %s".formatted(MOST_PATH_BYTES, path));
            }
            return new PhaseSocket(path, clock, events);
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

    private void acceptAll() {
        try {
            while (!closing) {
                selector.select();
                selector.selectedKeys().clear();
                acceptWaiting();
            }
            acceptWaiting();
        } catch (IOException e) {
            book.noteOnce(Message.of("note.phase.failed", String.valueOf(e.getMessage())));
        }
    }

    private void acceptWaiting() throws IOException {
        for (var client = server.accept(); client != null; client = server.accept()) {
            if (clients.size() >= MOST_CLIENTS) {
                client.close();
                book.noteOnce(Message.of("note.phase.clients", MOST_CLIENTS));
            } else {
                serve(client, streams++);
            }
        }
    }

    private void serve(SocketChannel channel, int stream) {
        var thread = Thread.ofVirtual().name("negawatt-phases-" + stream).unstarted(() -> {
            var client = new PhaseClient(stream, clock, book);
            try (channel) {
                readAll(channel, client);
            } catch (IOException gone) {
                // A client that was killed, or that outlived the run, has said what it could.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                client.disconnected();
                clients.remove(channel);
            }
        });
        clients.put(channel, thread);
        thread.start();
    }

    private void readAll(SocketChannel channel, PhaseClient client) throws IOException, InterruptedException {
        var lines = new PhaseLines();
        var buffer = ByteBuffer.allocate(READ_BYTES);
        while (channel.read(buffer) >= 0) {
            buffer.flip();
            lines.take(buffer, client::take);
            buffer.clear();
            if (client.tellCounts()) {
                // Counts that come faster are added up; a client only waits once it has filled the socket's own buffer.
                Thread.sleep(BETWEEN_COUNTS);
            }
        }
        lines.cutShort().ifPresent(cut -> book.malformed(cut.shown()));
    }

    /** Takes what the clients have sent until now, ends their phases, and removes the socket. */
    @Override
    public void close() throws IOException {
        closing = true;
        selector.wakeup();
        long deadline = System.nanoTime() + GRACE.toNanos();
        try {
            acceptor.join(GRACE);
            for (var thread : clients.values()) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
            for (var client : Map.copyOf(clients).entrySet()) {
                client.getKey().close();
                client.getValue().join(GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        book.close();
        selector.close();
        server.close();
        removeWithFolder(path);
    }
}
