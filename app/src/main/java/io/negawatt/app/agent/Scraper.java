package io.negawatt.app.agent;

import io.negawatt.app.ingest.Intake;
import io.negawatt.app.live.LiveStore;
import io.negawatt.core.meter.BearerFile;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads exporters of other hosts for the server: DCGM exporter, Kepler, node_exporter and Scaphandre, see {@link
 * io.negawatt.core.meter.PrometheusMeter}. Who starts the server names the pages, so that any address may be read, private ones and
 * loopback too.
 */
public final class Scraper implements AutoCloseable {
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /**
     * What to read, and how.
     *
     * @param pages addresses by the name of their host, which is the label {@code node} of its series
     * @param every time between two requests, 0.1 to 60 s
     * @param timeout longest wait for a page, 0.1 to 60 s
     * @param limitBytes longest page that is read
     * @param tokens files with the bearer token of a host, an empty name for all others; a host without one is asked without
     */
    public record Settings(
            Map<String, List<String>> pages,
            Duration every,
            Duration timeout,
            long limitBytes,
            Map<String, BearerFile> tokens) {
        private static final String EVERYBODY = "";
        private static final long LEAST_MS = 100;
        private static final long MOST_MS = 60_000;
        private static final long LEAST_BYTES = 100;
        private static final long MOST_BYTES = 900_000_000;

        /** @throws BadInputException where a time or the limit is out of its range */
        public Settings {
            if (!isAllowed(every) || !isAllowed(timeout)) {
                throw BadInputException.of(
                        "scrape.every", Quantities.printDuration(every), Quantities.printDuration(timeout));
            }
            if (limitBytes < LEAST_BYTES || limitBytes > MOST_BYTES) {
                throw BadInputException.of("scrape.limit", limitBytes);
            }
            var copy = new LinkedHashMap<String, List<String>>();
            pages.forEach((node, urls) -> copy.put(node, List.copyOf(urls)));
            pages = copy;
            tokens = Map.copyOf(tokens);
            tokens.forEach((node, file) -> check(node, file, copy));
        }

        private static void check(String node, BearerFile file, Map<String, List<String>> pages) {
            if (!node.equals(EVERYBODY) && !pages.containsKey(node)) {
                throw BadInputException.of("scrape.token.node", node, String.join(", ", pages.keySet()));
            }
            if (file.authorization().isEmpty()) {
                throw BadInputException.of("scrape.token.file", file.path());
            }
        }

        private static boolean isAllowed(Duration time) {
            return time.toMillis() >= LEAST_MS && time.toMillis() <= MOST_MS;
        }

        /**
         * {@return settings for these targets}
         *
         * @param targets each {@code URL} or {@code NODE=URL}; without a name the host of the address is the node
         * @throws BadInputException where a target is no address
         */
        public static Settings of(List<String> targets, Duration every, Duration timeout, long limitBytes) {
            var pages = new LinkedHashMap<String, List<String>>();
            for (var target : targets) {
                int named = target.indexOf('=');
                boolean has = named > 0 && named < target.indexOf("://");
                String url = target.substring(has ? named + 1 : 0);
                String host = hostOf(url);
                pages.computeIfAbsent(has ? target.substring(0, named) : host, _ -> new ArrayList<>())
                        .add(url);
            }
            return new Settings(pages, every, timeout, limitBytes, Map.of());
        }

        /**
         * {@return the same with tokens}
         *
         * @param files each {@code FILE} for every host or {@code NODE=FILE} for one
         * @throws BadInputException where a host is not among those that are read, or a file holds no token
         */
        public Settings withTokens(List<String> files) {
            var named = new LinkedHashMap<String, BearerFile>();
            for (var file : files) {
                int equals = file.indexOf('=');
                String node = equals < 0 ? EVERYBODY : file.substring(0, equals);
                named.put(node, new BearerFile(Path.of(file.substring(equals + 1))));
            }
            return new Settings(pages, every, timeout, limitBytes, named);
        }

        private static String hostOf(String url) {
            try {
                var address = URI.create(url);
                boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
                if (http && address.getHost() != null && address.getUserInfo() == null) {
                    return address.getHost();
                }
            } catch (IllegalArgumentException e) {
                throw new BadInputException(Message.of("scrape.target", hidden(url)), e);
            }
            throw BadInputException.of("scrape.target", hidden(url));
        }

        private static String hidden(String url) {
            return url.replaceFirst("//[^/@]*@", "//…@");
        }

        /** {@return the settings of a meter that reads a page of a host} */
        Map<String, String> of(String node, String page) {
            var settings = new TreeMap<>(Map.of(
                    "prometheus.url", page,
                    "prometheus.period", seconds(every),
                    "prometheus.timeout", seconds(timeout),
                    "prometheus.limit", Long.toString(limitBytes)));
            Optional.ofNullable(tokens.getOrDefault(node, tokens.get(EVERYBODY)))
                    .ifPresent(it ->
                            settings.put("prometheus.token.file", it.path().toString()));
            return settings;
        }

        private static String seconds(Duration time) {
            return "%d.%03d".formatted(time.toSeconds(), time.toMillisPart());
        }
    }

    /**
     * Starts to read; a host that does not answer keeps no other waiting.
     *
     * @param store asked which series there are, so that silence is told of them
     * @param log told of what somebody should know; from several threads
     */
    public Scraper(Settings settings, Intake intake, LiveStore store, InstantSource wall, Consumer<Message> log) {
        var ground = new ScrapedHost.Ground(intake, store, wall, System::nanoTime, log);
        settings.pages()
                .forEach((node, pages) -> threads.add(Thread.ofPlatform()
                        .daemon()
                        .name("scrape " + node)
                        .start(() -> beats(new ScrapedHost(node, pages, settings, ground)))));
    }

    private void beats(ScrapedHost host) {
        try (host) {
            do {
                host.beat();
            } while (!stop.await(host.pause().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stores what was read, and ends. */
    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = false;
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
