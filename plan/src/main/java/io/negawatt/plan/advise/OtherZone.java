package io.negawatt.plan.advise;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.catalog.Factor;
import io.negawatt.core.catalog.Zone;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A grid zone of the same country or continent whose electricity emits less. */
final class OtherZone implements FindingKind {
    /** Moving work is not worth less. */
    private static final double LEAST = 0.1;

    @Override
    public String name() {
        return "zone";
    }

    @Override
    public List<Finding> of(Subject.Run run) {
        return finding(run.catalog(), run.account().carbon().location());
    }

    @Override
    public List<Finding> of(Subject.Serving serving) {
        return serving.zone().stream()
                .flatMap(zone -> finding(serving.catalog(), serving.catalog().location(zone)).stream())
                .toList();
    }

    private List<Finding> finding(Catalog catalog, Factor now) {
        if (now.zone().equals("World")) {
            return List.of();
        }
        return best(catalog, now)
                .filter(best -> best.gramsPerKwh().mid()
                        < (1 - LEAST) * now.gramsPerKwh().mid())
                .map(best -> finding(catalog, now, best))
                .stream()
                .toList();
    }

    /** {@return the least factor beside {@code now} that counts the same and is a zone's own} */
    private static Optional<Factor> best(Catalog catalog, Factor now) {
        return catalog.zonesBeside(now.zone()).stream()
                .map(Zone::id)
                .flatMap(zone -> own(catalog, zone))
                .filter(factor -> factor.kind().equals(now.kind()))
                .min(Comparator.comparingDouble(factor -> factor.gramsPerKwh().mid()));
    }

    /** {@return the factor of a zone where it is not that of the zone around it} */
    private static Stream<Factor> own(Catalog catalog, String zone) {
        return Stream.of(catalog.location(zone)).filter(factor -> factor.zone().equals(zone));
    }

    private Finding finding(Catalog catalog, Factor now, Factor best) {
        var zone = catalog.zone(best.zone());
        double halfWidth = Math.hypot(logWidth(now.gramsPerKwh()), logWidth(best.gramsPerKwh()));
        double ratio = best.gramsPerKwh().mid() / now.gramsPerKwh().mid();
        var carbon = Change.to(Interval.byFactor(ratio, Math.exp(halfWidth)));
        return Finding.change(
                name(),
                Message.of(
                        "finding.zone.title",
                        zone.id(),
                        zone.names().en(),
                        zone.names().zh()),
                Message.of(
                        "finding.zone.detail",
                        Numbers.significant(best.gramsPerKwh().mid(), 3),
                        Numbers.significant(now.gramsPerKwh().mid(), 3)),
                new Change(Interval.ZERO, Optional.empty(), Optional.of(carbon), Interval.ZERO),
                Message.of("finding.zone.basis", best.year(), best.kind()),
                // No command moves work: stating another zone here would only count it otherwise.
                List.of());
    }

    private static double logWidth(Interval grams) {
        return grams.low() > 0
                ? Math.log(Math.max(grams.high() / grams.mid(), grams.mid() / grams.low()))
                : Math.log(2);
    }
}
