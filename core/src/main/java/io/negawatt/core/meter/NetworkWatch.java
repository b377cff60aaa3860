package io.negawatt.core.meter;

import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells who used the network: by the sockets of the run where the kernel lists them, otherwise by the counters of the run's
 * network namespace where nobody else is in it, otherwise not at all. The kernel's list is asked for when it is first needed.
 */
final class NetworkWatch implements AutoCloseable {
    /**
     * Rest after a look, in times what it took: listing sockets walks the kernel's whole table, 0.2 ms on a small host and
     * milliseconds on a large one, and so takes at most a thousandth of a CPU.
     */
    private static final int REST_PER_LOOK = 1000;

    private static final long MOST_REST_NS = 5_000_000_000L;

    /** Looks after which there is no rest yet: the first ones take long only because the program has just started. */
    private static final int LOOKS_TO_WARM_UP = 5;

    /** Less traffic than this is not worth a look for a while. */
    private static final double LITTLE_BYTES = 1 << 16;

    private static final Duration LITTLE_WAITS = Duration.ofSeconds(5);

    private final Host host;
    private final HostUse hostUse;
    private final BasisTally external = new BasisTally(Activity.NET);
    private final BasisTally loopback = new BasisTally(Activity.NET_LOOPBACK);
    private final Supplier<SocketSource> sockets;
    private final LongSupplier nanos;
    private final Consumer<Message> notes;
    private final ProcText text = new ProcText(1 << 16);
    private Optional<NetworkUse> bySocket = Optional.empty();
    private Mode mode = Mode.UNDECIDED;
    private Instant restUntil = Instant.MIN;
    private Instant lastLook = Instant.MIN;
    private long shortestLookNs = MOST_REST_NS / REST_PER_LOOK;
    private int looks;
    private double externalBytes;
    private double loopbackBytes;
    private double namespaceBytes;

    private enum Mode {
        UNDECIDED,
        BY_SOCKET,
        BY_NAMESPACE,
        NONE
    }

    NetworkWatch(
            Host host, HostUse hostUse, Supplier<SocketSource> sockets, LongSupplier nanos, Consumer<Message> notes) {
        this.host = host;
        this.hostUse = hostUse;
        this.sockets = sockets;
        this.nanos = nanos;
        this.notes = notes;
    }

    /** {@return use of the network since the last call, told from rarely enough to cost little, else nothing} */
    List<Activity> settle(
            Instant now, Optional<TrackedProcess> command, Collection<TrackedProcess> live, ProcessIndex tree) {
        if (mode == Mode.UNDECIDED) {
            command.ifPresent(process -> decide(process, tree));
        }
        var traffic = hostUse.traffic();
        externalBytes += traffic.external();
        loopbackBytes += traffic.loopback();
        if (command.isPresent() && !isWorthALook(now)) {
            return List.of();
        }
        lastLook = now;
        long fromNs = nanos.getAsLong();
        look(command, live);
        restUntil = now.plusNanos(restNs(nanos.getAsLong() - fromNs));
        return tell();
    }

    /** A look that was interrupted by other work takes long too, so the shortest one tells what a look takes. */
    private long restNs(long tookNs) {
        looks++;
        shortestLookNs = Math.min(shortestLookNs, tookNs);
        return looks <= LOOKS_TO_WARM_UP ? 0 : Math.min(MOST_REST_NS, shortestLookNs * REST_PER_LOOK);
    }

    private boolean isWorthALook(Instant now) {
        boolean little = externalBytes + loopbackBytes < LITTLE_BYTES;
        return !now.isBefore(restUntil) && !(little && now.isBefore(lastLook.plus(LITTLE_WAITS)));
    }

    private void look(Optional<TrackedProcess> command, Collection<TrackedProcess> live) {
        switch (mode) {
            case BY_SOCKET -> lookAtSockets(live);
            case BY_NAMESPACE -> command.map(TrackedProcess::folder).ifPresent(this::lookAtNamespace);
            case UNDECIDED, NONE -> {}
        }
    }

    private List<Activity> tell() {
        var told = List.of(external.settle(externalBytes, 0), loopback.settle(loopbackBytes, 0));
        externalBytes = 0;
        loopbackBytes = 0;
        return told;
    }

    private void decide(TrackedProcess command, ProcessIndex tree) {
        var theirs = namespace(command.folder());
        boolean ours = theirs.isEmpty() || theirs.equals(namespace(host.proc().resolve("self")));
        if (ours && openSockets()) {
            mode = Mode.BY_SOCKET;
        } else if (isAlone(command, tree)) {
            mode = Mode.BY_NAMESPACE;
            namespaceBytes = namespaceBytes(command.folder()).orElse(0.0);
        } else {
            mode = Mode.NONE;
            notes.accept(Message.of("note.process.network"));
        }
    }

    private boolean openSockets() {
        try {
            bySocket = Optional.of(new NetworkUse(sockets.get(), external, loopback));
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private void lookAtSockets(Collection<TrackedProcess> live) {
        try {
            bySocket.orElseThrow().refresh(live);
        } catch (IOException e) {
            mode = Mode.NONE;
            notes.accept(Message.of("note.process.network"));
        }
    }

    private void lookAtNamespace(Path process) {
        namespaceBytes(process).ifPresent(bytes -> {
            external.add(0, Math.max(0, bytes - namespaceBytes));
            namespaceBytes = bytes;
        });
    }

    private Optional<Double> namespaceBytes(Path process) {
        try (var file = FileChannel.open(process.resolve("net/dev"))) {
            text.readAll(file);
            return Optional.of(HostUse.sumOfLinks(text, name -> !name.equals(HostUse.LOOPBACK)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** {@return whether nobody but the run, and this program, is in the command's network namespace, as far as we may know} */
    private boolean isAlone(TrackedProcess command, ProcessIndex tree) {
        var namespace = namespace(command.folder());
        long self = ProcessHandle.current().pid();
        try (var folder = Files.newDirectoryStream(host.proc(), "[0-9]*")) {
            for (var process : folder) {
                long pid = Long.parseLong(String.valueOf(process.getFileName()));
                if (pid != self
                        && tree.of(pid).isEmpty()
                        && namespace(process)
                                .map(other -> namespace.equals(Optional.of(other)))
                                .orElse(true)) {
                    return false;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return namespace.isPresent();
    }

    private static Optional<Path> namespace(Path process) {
        try {
            return Optional.of(Files.readSymbolicLink(process.resolve("ns/net")));
        } catch (IOException | UnsupportedOperationException closedOrGone) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        bySocket.ifPresent(NetworkUse::close);
    }
}
