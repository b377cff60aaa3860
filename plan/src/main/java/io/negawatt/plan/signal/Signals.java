package io.negawatt.plan.signal;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.plan.signal.Fetcher.Dated;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every source of signals, in the order in which they are asked. To add one: a file of its own and a line here.
 *
 * <p>A source that fails leaves a gap with its reason, and the next is asked for what is missing. The yearly factor of a zone is
 * the last resort for average carbon, and says of itself that it is flat.
 */
public final class Signals {
    static final List<SignalSource> ALL = List.of(
            new UkCarbon(URI.create("https://api.carbonintensity.org.uk")),
            new ElectricityMaps(URI.create("https://api.electricitymaps.com")),
            new WattTime(URI.create("https://api.watttime.org")),
            new EnergyCharts(URI.create("https://api.energy-charts.info")),
            new EnergyChartsPower(URI.create("https://api.energy-charts.info")),
            new Entsoe(URI.create("https://web-api.tp.entsoe.eu")),
            new Elexon(URI.create("https://data.elexon.co.uk")),
            new Nyiso(URI.create("http://mis.nyiso.com")),
            new Eia(URI.create("https://api.eia.gov")),
            new OpenMeteo(URI.create("https://api.open-meteo.com")));

    /** Name of the yearly factor as a source. */
    public static final String YEARLY_FACTOR = "yearly-factor";

    private static final Duration MOST = Duration.ofDays(3660);

    private Signals() {}

    /**
     * A source as people choose it.
     *
     * @param needsKey whether it answers only those who have a key
     */
    public record Kind(String id, List<SignalKind> kinds, boolean needsKey, URI base) {}

    /** {@return every source, in the order in which they are asked} */
    public static List<Kind> kinds() {
        return ALL.stream()
                .map(source -> new Kind(
                        source.id(), source.kinds().stream().sorted().toList(), source.needsKey(), source.base()))
                .toList();
    }

    /**
     * {@return what the sources tell on a grid}
     *
     * @param step length of a slot
     * @param source name of the only source to ask; empty for all that know the kind
     * @throws BadInputException where no source of that name tells that kind
     */
    public static Signal fetch(Surroundings world, Query query, Duration step, Optional<String> source) {
        return fetch(
                world,
                query,
                step,
                chosen(query, source),
                source.isEmpty() || source.get().equals(YEARLY_FACTOR));
    }

    private static List<SignalSource> chosen(Query query, Optional<String> source) {
        if (Duration.between(query.from(), query.to()).compareTo(MOST) > 0) {
            throw BadInputException.of("signal.bad.span", query.from(), query.to());
        }
        var fitting = ALL.stream()
                .filter(one -> one.kinds().contains(query.kind()))
                .filter(one -> one.mayKnow(query.zone()))
                .filter(one -> source.isEmpty() || one.id().equals(source.get()))
                .toList();
        boolean isFactor = source.equals(Optional.of(YEARLY_FACTOR)) && query.kind() == SignalKind.CARBON_AVERAGE;
        if (fitting.isEmpty() && source.isPresent() && !isFactor) {
            throw BadInputException.of(
                    "signal.bad.source",
                    source.get(),
                    query.kind().id(),
                    String.join(", ", ALL.stream().map(SignalSource::id).toList()));
        }
        return fitting;
    }

    static Signal fetch(Surroundings world, Query query, Duration step, List<SignalSource> sources, boolean orFactor) {
        var grid = new SignalGrid(query, step);
        var gaps = new ArrayList<Message>();
        var fetcher = new Fetcher(world);
        for (var source : sources) {
            if (!grid.isFull()) {
                var fetched = fetcher.fetch(source, query);
                gaps.addAll(fetched.gaps());
                grid.fill(source.id(), fetched.points()).ifPresent(gaps::add);
            }
        }
        if (!grid.isFull() && orFactor && query.kind() == SignalKind.CARBON_AVERAGE) {
            factor(query, gaps)
                    .ifPresent(point -> grid.fill(
                            YEARLY_FACTOR,
                            List.of(new Dated(point, world.clock().instant()))));
        }
        return grid.signal(query, gaps);
    }

    private static Optional<Point> factor(Query query, List<Message> gaps) {
        try {
            var factor = Catalog.load().location(query.zone());
            var span = Duration.between(query.from(), query.to()).plusDays(1);
            gaps.add(Message.of("signal.flat", query.zone(), factor.year(), factor.source()));
            return Optional.of(new Point(
                    query.from(), span, factor.gramsPerKwh().mid(), query.kind().unit(), Basis.FLAT));
        } catch (BadInputException e) {
            gaps.add(e.text());
            return Optional.empty();
        }
    }
}
