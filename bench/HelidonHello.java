import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.InetAddress;

/** The least server that Helidon makes: one answer on loopback. Argument: port. */
final class HelidonHello {
    private HelidonHello() {}

    public static void main(String[] args) {
        WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(Integer.parseInt(args[0]))
                .routing(HttpRouting.builder().get("/health", (request, answer) -> answer.send("hello\n")))
                .build()
                .start();
        if (args.length > 1) { // a rehearsal for the AOT cache: one question, and the end
            ask(Integer.parseInt(args[0]));
            System.exit(0);
        }
    }

    private static void ask(int port) {
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes("US-ASCII"));
            socket.getInputStream()
                    .readNBytes(15); // Helidon 4.3 answers "Connection: close" and leaves it open: no end comes
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
