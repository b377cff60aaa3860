package io.negawatt.app.cli;

import io.negawatt.app.demo.Demo;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.server.PemFiles;
import io.negawatt.app.server.Server;
import io.negawatt.app.server.Server.Ground;
import io.negawatt.app.server.Server.Listening;
import io.negawatt.app.server.Server.Mode;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.meter.Host;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negawatt serve}: the live platform, until it is told to stop. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("serve", ServeCommand::new);

    private static final int PORT = 8722;
    private static final int MOST_PORT = 65_535;

    private final Session session;
    private final AtomicReference<List<Discoveries.Row>> meters = new AtomicReference<>(List.of());

    @Option(names = "--bind", paramLabel = "ADDRESS")
    private @Nullable String bind;

    @Option(names = "--port", paramLabel = "PORT")
    private int port = PORT;

    @Option(names = "--tls-cert", paramLabel = "FILE")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE")
    private @Nullable Path key;

    @Option(names = "--insecure")
    private boolean insecure;

    @Option(names = "--public-read")
    private boolean publicRead;

    @Option(names = "--demo")
    private boolean demo;

    @Option(names = "--admin-token")
    private boolean adminToken;

    @Option(names = "--site", paramLabel = "NAME")
    private @Nullable String name;

    @Option(names = "--contract", paramLabel = "POWER")
    private @Nullable String contract;

    @Mixin
    private SiteOptions site = new SiteOptions();

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Mixin
    private DoorOptions doors = new DoorOptions();

    @Mixin
    private HomeOption home = new HomeOption();

    ServeCommand(Session session) {
        this.session = session;
    }

    /** Waits until the server is to end. */
    interface Until {
        void isReached(Server server) throws IOException, InterruptedException;
    }

    /** Serves an empty folder until {@code until} is reached, on a port of its own, so that a start can be rehearsed. */
    void rehearse(Path folder, Until until) throws IOException, InterruptedException {
        serve(new Listening(InetAddress.ofLiteral("127.0.0.1"), 0, Optional.empty()), Ledger.of(folder), until);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var listening = new Listening(address(), checkedPort(), tls());
        if (!listening.address().isLoopbackAddress() && listening.tls().isEmpty() && !insecure) {
            throw BadInputException.of("cli.serve.insecure", bind == null ? "" : bind);
        }
        store.database();
        doors.check();
        try (var stop = new Stop()) {
            if (forgets()) {
                serveForgetfully(listening, _ -> stop.await());
            } else {
                serve(listening, home.ledger(session), _ -> stop.await());
            }
            session.err().println(session.text("cli.serve.stopped"));
        }
        return 0;
    }

    private void serveForgetfully(Listening listening, Until until) throws IOException, InterruptedException {
        try (var folder = TemporaryFolder.of("demo")) {
            serve(listening, Ledger.of(folder.path()), until);
        }
    }

    private InetAddress address() {
        try {
            return bind == null ? InetAddress.ofLiteral("127.0.0.1") : InetAddress.getAllByName(bind)[0];
        } catch (UnknownHostException e) {
            throw new BadInputException(Message.of("cli.serve.bind", bind == null ? "" : bind), e);
        }
    }

    private int checkedPort() {
        if (port < 0 || port > MOST_PORT) {
            throw BadInputException.of("cli.serve.port", port, MOST_PORT);
        }
        return port;
    }

    private Optional<SSLContext> tls() {
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw BadInputException.of("cli.serve.tls");
        }
        return Optional.of(PemFiles.context(certificate, key));
    }

    private SiteSetting setting() {
        var terms = site.site(session.environment()).terms();
        String host = session.environment().getOrDefault("HOSTNAME", "negawatt");
        return new SiteSetting(
                name == null ? host : name,
                ZoneId.systemDefault(),
                contract == null
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Quantities.power(contract).watts()),
                terms);
    }

    private void serve(Listening listening, Ledger ledger, Until until) throws IOException, InterruptedException {
        var shown = demo ? Optional.of(new Demo(session.clock())) : Optional.<Demo>empty();
        var mode = new Mode(Version.text(), demo, publicRead || demo, bodyBytes());
        try (var live = LiveStores.open(ledger.home(), demo, store, session);
                var alerts = new ServedAlerts(session, ledger, live.store());
                var server = start(listening, mode, ground(ledger, live.store(), shown, alerts))) {
            say(listening, server);
            alerts.start(server);
            if (shown.isEmpty()) {
                Thread.ofPlatform().daemon().name("settling").start(() -> settle(ledger));
            }
            try (var _ = doors.open(server, live.store(), session);
                    var feed = new DemoFeed(shown, server.intake(), ledger, this::complain)) {
                feed.start();
                until.isReached(server);
            }
            if (forgets()) {
                live.forget();
            }
        } finally {
            if (shown.isPresent()) {
                shown.get().endRun();
            }
        }
    }

    /** {@return whether nothing is to outlast the server} */
    private boolean forgets() {
        return demo && home.home == null;
    }

    private Ground ground(Ledger ledger, LiveStore live, Optional<Demo> shown, ServedAlerts alerts) {
        shown.map(Demo::closedMeters).ifPresent(meters::set);
        var place = new AtomicReference<>(shown.map(Demo::site).orElseGet(this::setting));
        return new Ground(
                ledger,
                live,
                place,
                shown.map(Demo::desks).orElseGet(() -> alerts.desks(place::get)),
                meters::get,
                session.clock(),
                new SecureRandom(),
                this::complain);
    }

    /** Half of the heap; the other half is for everything else. */
    private static long bodyBytes() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    private Server start(Listening listening, Mode mode, Ground ground) {
        try {
            return new Server(listening, mode, ground);
        } catch (UncheckedIOException e) {
            throw new BadInputException(
                    Message.of(
                            "cli.serve.listen",
                            listening.address().getHostAddress(),
                            listening.port(),
                            String.valueOf(e.getMessage())),
                    e);
        }
    }

    /** What takes a while and need not be done before the first answer. */
    private void settle(Ledger ledger) {
        try (var found = Discoveries.on(Host.local(session.environment()))) {
            meters.set(found.rows());
        }
        try {
            Closings.closeInterrupted(ledger, session);
        } catch (StoreException e) {
            complain(e.text().in(session.lang()));
        }
    }

    private void complain(String line) {
        session.err().println("negawatt: " + line);
    }

    private void say(Listening listening, Server server) throws IOException {
        String address = "%s://%s:%d/"
                .formatted(
                        listening.tls().isPresent() ? "https" : "http",
                        listening.address().isLoopbackAddress()
                                ? "localhost"
                                : listening.address().getHostAddress(),
                        server.port());
        session.out().println(session.text(demo ? "cli.serve.demo" : "cli.serve.serving", address));
        var secret = adminToken ? Optional.of(server.newAdmin()) : server.firstSecret();
        secret.ifPresent(it -> session.out().println(session.text("cli.serve.token", it)));
        if (!listening.address().isLoopbackAddress() && listening.tls().isEmpty()) {
            session.err().println(session.text("cli.serve.plain"));
        }
        session.out().flush();
    }
}
