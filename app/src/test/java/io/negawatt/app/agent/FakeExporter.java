package io.negawatt.app.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A DCGM exporter on loopback whose GPU uses {@value #JOULES_A_REQUEST} J between two requests, and that can fail in many ways. */
final class FakeExporter implements AutoCloseable {
    static final long JOULES_A_REQUEST = 100;

    private final HttpServer server;
    private final AtomicLong joules = new AtomicLong(1_000_000);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Mode mode = Mode.GOOD;
    private volatile String authorization = "";

    /** How it answers. */
    enum Mode {
        GOOD,
        REFUSING,
        CUT,
        CUT_LINE,
        HUGE,
        SLOW,
        EMPTY
    }

    FakeExporter(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/metrics", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/metrics";
    }

    void mode(Mode next) {
        mode = next;
    }

    /** The GPU uses this much more, whether anybody asks or not. */
    void use(long more) {
        joules.addAndGet(more);
    }

    /** {@return what came in the header Authorization of the last request; empty where nothing did} */
    String authorization() {
        return authorization;
    }

    /** The driver is loaded anew: the counter begins at zero. */
    void reset() {
        joules.set(0);
    }

    private String page() {
        return """
            # HELP DCGM_FI_DEV_POWER_USAGE Power draw (in W).
            # TYPE DCGM_FI_DEV_POWER_USAGE gauge
            DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-a",device="nvidia0",modelName="NVIDIA H100",Hostname="n"} 412.5
            # HELP DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION Total energy consumption since boot (in mJ).
            # TYPE DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION counter
            DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION{gpu="0",UUID="GPU-a",device="nvidia0",modelName="NVIDIA H100",Hostname="n"} %d
            """.formatted(1_000 * joules.addAndGet(JOULES_A_REQUEST));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var now = mode;
            var said = exchange.getRequestHeaders().getFirst("Authorization");
            authorization = said == null ? "" : said;
            byte[] body = body(now).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(now == Mode.REFUSING ? 500 : 200, body.length + (now == Mode.CUT ? 1_000 : 0));
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String body(Mode now) throws InterruptedException {
        return switch (now) {
            case GOOD, CUT -> page();
            case REFUSING -> "broken";
            case CUT_LINE -> page().substring(0, page().length() - 20);
            case HUGE -> page() + "x 1\n".repeat(5_000);
            case SLOW -> {
                closing.await();
                yield page();
            }
            case EMPTY -> "up 1\n";
        };
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
