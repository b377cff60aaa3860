package io.negawatt.app.agent;

import io.negawatt.app.ingest.Intake;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.LiveException;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.live.Matcher;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.SeriesGap;
import io.negawatt.app.run.RunClock;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Host;
import io.negawatt.core.meter.Meter;
import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.meter.MeterSet;
import io.negawatt.core.meter.Meters;
import io.negawatt.core.meter.PrometheusMeter;
import io.negawatt.core.text.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The exporters of one host, read by the server. Several pages of a host are one set of meters, so that a device that two exporters
 * show counts once. A page that fails is a gap with its reason in the series that came from it, also in those of an earlier start.
 *
 * <p>Not thread-safe: whoever calls {@link #beat}.
 */
final class ScrapedHost implements AutoCloseable {
    /** Samples are stored every five requests, and at least this often. */
    private static final Duration BATCH = Duration.ofSeconds(5);

    /** How often pages are read for devices that are new. */
    private static final Duration LOOK = Duration.ofMinutes(5);

    /** Where a page could not be read it is tried every ten requests, and at least this often. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /** Longest time that samples are gathered while the store takes none. */
    private static final Duration MOST_HELD = Duration.ofMinutes(15);

    private final String node;
    private final List<String> pages;
    private final Scraper.Settings settings;
    private final Ground ground;
    private final String source;
    private final long epoch;
    private RunClock clock;
    private Optional<Open> open = Optional.empty();
    private Optional<Message> closed = Optional.empty();
    private Optional<Message> told = Optional.empty();
    private final Deque<Batch> unsent = new ArrayDeque<>();
    private Instant nextLook = Instant.MIN;
    private Instant nextBatch = Instant.MIN;
    private Instant silentSince;
    private Optional<Instant> heldSince = Optional.empty();
    private long sequence;

    /** What all hosts share. */
    record Ground(
            Intake intake, LiveStore store, java.time.InstantSource wall, LongSupplier nanos, Consumer<Message> log) {}

    /** Meters that were found, and what they have said. */
    private record Open(MeterSet meters, Gathering gathering) {
        Set<String> channels() {
            return meters.channels().stream().map(Channel::id).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    ScrapedHost(String node, List<String> pages, Scraper.Settings settings, Ground ground) {
        this.node = node;
        this.pages = List.copyOf(pages);
        this.settings = settings;
        this.ground = ground;
        this.source = "scrape/" + node;
        this.epoch = Math.max(0, ground.wall().millis());
        this.clock = new RunClock(ground.wall(), ground.nanos());
        this.silentSince = clock.instant();
    }

    /** {@return time between two beats: a fraction of that between two requests, since an answer counts when it is seen} */
    Duration pause() {
        return Duration.ofMillis(Math.clamp(settings.every().toMillis() / 4, 20, 1_000));
    }

    /** Reads what has come, asks for more, and stores what is due. */
    void beat() {
        if (clock.step().isPresent()) {
            beginAnew();
        }
        var now = clock.instant();
        if (!now.isBefore(nextLook)) {
            look(now);
        }
        if (heldSince.isEmpty() || now.isBefore(heldSince.get().plus(MOST_HELD))) {
            open.ifPresent(it -> it.gathering().poll(now));
        }
        if (!now.isBefore(nextBatch)) {
            store(now);
        }
    }

    /** The wall clock was set, or the machine slept: times before and after do not belong together. */
    private void beginAnew() {
        replace(Optional.empty());
        clock = new RunClock(ground.wall(), ground.nanos());
        silentSince = clock.instant();
        heldSince = heldSince.map(_ -> clock.instant());
        nextLook = Instant.MIN;
        nextBatch = Instant.MIN;
    }

    private void look(Instant now) {
        var found = new ArrayList<Meter>();
        var reason = Optional.<Message>empty();
        for (var page : pages) {
            switch (discover(page)) {
                case Discovery.Found(var meter) -> found.add(meter);
                case Discovery.Closed there -> reason = Optional.of(there.reason());
                case Discovery.Absent(var why) -> reason = Optional.of(why);
            }
        }
        closed = reason;
        tell(reason);
        nextLook = now.plus(reason.isPresent() ? atMost(10, LOOK_AGAIN) : LOOK);
        var fresh = Meters.select(found);
        var one = new Open(fresh, new Gathering(fresh, node, settings.every()));
        if (one.channels().isEmpty() || goesOn(one)) {
            fresh.close();
        } else {
            begin(one, now);
        }
        if (reason.isEmpty()) {
            silentSince = now;
        }
    }

    /** {@return whether the meters that are there tell all that the others would} A page that fails for a while ends none of them. */
    private boolean goesOn(Open other) {
        var heard = open.map(Open::channels).orElse(Set.of());
        return closed.isPresent() ? heard.containsAll(other.channels()) : heard.equals(other.channels());
    }

    private void begin(Open other, Instant now) {
        if (open.isEmpty()) {
            batch(List.of(), gaps(now)).ifPresent(this::take);
        }
        replace(Optional.of(other));
        other.gathering().start(now);
    }

    private Duration atMost(int requests, Duration limit) {
        var time = settings.every().multipliedBy(requests);
        return time.compareTo(limit) < 0 ? time : limit;
    }

    private Discovery discover(String page) {
        return PrometheusMeter.KIND.discover().apply(new Host(Path.of("/"), settings.of(node, page)));
    }

    /** What was gathered is stored before its meters go. */
    private void replace(Optional<Open> other) {
        open.ifPresent(it -> {
            batch(it, List.of()).ifPresent(this::take);
            it.meters().close();
        });
        open = other;
    }

    private void tell(Optional<Message> reason) {
        if (!reason.equals(told)) {
            ground.log()
                    .accept(reason.map(it -> Message.of("scrape.fails", node, it))
                            .orElseGet(() -> Message.of("scrape.answers", node)));
        }
        told = reason;
    }

    private void store(Instant now) {
        nextBatch = now.plus(atMost(5, BATCH));
        send();
        if (unsent.isEmpty()) {
            var gaps = closed.isPresent() ? gaps(now) : List.<SeriesGap>of();
            (open.isPresent() ? batch(open.get(), gaps) : batch(List.of(), gaps)).ifPresent(this::take);
        }
    }

    /** Gaps of the series that are in the store from before and that no page tells of now. */
    private List<SeriesGap> gaps(Instant now) {
        long fromMs = silentSince.toEpochMilli();
        long toMs = now.toEpochMilli();
        var reason = closed.orElseGet(() -> Message.of("meter.gap.remote.waiting"));
        if (toMs <= fromMs) {
            return List.of();
        }
        try {
            var gaps = silent().stream()
                    .map(it -> new SeriesGap(it, fromMs, toMs, OptionalDouble.empty(), reason))
                    .toList();
            silentSince = now;
            return gaps;
        } catch (LiveException e) {
            hold(e);
            return List.of();
        }
    }

    private List<Series> silent() throws LiveException {
        var heard = open.map(Open::channels).orElse(Set.of());
        var selection = Selection.of(
                "", Names.ENERGY, Matcher.is(Names.NODE, node), Matcher.is(Names.METER, PrometheusMeter.KIND.name()));
        return ground.store().series(selection).stream()
                .filter(it ->
                        Names.label(it, Names.CHANNEL).filter(heard::contains).isEmpty())
                .toList();
    }

    private Optional<Batch> batch(Open from, List<SeriesGap> gaps) {
        var all = new ArrayList<SeriesGap>(from.gathering().takeGaps());
        all.addAll(gaps);
        return batch(from.gathering().takeColumns(), all);
    }

    private Optional<Batch> batch(List<Column> columns, List<SeriesGap> gaps) {
        return columns.isEmpty() && gaps.isEmpty()
                ? Optional.empty()
                : Optional.of(new Batch(source, epoch, sequence++, columns, gaps));
    }

    private void take(Batch batch) {
        unsent.addLast(batch);
        send();
    }

    /** In order; what the store does not take is sent again with its number, so that it counts once. */
    private void send() {
        try {
            while (!unsent.isEmpty()) {
                ground.intake().take(unsent.getFirst(), Optional.empty());
                unsent.removeFirst();
            }
            heldSince = Optional.empty();
        } catch (LiveException e) {
            hold(e);
        }
    }

    private void hold(LiveException e) {
        if (heldSince.isEmpty()) {
            ground.log().accept(Message.of("scrape.unstored", node, e.text()));
            heldSince = Optional.of(clock.instant());
        }
    }

    @Override
    public void close() {
        store(clock.instant());
        replace(Optional.empty());
    }
}
