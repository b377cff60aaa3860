package io.negawatt.app.server;

import io.negawatt.app.access.RateLimit;
import io.negawatt.app.access.Scope;
import io.negawatt.app.access.TokenBook.Made;
import io.negawatt.app.demo.Demo;
import io.negawatt.app.live.MemoryStore;
import io.negawatt.app.server.Server.Ground;
import io.negawatt.app.server.Server.Listening;
import io.negawatt.app.server.Server.Mode;
import io.negawatt.app.store.Ledger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A server on a free port with the figures of the demonstration, and a caller. */
final class TestServer implements AutoCloseable {
    /** What the server had to tell of its own failures. */
    final List<String> log = Collections.synchronizedList(new ArrayList<>());

    final MemoryStore store = new MemoryStore();
    final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer(Path home, boolean publicRead) throws IOException {
        this(home, publicRead, Optional.empty());
    }

    TestServer(Path home, boolean publicRead, Optional<Desks> desks) throws IOException {
        this(home, publicRead, desks, true);
    }

    /** @param limited whether callers may ask only so often, and there is a past to ask for */
    TestServer(Path home, boolean publicRead, Optional<Desks> desks, boolean limited) throws IOException {
        this(home, publicRead, desks, limited, UnaryOperator.identity());
    }

    /** @param place makes the site from that of the demonstration */
    TestServer(Path home, boolean publicRead, Optional<Desks> desks, boolean limited, UnaryOperator<SiteSetting> place)
            throws IOException {
        var demo = new Demo(InstantSource.system());
        var ledger = Ledger.of(home);
        demo.writeRuns(ledger, 6);
        server = new Server(
                new Listening(InetAddress.getLoopbackAddress(), 0, Optional.empty()),
                new Mode("test", true, publicRead, 600 << 20),
                new Ground(
                        ledger,
                        store,
                        new AtomicReference<>(place.apply(demo.site())),
                        desks.orElseGet(demo::desks),
                        List::of,
                        InstantSource.system(),
                        new Random(1),
                        log::add),
                limited ? Server.limits() : unlimited());
        if (limited) {
            demo.writePast(server.intake());
        }
        demo.goOn(server.intake());
    }

    private static Gate.Limits unlimited() {
        var limit = new RateLimit(1e12, 1e12, 10, System::nanoTime);
        return new Gate.Limits(limit, limit, limit);
    }

    Made token(Scope scope, Optional<String> tenant) throws IOException {
        return server.newToken(scope.id(), Set.of(scope), tenant);
    }

    /** {@return the answer to a request} */
    HttpResponse<String> call(
            String method, String path, Optional<String> secret, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        secret.ifPresent(it -> request.header("Authorization", "Bearer " + it));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, Optional<String> secret) throws IOException, InterruptedException {
        return call("GET", path, secret, new byte[0], Map.of());
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }
}
