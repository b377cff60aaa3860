package io.negawatt.app.server;

import io.negawatt.app.access.AuditLog;
import io.negawatt.app.access.RateLimit;
import io.negawatt.app.access.Scope;
import io.negawatt.app.access.ServerFolder;
import io.negawatt.app.access.Token;
import io.negawatt.app.access.TokenBook;
import io.negawatt.app.ingest.Intake;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.store.Disk;
import io.negawatt.app.store.Ledger;
import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;

/**
 * The server from start to stop. It owns its door, its tokens and its audit log; what it is given, such as the store, stays its
 * giver's, who closes it afterwards.
 */
public final class Server implements AutoCloseable {
    private static final double REQUESTS_PER_S = 50;
    private static final double REQUESTS_AT_ONCE = 300;
    private static final double BATCHES_PER_S = 500;
    private static final double BATCHES_AT_ONCE = 2_000;
    private static final double FAILURES_PER_S = 0.2;
    private static final double FAILURES_AT_ONCE = 10;
    private static final int MOST_CALLERS = 10_000;

    private final AtomicReference<DoorsApi.State> state = new AtomicReference<>(DoorsApi.State.STARTING);
    private final LiveHub hub = new LiveHub();
    private final TokenBook tokens;
    private final AuditLog audit;
    private final Intake intake;
    private final WebDoor door;
    private final Watch watch;
    private final List<Operation> operations;
    private final Gate gate;

    /**
     * Where and how to listen.
     *
     * @param address loopback where nobody asked for more
     * @param port 0 for one that is free
     * @param tls empty for plain HTTP
     */
    public record Listening(InetAddress address, int port, Optional<SSLContext> tls) {}

    /**
     * What the server is to show.
     *
     * @param version version of the program
     * @param demo whether its figures are replayed recordings and simulations
     * @param publicRead whether everybody may look at everything
     * @param bodyBytes memory for all bodies that are read at one time
     */
    public record Mode(String version, boolean demo, boolean publicRead, long bodyBytes) {}

    /**
     * What the server stands on.
     *
     * @param place the site that it speaks of, which is replaced where somebody takes other factors
     * @param host what looking for meters on this host came to so far
     * @param log where failures of the program are told
     */
    public record Ground(
            Ledger ledger,
            LiveStore live,
            AtomicReference<SiteSetting> place,
            Desks desks,
            Supplier<List<Discoveries.Row>> host,
            InstantSource clock,
            RandomGenerator random,
            Consumer<String> log) {}

    /**
     * Starts the server; it answers when this returns.
     *
     * @throws io.negawatt.core.text.BadInputException where its own files cannot be used
     * @throws java.io.UncheckedIOException where it cannot listen there
     */
    public Server(Listening listening, Mode mode, Ground ground) {
        this(listening, mode, ground, limits());
    }

    Server(Listening listening, Mode mode, Ground ground, Gate.Limits limits) {
        var folder = ServerFolder.of(ground.ledger().home());
        tokens = TokenBook.open(Disk.LOCAL, folder, ground.clock(), ground.random());
        audit = AuditLog.open(folder);
        intake = new Intake(ground.live());
        var live = new LiveRuns(
                ground.ledger(), intake, ground.clock(), it -> ground.log().accept(it.in(Lang.EN)));
        var platform = new Platform(
                new Platform.Setting(mode.version(), mode.demo(), mode.publicRead()),
                ground.place(),
                ground.clock(),
                ground.live(),
                new RunShelf(ground.ledger(), ground.clock(), live),
                tokens,
                audit,
                ground.desks(),
                hub,
                new Counters());
        operations = Api.operations(
                platform, intake, new HostMeters(ground.host()), Restating.open(platform, folder), state::get);
        gate = new Gate(platform, operations, new Bodies(mode.bodyBytes()), limits, ground.log());
        boolean local = listening.address().isLoopbackAddress();
        door = new WebDoor(
                listening.address(), listening.port(), listening.tls(), local ? Hosts.LOOPBACK : Hosts.ANY, gate);
        watch = new Watch(platform, live, ground.log());
        state.set(DoorsApi.State.OK);
    }

    static Gate.Limits limits() {
        return new Gate.Limits(
                new RateLimit(REQUESTS_PER_S, REQUESTS_AT_ONCE, MOST_CALLERS, System::nanoTime),
                new RateLimit(BATCHES_PER_S, BATCHES_AT_ONCE, MOST_CALLERS, System::nanoTime),
                new RateLimit(FAILURES_PER_S, FAILURES_AT_ONCE, MOST_CALLERS, System::nanoTime));
    }

    Gate gate() {
        return gate;
    }

    List<Operation> operations() {
        return operations;
    }

    /** {@return the port it listens on} */
    public int port() {
        return door.port();
    }

    /** {@return what takes samples, for sources in this process} */
    public Intake intake() {
        return intake;
    }

    /** {@return the secret of a new token that may do everything, where there is none yet} */
    public Optional<String> firstSecret() throws IOException {
        boolean has = tokens.list().stream()
                .anyMatch(it -> it.may(Scope.ADMIN) && it.tenant().isEmpty());
        return has ? Optional.empty() : Optional.of(newAdmin());
    }

    /** {@return the secret of a new token that may do everything} */
    public String newAdmin() throws IOException {
        return tokens.add("admin", java.util.Set.of(Scope.ADMIN), Optional.empty(), Optional.empty(), Optional.empty())
                .secret();
    }

    /** {@return a token with these scopes and its secret} */
    public TokenBook.Made newToken(String name, java.util.Set<Scope> scopes, Optional<String> tenant)
            throws IOException {
        return tokens.add(name, scopes, tenant, Optional.empty(), Optional.empty());
    }

    /** {@return the tokens that there are} */
    public List<Token> tokens() {
        return tokens.list();
    }

    /** Tells everybody who listens that something happened. */
    public void tell(String event, Optional<String> tenant, Object document) {
        hub.tell(new LiveHub.Event(event, tenant, document));
    }

    /** Takes no more requests, ends the streams, lets what is under way end, and closes its own files. */
    @Override
    public void close() throws IOException {
        state.set(DoorsApi.State.STOPPING);
        watch.close();
        hub.close();
        door.close();
        audit.close();
    }
}
