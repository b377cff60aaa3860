package io.negawatt.core.meter;

import java.io.IOException;
import java.util.List;

/** Where the TCP sockets of the host are listed. */
interface SocketSource extends AutoCloseable {

    /** {@return every TCP socket that can move bytes} */
    List<TcpSocket> list() throws IOException;

    @Override
    void close();

    /**
     * A TCP socket.
     *
     * @param cookie its identity, unique until the host restarts
     * @param inode its number in {@code /proc/PID/fd}; 0 once its owner closed it
     * @param loopback whether both ends are on this host
     * @param bytes payload that the other end acknowledged, and payload received, since it was opened
     */
    record TcpSocket(long cookie, long inode, boolean loopback, long bytes) {}
}
