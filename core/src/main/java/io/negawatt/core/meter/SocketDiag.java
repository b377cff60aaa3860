package io.negawatt.core.meter;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The TCP sockets of this network namespace with the bytes that each has moved, as the kernel lists them over netlink. Needs
 * no privilege.
 *
 * <p>Not thread-safe.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/sock_diag.7.html">sock_diag(7)</a>
 */
final class SocketDiag implements SocketSource {
    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW_CLOEXEC = 3 | 0x80000;
    private static final int NETLINK_SOCK_DIAG = 4;
    private static final int MSG_DONTWAIT = 0x40;
    private static final byte AF_INET = 2;

    private static final int HEADER_BYTES = 16;
    private static final int REQUEST_BYTES = HEADER_BYTES + 60;
    private static final int STATES_AT = HEADER_BYTES + 52;

    /** The older request, which lists both address families in one walk of the kernel's table; the newer one needs two. */
    private static final short TCPDIAG_GETSOCK = 18;

    private static final short NLM_F_REQUEST_DUMP = 0x301;
    private static final int NLMSG_ERROR = 2;
    private static final int NLMSG_DONE = 3;

    /** Every TCP state but the listening ones (3 SYN_RECV, 6 TIME_WAIT, 10 LISTEN), which move nothing. */
    private static final int STATES = 0xFFF & ~(1 | 1 << 3 | 1 << 6 | 1 << 10);

    // struct inet_diag_msg and the attribute INET_DIAG_INFO with struct tcp_info
    private static final int MESSAGE_BYTES = 72;
    private static final int SOURCE_AT = 8;
    private static final int TARGET_AT = 24;
    private static final int ADDRESS_BYTES = 16;
    private static final int COOKIE_AT = 44;
    private static final int INODE_AT = 68;
    private static final int INET_DIAG_INFO = 2;
    private static final int BYTES_ACKED_AT = 120;
    private static final int BYTES_RECEIVED_AT = 128;

    private final MethodHandle send =
            Native.function("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private final MethodHandle receive =
            Native.function("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private final MethodHandle close = Native.function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(1 << 16, 8);
    private final int socket;

    private SocketDiag(int socket) {
        this.socket = socket;
    }

    /**
     * {@return the list of this namespace's sockets}
     *
     * @throws UnsupportedOperationException where the kernel does not give it
     */
    static SocketDiag open() {
        var make = Native.function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        int socket = Native.call(() -> (int) make.invokeExact(AF_NETLINK, SOCK_RAW_CLOEXEC, NETLINK_SOCK_DIAG));
        if (socket < 0) {
            throw new UnsupportedOperationException("the kernel gives no netlink socket");
        }
        return new SocketDiag(socket);
    }

    @Override
    public List<TcpSocket> list() throws IOException {
        var sockets = new ArrayList<TcpSocket>();
        request();
        while (readPart(sockets)) {}
        return sockets;
    }

    private void request() throws IOException {
        buffer.asSlice(0, REQUEST_BYTES).fill((byte) 0);
        buffer.set(JAVA_INT_UNALIGNED, 0, REQUEST_BYTES);
        buffer.set(JAVA_SHORT_UNALIGNED, 4, TCPDIAG_GETSOCK);
        buffer.set(JAVA_SHORT_UNALIGNED, 6, NLM_F_REQUEST_DUMP);
        buffer.set(JAVA_BYTE, HEADER_BYTES, AF_INET);
        buffer.set(JAVA_BYTE, HEADER_BYTES + 3, (byte) (1 << (INET_DIAG_INFO - 1)));
        buffer.set(JAVA_INT_UNALIGNED, STATES_AT, STATES);
        long sent = Native.call(() -> (long) send.invokeExact(socket, buffer, (long) REQUEST_BYTES, 0));
        if (sent != REQUEST_BYTES) {
            throw new IOException("the kernel took no request for its sockets");
        }
    }

    /** {@return whether more parts follow} */
    private boolean readPart(List<TcpSocket> sockets) throws IOException {
        long length = Native.call(() -> (long) receive.invokeExact(socket, buffer, buffer.byteSize(), MSG_DONTWAIT));
        if (length <= 0) {
            throw new IOException("the kernel broke off its list of sockets");
        }
        for (long at = 0; at + HEADER_BYTES <= length; ) {
            int messageBytes = buffer.get(JAVA_INT_UNALIGNED, at);
            int type = buffer.get(JAVA_SHORT_UNALIGNED, at + 4);
            if (type == NLMSG_DONE) {
                return false;
            }
            if (type == NLMSG_ERROR || messageBytes < HEADER_BYTES || at + messageBytes > length) {
                throw new IOException("the kernel refuses to list its sockets");
            }
            if (messageBytes >= HEADER_BYTES + MESSAGE_BYTES) {
                sockets.add(parse(buffer.asSlice(at + HEADER_BYTES, messageBytes - HEADER_BYTES)));
            }
            at += (messageBytes + 3) & ~3;
        }
        return true;
    }

    /** {@return the socket of one inet_diag message with its attributes} */
    private static TcpSocket parse(MemorySegment message) {
        long bytes = 0;
        for (long at = MESSAGE_BYTES; at + 4 <= message.byteSize(); ) {
            int attributeBytes = Short.toUnsignedInt(message.get(JAVA_SHORT_UNALIGNED, at));
            if (attributeBytes < 4 || at + attributeBytes > message.byteSize()) {
                break;
            }
            int type = message.get(JAVA_SHORT_UNALIGNED, at + 2);
            if (type == INET_DIAG_INFO && attributeBytes >= 4 + BYTES_RECEIVED_AT + Long.BYTES) {
                bytes = message.get(JAVA_LONG_UNALIGNED, at + 4 + BYTES_ACKED_AT)
                        + message.get(JAVA_LONG_UNALIGNED, at + 4 + BYTES_RECEIVED_AT);
            }
            at += (attributeBytes + 3) & ~3;
        }
        long inode = Integer.toUnsignedLong(message.get(JAVA_INT_UNALIGNED, INODE_AT));
        return new TcpSocket(message.get(JAVA_LONG_UNALIGNED, COOKIE_AT), inode, isLoopback(message), bytes);
    }

    private static boolean isLoopback(MemorySegment message) {
        var source = message.asSlice(SOURCE_AT, ADDRESS_BYTES);
        var target = message.asSlice(TARGET_AT, ADDRESS_BYTES);
        boolean ipv4 = message.get(JAVA_BYTE, 0) == AF_INET;
        return source.mismatch(target) < 0 || isLoopbackAddress(target, ipv4);
    }

    /** 127.0.0.0/8, ::1 and ::ffff:127.0.0.0/104. */
    private static boolean isLoopbackAddress(MemorySegment address, boolean ipv4) {
        if (ipv4) {
            return address.get(JAVA_BYTE, 0) == 127;
        }
        boolean zeros = address.get(JAVA_LONG_UNALIGNED, 0) == 0;
        var tail = address.asSlice(8, 8).toArray(JAVA_BYTE);
        boolean one = tail[7] == 1 && (tail[0] | tail[1] | tail[2] | tail[3] | tail[4] | tail[5] | tail[6]) == 0;
        boolean mapped = tail[2] == -1 && tail[3] == -1 && tail[4] == 127;
        return zeros && (one || mapped);
    }

    @Override
    public void close() {
        int unused = Native.call(() -> (int) close.invokeExact(socket));
        arena.close();
    }
}
