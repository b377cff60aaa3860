package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.negawatt.core.meter.HttpSource.Page;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A controller that signed its own certificate, for another host name, as they do. */
final class PinnedTrustTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void onlyTheCertificateInTheFileIsTrusted() throws Exception {
        var own = selfSigned("own", "bmc-4711");
        var other = selfSigned("other", "bmc-4711");
        var server = server(own);
        try {
            var page = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
            assertThat(fetch(page, PinnedTrust.context(pem("own")))).isEqualTo(new Page.Body("750 W"));
            assertThat(fetch(page, PinnedTrust.context(pem("other")))).satisfies(PinnedTrustTest::isRefused);
            assertThat(fetch(page, SSLContext.getDefault())).satisfies(PinnedTrustTest::isRefused);
            assertThat(other).exists();
        } finally {
            server.stop(0);
        }
    }

    private static void isRefused(Page page) {
        assertThat(((Page.Failed) page).reason().key()).isEqualTo("meter.gap.http.tls");
    }

    private static Page fetch(URI page, SSLContext trust) {
        try (var http =
                new HttpSource(HttpSource.client(TIMEOUT).sslContext(trust).build(), Map.of(), TIMEOUT)) {
            return http.get(page);
        }
    }

    private static HttpsServer server(Path store) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), new TrustManager[0], new SecureRandom());
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = "750 W".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    private Path pem(String name) {
        return folder.resolve(name + ".pem");
    }

    private Path selfSigned(String name, String host) throws Exception {
        var store = folder.resolve(name + ".p12");
        keytool("-genkeypair", "-alias", "bmc", "-keyalg", "EC", "-dname", "CN=" + host, "-keystore", store.toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "bmc",
                "-keystore",
                store.toString(),
                "-file",
                pem(name).toString());
        return store;
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(java.util.List.of("-storepass", new String(PASSWORD), "-storetype", "PKCS12"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
