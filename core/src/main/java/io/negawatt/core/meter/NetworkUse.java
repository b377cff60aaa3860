package io.negawatt.core.meter;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which process of the run moved how many bytes over TCP. A socket belongs to the first process that was seen to hold it,
 * for as long as it lives, and counts from its opening; one that was inherited as standard input, output or error counts
 * from when it was first seen.
 *
 * <p>Missed, and so left in the residual: what a socket moved after the last look at it before it closed, sockets that were
 * opened and closed between two looks, UDP, headers and retransmissions, and processes in another network namespace.
 */
final class NetworkUse implements AutoCloseable {
    /** Looks at which a socket may still find its owner; a socket can be listed before its file descriptor shows. */
    private static final int TRIES = 2;

    private static final int NOBODY = -1;

    private final SocketSource source;
    private final BasisTally external;
    private final BasisTally loopback;
    private Map<Long, Known> known = new HashMap<>();

    /** @param loopback takes the bytes between processes of this host, {@code external} all others */
    NetworkUse(SocketSource source, BasisTally external, BasisTally loopback) {
        this.source = source;
        this.external = external;
        this.loopback = loopback;
    }

    private record Known(int owner, long bytes, int tries) {
        boolean settled() {
            return owner != NOBODY || tries >= TRIES;
        }
    }

    private record Holder(int process, boolean inherited) {}

    /** Looks at all sockets, and adds what those of {@code processes} moved since the look before. */
    void refresh(Collection<TrackedProcess> processes) throws IOException {
        var sockets = source.list();
        boolean allSettled = sockets.stream().allMatch(this::isSettled);
        Map<Long, Holder> holders = allSettled ? Map.of() : holders(processes);
        var next = new HashMap<Long, Known>();
        for (var socket : sockets) {
            var before = known.getOrDefault(socket.cookie(), new Known(NOBODY, 0, 0));
            var now = before.settled() ? before : claim(socket, before, holders);
            next.put(socket.cookie(), count(socket, now));
        }
        known = next;
    }

    private boolean isSettled(SocketSource.TcpSocket socket) {
        var before = known.get(socket.cookie());
        return socket.inode() == 0 || (before != null && before.settled());
    }

    private static Known claim(SocketSource.TcpSocket socket, Known before, Map<Long, Holder> holders) {
        var holder = holders.get(socket.inode());
        if (holder == null) {
            return new Known(NOBODY, 0, before.tries + 1);
        }
        return new Known(holder.process, holder.inherited ? socket.bytes() : 0, TRIES);
    }

    private Known count(SocketSource.TcpSocket socket, Known now) {
        if (now.owner == NOBODY) {
            return now;
        }
        long moved = Math.max(0, socket.bytes() - now.bytes);
        (socket.loopback() ? loopback : external).add(now.owner, (double) moved);
        return new Known(now.owner, now.bytes + moved, TRIES);
    }

    private static Map<Long, Holder> holders(Collection<TrackedProcess> processes) {
        var holders = new HashMap<Long, Holder>();
        for (var process : processes) {
            for (var fd : descriptors(process)) {
                inode(fd).forEach(inode -> holders.putIfAbsent(inode, new Holder(process.index, isStandard(fd))));
            }
        }
        return holders;
    }

    private static List<Path> descriptors(TrackedProcess process) {
        var descriptors = new ArrayList<Path>();
        try (var folder = Files.newDirectoryStream(process.folder().resolve("fd"))) {
            folder.forEach(descriptors::add);
        } catch (IOException | DirectoryIteratorException closedOrGone) {
            // The sockets of a process that is gone, or is somebody else's, stay in the residual.
        }
        return descriptors;
    }

    /** {@return the inode if the descriptor is a socket, as a list of at most one} */
    private static List<Long> inode(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:[")
                    ? List.of(Long.parseLong(target.substring("socket:[".length(), target.length() - 1)))
                    : List.of();
        } catch (IOException closedMeanwhile) {
            return List.of();
        }
    }

    private static boolean isStandard(Path descriptor) {
        String number = String.valueOf(descriptor.getFileName());
        return number.length() == 1 && number.charAt(0) <= '2';
    }

    @Override
    public void close() {
        source.close();
    }
}
