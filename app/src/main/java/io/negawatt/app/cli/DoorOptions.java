package io.negawatt.app.cli;

import io.negawatt.app.agent.Scraper;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.server.OtlpPush;
import io.negawatt.app.server.Server;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of a server that reads exporters and tells a collector. */
final class DoorOptions {
    @Option(names = "--scrape", paramLabel = "[NODE=]URL")
    private List<String> scrape = new ArrayList<>();

    @Option(names = "--scrape-every", paramLabel = "TIME", defaultValue = "10s")
    private String scrapeEvery = "10s";

    @Option(names = "--scrape-timeout", paramLabel = "TIME", defaultValue = "5s")
    private String scrapeTimeout = "5s";

    @Option(names = "--scrape-limit", paramLabel = "SIZE", defaultValue = "8MB")
    private String scrapeLimit = "8MB";

    @Option(names = "--scrape-token-file", paramLabel = "[NODE=]FILE")
    private List<String> scrapeTokenFiles = new ArrayList<>();

    @Option(names = "--otlp", paramLabel = "URL")
    private @Nullable String otlp;

    @Option(names = "--otlp-every", paramLabel = "TIME", defaultValue = "15s")
    private String otlpEvery = "15s";

    @Option(names = "--otlp-token-file", paramLabel = "FILE")
    private @Nullable Path otlpTokenFile;

    /** What the options ask for, at work until closed. */
    record Doors(Optional<Scraper> scraper, Optional<OtlpPush> push) implements AutoCloseable {
        @Override
        public void close() {
            scraper.ifPresent(Scraper::close);
            push.ifPresent(OtlpPush::close);
        }
    }

    /** Refuses what cannot be, before anything is started. */
    void check() {
        scraping();
        pushing();
    }

    private Optional<Scraper.Settings> scraping() {
        var every = Quantities.duration(scrapeEvery);
        var timeout = Quantities.duration(scrapeTimeout);
        long bytes = Math.round(Quantities.dataSize(scrapeLimit).bytes());
        return scrape.isEmpty()
                ? Optional.empty()
                : Optional.of(Scraper.Settings.of(scrape, every, timeout, bytes).withTokens(scrapeTokenFiles));
    }

    private Optional<OtlpPush.Settings> pushing() {
        Duration every = Quantities.duration(otlpEvery);
        return Optional.ofNullable(otlp)
                .map(it ->
                        new OtlpPush.Settings(address(it), Optional.ofNullable(otlpTokenFile), every, Version.text()));
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(Message.of("otlp.endpoint", text.replaceFirst("//[^/@]*@", "//…@")), e);
        }
    }

    /** Begins what the options ask for. */
    Doors open(Server server, LiveStore live, Session session) {
        var push = pushing().map(it -> new OtlpPush(it, live, session.clock(), message -> say(session, message)));
        push.ifPresent(OtlpPush::start);
        var scraper = scraping()
                .map(it -> new Scraper(it, server.intake(), live, session.clock(), message -> say(session, message)));
        return new Doors(scraper, push);
    }

    private static void say(Session session, Message message) {
        session.err().println("negawatt: " + message.in(session.lang()));
    }
}
