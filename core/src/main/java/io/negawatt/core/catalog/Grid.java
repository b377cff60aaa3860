package io.negawatt.core.catalog;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Zones, cloud regions and the carbon and water of their electricity. A zone without a figure takes that of the zone around it. */
final class Grid {
    private final Shelf<Zone> zones = Shelf.of(Table.read("zones.csv", Grid::zone));
    private final Lazy<Shelf<CloudRegion>> regions =
            new Lazy<>(() -> Shelf.of(Table.read("cloud_regions.csv", Grid::region)));
    private final Lazy<Map<String, List<GridFactor>>> factors = new Lazy<>(() -> {
        var rows = Table.read("factors.csv", this::factor);
        var newestFirst =
                Comparator.comparingInt((GridFactor row) -> row.factor().year()).reversed();
        return rows.stream().sorted(newestFirst).collect(Collectors.groupingBy(GridFactor::id));
    });

    Shelf<Zone> zones() {
        return zones;
    }

    Shelf<CloudRegion> regions() {
        return regions.get();
    }

    Stream<GridFactor> factors() {
        return zones.facts().stream().flatMap(zone -> rows(zone).stream());
    }

    Zone zone(String place) {
        return region(place).map(region -> zones.get(region.zone())).orElseGet(() -> zoneOrThrow(place));
    }

    private Zone zoneOrThrow(String place) {
        return zones.find(place).orElseThrow(() -> {
            var cloud = Nearness.near(
                    Shelf.key(place),
                    regions().facts().stream().map(CloudRegion::id).toList());
            var offered = cloud.isEmpty() ? zones.offer(place) : cloud;
            return BadInputException.of("catalog.unknown.zone", place, String.join(", ", offered));
        });
    }

    /** {@return the cloud region of this name; the file of regions is not read for what is a zone} */
    Optional<CloudRegion> region(String place) {
        return zones.find(place).isPresent() ? Optional.empty() : regions().find(place);
    }

    Factor location(String place) {
        return region(place)
                .filter(CloudRegion::own)
                .map(CloudRegion::factor)
                .or(() -> used(zone(place), GridFactor.Use.LOCATION))
                .orElseThrow();
    }

    Factor market(String place) {
        return used(zone(place), GridFactor.Use.MARKET).orElseGet(() -> location(place));
    }

    private Optional<Factor> used(Zone zone, GridFactor.Use use) {
        return nearest(zone, row -> row.use() == use).map(GridFactor::factor);
    }

    Factor factor(String place, OptionalInt year, Optional<Factor.Kind> kind) {
        if (year.isEmpty() && kind.isEmpty()) {
            return location(place);
        }
        Zone zone = zone(place);
        return nearest(
                        zone,
                        row -> year.stream()
                                        .allMatch(
                                                wanted -> wanted == row.factor().year())
                                && kind.stream().allMatch(row.factor().kind()::equals))
                .map(GridFactor::factor)
                .orElseThrow(() ->
                        BadInputException.of("catalog.factor.missing", zone.id(), wanted(year, kind), known(zone)));
    }

    private static String wanted(OptionalInt year, Optional<Factor.Kind> kind) {
        return Stream.concat(
                        year.stream().mapToObj(String::valueOf), kind.stream().map(Factor.Kind::toString))
                .collect(Collectors.joining(" "));
    }

    private String known(Zone zone) {
        return chain(zone)
                .flatMap(around -> rows(around).stream())
                .map(row -> row.id() + " " + row.factor().year() + " "
                        + row.factor().kind())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** {@return the newest fitting row of the zone, else of the zone around it, and so on} */
    private Optional<GridFactor> nearest(Zone zone, Predicate<GridFactor> fits) {
        return chain(zone)
                .flatMap(around -> rows(around).stream().filter(fits).limit(1))
                .findFirst();
    }

    List<GridFactor> rows(Zone zone) {
        return factors.get().getOrDefault(zone.id(), List.of());
    }

    /** {@return the zone, the one around it, up to the world} */
    Stream<Zone> chain(Zone zone) {
        return Stream.iterate(
                        Optional.of(zone),
                        Optional::isPresent,
                        inner -> inner.flatMap(Zone::parent).map(zones::get))
                .flatMap(Optional::stream);
    }

    private static Zone zone(Table.Line line) {
        return new Zone(
                line.text("zone"),
                line.names(),
                Optional.of(line.text("parent")).filter(parent -> !parent.isEmpty()),
                line.list("aliases"),
                line.origin());
    }

    private GridFactor factor(Table.Line line) {
        Zone zone = zones.get(line.text("zone"));
        var kind = new Factor.Kind(line.text("gas"), line.text("boundary"), line.text("mix"));
        String use = line.text("use");
        return new GridFactor(
                zone.names(),
                zone.aliases(),
                figure(line, zone.id(), kind),
                use.isEmpty() ? GridFactor.Use.ON_REQUEST : GridFactor.Use.valueOf(use.toUpperCase(Locale.ROOT)),
                line.origin());
    }

    private static CloudRegion region(Table.Line line) {
        String id = line.text("region");
        return new CloudRegion(
                id,
                new Names(line.text("place_en"), line.text("place_zh")),
                line.list("aliases"),
                line.text("zone"),
                figure(line, id, new Factor.Kind(line.text("gas"), line.text("boundary"), "average")),
                line.text("use").equals("own"),
                line.origin());
    }

    private static Factor figure(Table.Line line, String zone, Factor.Kind kind) {
        Interval gramsPerKwh = line.range("", "g_per_kwh");
        return new Factor(zone, kind, line.integer("year"), gramsPerKwh, line.text("source"));
    }
}
