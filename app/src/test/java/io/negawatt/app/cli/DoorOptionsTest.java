package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorOptionsTest {
    @TempDir
    Path home;

    /** An exporter that the server reads, and a collector that it tells; options from a file, as where pages are many. */
    @Test
    void aServerReadsExportersAndTellsACollector() throws Exception {
        var asked = new AtomicInteger();
        var told = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] page = "node_rapl_package_joules_total{index=\"0\",path=\"p\"} %d\n"
                    .formatted(1_000 + 10 * asked.incrementAndGet())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.createContext("/v1/metrics", exchange -> {
            exchange.getRequestBody().readAllBytes();
            told.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        var file = home.resolve("exporters.txt");
        Files.writeString(file, "--scrape n1=%s/metrics\n--scrape-every 100ms\n--otlp-every 1s\n".formatted(address));
        try {
            var program = Program.start(home.resolve("home"), "serve", "--port", "0", "--otlp", address, "@" + file);
            program.await(() -> told.get() >= 2);
            program.signal("TERM");
            program.exitCode();
            assertThat(told.get()).as(program.out() + program.err()).isGreaterThanOrEqualTo(2);
            assertThat(asked.get()).isGreaterThan(5);
        } finally {
            Program.endAll(home.resolve("home"));
            server.stop(0);
        }
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsStarted() {
        for (var bad : List.of(
                List.of("--scrape", "gpu-17:9400"),
                List.of("--scrape", "http://gpu-17/", "--scrape-every", "5min"),
                List.of("--otlp", "collector:4318"),
                List.of("--otlp", "http://collector", "--otlp-every", "1ms"),
                List.of("--store", "postgres"),
                List.of("--store", "embedded", "--postgres", "postgresql://db/power"),
                List.of("--store", "cloud"),
                List.of("--postgres", "postgresql://me:hunter2@db/power"))) {
            var arguments = new ArrayList<>(List.of("serve", "--port", "0"));
            arguments.addAll(bad);
            var result = new Console(home).negawatt(arguments.toArray(new String[0]));
            assertThat(result.exitCode()).as(bad + result.err()).isEqualTo(2);
            assertThat(result.err()).doesNotContain("hunter2");
            assertThat(home.resolve("live")).doesNotExist();
        }
    }
}
