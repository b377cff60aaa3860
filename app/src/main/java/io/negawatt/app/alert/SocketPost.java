package io.negawatt.app.alert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 request over a connection of its own. Java's HTTP client looks names up by itself, at a later moment than whoever
 * checked the address, and a name server may answer otherwise by then; this one connects to the address that was checked, and checks the
 * certificate against the name.
 */
final class SocketPost implements Post {
    private static final int CONNECT_MS = 5_000;
    private static final int ANSWER_MS = 10_000;
    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final int LONGEST_LINE = 512;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

    @Override
    public int send(URI uri, InetAddress address, Map<String, String> headers, byte[] body) throws IOException {
        boolean https = "https".equals(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : https ? HTTPS_PORT : HTTP_PORT;
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(address, port), CONNECT_MS);
            plain.setSoTimeout(ANSWER_MS);
            if (!https) {
                return exchange(plain, uri, headers, body);
            }
            try (var secure = secure(plain, uri.getHost(), port)) {
                return exchange(secure, uri, headers, body);
            }
        }
    }

    private static SSLSocket secure(Socket plain, String host, int port) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var secure = (SSLSocket) factory.createSocket(plain, host, port, true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private static int exchange(Socket socket, URI uri, Map<String, String> headers, byte[] body) throws IOException {
        var out = socket.getOutputStream();
        out.write(head(uri, headers, body.length).getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        var match = STATUS.matcher(line(socket.getInputStream()));
        if (!match.matches()) {
            throw new ProtocolException("the answer is no HTTP");
        }
        return Integer.parseInt(match.group(1));
    }

    private static String head(URI uri, Map<String, String> headers, int length) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var head = new StringBuilder("POST ").append(path);
        if (uri.getRawQuery() != null) {
            head.append('?').append(uri.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(uri.getRawAuthority()).append("\r\nConnection: close\r\n");
        head.append("Content-Length: ").append(length).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && line.size() < LONGEST_LINE; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.US_ASCII).strip();
    }
}
