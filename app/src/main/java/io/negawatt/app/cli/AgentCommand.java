package io.negawatt.app.cli;

import io.negawatt.app.agent.AgentService;
import io.negawatt.app.agent.HttpUplink;
import io.negawatt.app.agent.Spool;
import io.negawatt.app.run.Interrupts;
import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.meter.Host;
import io.negawatt.core.meter.MeterSet;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negawatt agent}: reads the meters of this host without end and delivers what they say to a server. */
@Command(name = "agent")
final class AgentCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("agent", AgentCommand::new);

    private static final int MOST_HZ = 10;
    private static final long NANOS_PER_S = 1_000_000_000;

    private final Session session;

    @Option(names = "--server", required = true, paramLabel = "URL")
    private String server = "";

    @Option(names = "--token-file", required = true, paramLabel = "FILE")
    private Path tokenFile = Path.of("token");

    @Option(names = "--hz", paramLabel = "NUMBER", defaultValue = "1")
    private int hz = 1;

    @Option(names = "--node", paramLabel = "NAME")
    @Nullable
    private String node;

    @Option(names = "--spool", paramLabel = "DIR")
    @Nullable
    private Path spool;

    @Option(names = "--spool-limit", paramLabel = "SIZE", defaultValue = "256MB")
    private String spoolLimit = "256MB";

    @Option(names = "--ca", paramLabel = "FILE")
    @Nullable
    private Path ca;

    @Option(names = "--root", paramLabel = "DIR")
    private Path root = Path.of("/");

    @Option(names = "--insecure")
    private boolean insecure;

    @Mixin
    private HomeOption home = new HomeOption();

    AgentCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (hz < 1 || hz > MOST_HZ) {
            throw BadInputException.of("cli.agent.hz", hz, MOST_HZ);
        }
        var settings = settings();
        var host = new Host(root, Host.local(session.environment()).settings());
        try (var uplink = new HttpUplink(server, tokenFile, Optional.ofNullable(ca), insecure);
                var found = Discoveries.on(host);
                var meters = found.select()) {
            if (meters.channels().isEmpty()) {
                throw BadInputException.of("cli.agent.meterless");
            }
            serve(settings, host, meters, uplink);
        }
        return 0;
    }

    private void serve(AgentService.Settings settings, Host host, MeterSet meters, HttpUplink uplink)
            throws IOException, InterruptedException {
        var end = new CountDownLatch(1);
        var random = new SecureRandom();
        try (var _ = Interrupts.listen(_ -> end.countDown());
                var agent = new AgentService(settings, host, meters, uplink, session.clock(), random, this::say)) {
            say(Message.of(
                    "cli.agent.begins", settings.node(), meters.channels().size(), hz, server, settings.spool()));
            long waiting = agent.spool().waiting();
            if (waiting > 0) {
                say(Message.of("cli.agent.waiting", waiting));
            }
            end.await();
            say(Message.of("cli.agent.ends"));
        }
    }

    private AgentService.Settings settings() throws IOException {
        long bytes = Math.round(Quantities.dataSize(spoolLimit).bytes());
        if (bytes < Spool.LEAST_LIMIT) {
            throw BadInputException.of("cli.agent.limit", spoolLimit, Spool.LEAST_LIMIT >> 20);
        }
        var folder = spool == null ? home.folder(session).resolve("agent") : spool;
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        return new AgentService.Settings(name(), Duration.ofNanos(NANOS_PER_S / hz), folder, bytes);
    }

    private String name() {
        if (node != null) {
            return node;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new BadInputException(Message.of("cli.agent.nameless", String.valueOf(e.getMessage())), e);
        }
    }

    private void say(Message message) {
        session.err().println("negawatt: " + message.in(session.lang()));
    }
}
