package io.negawatt.core.meter;

import io.negawatt.core.meter.HttpSource.Page;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A meter behind HTTP. Pages are asked for once a period and read when they have come; a poll meanwhile is
 * {@link Reading.Pending} and takes microseconds. An answer counts for the poll that sees it, so that all channels of a run
 * are on one clock. Where no answer comes for {@value #PATIENCE_PERIODS} periods the time is a gap.
 */
final class RemoteMeter implements Meter {
    /** Stands for a page that was not in a round. */
    static final Page NO_PAGE = new Page.Failed(Message.of("meter.gap.remote.waiting"));

    private static final int PATIENCE_PERIODS = 5;

    private final List<Channel> channels;
    private final List<RemoteTrack> tracks;
    private final Duration period;
    private final HttpSource http;
    private final List<URI> pages;
    private final Function<Map<URI, Page>, List<Figure>> reader;
    private final List<Message> notes;
    private Instant lastRequest = Instant.EPOCH;
    private Instant lastAnswer = Instant.EPOCH;

    /** What a page says of one channel. */
    sealed interface Figure {
        /** Power now. */
        record Watts(double watts) implements Figure {}

        /** Energy since some start, which only ever grows but for resets. */
        record Joules(double joules) implements Figure {}

        /** Nothing, and why. */
        record Missing(Message reason) implements Figure {}
    }

    /**
     * @param channels the channels
     * @param period time between two requests
     * @param http source of the pages; closed with this meter
     * @param pages pages of a round
     * @param reader what a round says of each channel, in their order
     * @param notes what a reader of the figures should know
     */
    RemoteMeter(
            List<Channel> channels,
            Duration period,
            HttpSource http,
            List<URI> pages,
            Function<Map<URI, Page>, List<Figure>> reader,
            List<Message> notes) {
        this.channels = List.copyOf(channels);
        this.tracks = channels.stream().map(channel -> new RemoteTrack(period)).toList();
        this.period = period;
        this.http = http;
        this.pages = List.copyOf(pages);
        this.reader = reader;
        this.notes = List.copyOf(notes);
    }

    /**
     * {@return the period in the setting {@code name}, in s}
     *
     * @throws BadInputException where it is no number from 0.1 to 60
     */
    static Duration period(Host host, String name, double defaultS) {
        return host.setting(name)
                .map(text -> {
                    if (!text.matches("\\d{1,3}(\\.\\d{1,3})?")
                            || Double.parseDouble(text) < 0.1
                            || Double.parseDouble(text) > 60) {
                        throw BadInputException.of("meter.http.period", name, text);
                    }
                    return seconds(Double.parseDouble(text));
                })
                .orElse(seconds(defaultS));
    }

    private static Duration seconds(double periodS) {
        return Duration.ofMillis(Math.round(periodS * 1e3));
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public Duration period() {
        return period;
    }

    @Override
    public List<Message> notes() {
        return notes;
    }

    @Override
    public void start(Instant now) {
        http.take();
        tracks.forEach(track -> track.start(now));
        lastAnswer = now;
        request(now);
    }

    @Override
    public List<Reading> poll(Instant now) {
        var readings = http.take().map(round -> answered(round, now)).orElseGet(() -> waiting(now));
        if (!now.isBefore(lastRequest.plus(period))) {
            request(now);
        }
        return readings;
    }

    private void request(Instant now) {
        lastRequest = now;
        http.request(pages);
    }

    private List<Reading> answered(Map<URI, Page> round, Instant now) {
        lastAnswer = now;
        var figures = reader.apply(round);
        return IntStream.range(0, tracks.size())
                .mapToObj(i -> tracks.get(i).answer(figures.get(i), now))
                .toList();
    }

    private List<Reading> waiting(Instant now) {
        boolean tooLong = now.isAfter(lastAnswer.plus(period.multipliedBy(PATIENCE_PERIODS)));
        return tracks.stream()
                .map(track -> tooLong ? track.missing(Message.of("meter.gap.remote.waiting"), now) : track.waiting(now))
                .toList();
    }

    /** {@return whether no answer is awaited} */
    boolean isIdle() {
        return http.isIdle();
    }

    @Override
    public void close() {
        http.close();
    }
}
