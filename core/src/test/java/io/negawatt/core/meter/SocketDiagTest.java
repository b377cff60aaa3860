package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketDiagTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void bothEndsOfAConnectionAreListedWithTheirBytes(String address) throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/net/tcp")), "needs Linux");
        assumeTrue(!address.contains(":") || hasIpv6Loopback(), "needs IPv6 on loopback");
        try (var source = SocketDiag.open();
                var server = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            var before = cookies(source.list());
            try (var client = new Socket(server.getInetAddress(), server.getLocalPort());
                    var peer = server.accept()) {
                client.getOutputStream().write(new byte[50_000]);
                assertThat(peer.getInputStream().readNBytes(50_000)).hasSize(50_000);
                var fresh = source.list().stream()
                        .filter(socket -> !before.contains(socket.cookie()))
                        .filter(socket -> socket.bytes() > 40_000)
                        .toList();
                assertThat(fresh).hasSize(2).allMatch(SocketSource.TcpSocket::loopback);
                assertThat(fresh).allSatisfy(socket -> {
                    assertThat((double) socket.bytes()).isCloseTo(50_000, within(2.0));
                    assertThat(socket.inode()).isPositive();
                });
            }
        }
    }

    /** A list longer than one message of the kernel comes whole, and the next request starts afresh. */
    @Test
    void aLongListComesInManyParts() throws IOException {
        assumeTrue(Files.exists(Path.of("/proc/self/net/tcp")), "needs Linux");
        int pairs = 200;
        try (var source = SocketDiag.open();
                var server = new ServerSocket(0, pairs, InetAddress.getLoopbackAddress())) {
            int before = source.list().size();
            var sockets = new ArrayList<Socket>();
            for (int i = 0; i < pairs; i++) {
                sockets.add(new Socket(server.getInetAddress(), server.getLocalPort()));
                sockets.add(server.accept());
            }
            assertThat(source.list()).hasSizeBetween(before + 2 * pairs - 20, before + 2 * pairs + 20);
            assertThat(source.list()).hasSizeBetween(before + 2 * pairs - 20, before + 2 * pairs + 20);
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static boolean hasIpv6Loopback() {
        try (var probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return probe.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    private static Set<Long> cookies(List<SocketSource.TcpSocket> sockets) {
        return sockets.stream().map(SocketSource.TcpSocket::cookie).collect(Collectors.toSet());
    }
}
