package io.negawatt.app.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A caller of the live stream, who reads as much as he wants and leaves. */
final class Streams implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final int status;

    private Streams(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.status = Integer.parseInt(in.readLine().split(" ")[1]);
    }

    static Streams open(TestServer test, String path, String secret) throws IOException {
        var socket = new Socket("localhost", test.server.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + secret + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return new Streams(socket);
    }

    int status() {
        return status;
    }

    /** {@return the next line that begins so} */
    String next(String beginning) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new IOException("the stream ended before " + beginning);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
