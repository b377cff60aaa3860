package io.negawatt.app.server;

import io.negawatt.app.run.Site;
import io.negawatt.app.server.FactorApi.FactorChange;
import io.negawatt.app.store.Disk;
import io.negawatt.app.store.Replacement;
import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.core.meter.Component;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Quantities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What runs would have come to under other factors: cooling is the IT energy times what the PUE adds, carbon and cost are the
 * energy times the factor and the price; what nobody gives stays as the run was closed with. Factors that are taken are in {@code
 * factors.json} beside the server's other files and hold for what the server tells of this moment.
 */
final class Restating implements FactorApi.Restatement {
    private final Platform platform;
    private final SiteSetting given;
    private final Path file;
    private FactorChange taken;

    private Restating(Platform platform, Path file, FactorChange taken) {
        this.platform = platform;
        this.given = platform.site();
        this.file = file;
        this.taken = taken;
        apply();
    }

    /** {@return restatement with the factors that were taken before} */
    static Restating open(Platform platform, Path folder) {
        var file = folder.resolve("factors.json");
        try {
            return new Restating(platform, file, Wire.read(Files.readAllBytes(file), FactorChange.class));
        } catch (NoSuchFileException e) {
            return new Restating(platform, file, FactorChange.NONE);
        } catch (Problem e) {
            throw new BadInputException(Message.of("server.factors.damaged", file, e.text()), e);
        } catch (IOException e) {
            throw new BadInputException(Message.of("server.factors.damaged", file, String.valueOf(e.getMessage())), e);
        }
    }

    @Override
    public synchronized void take(FactorChange change) throws IOException {
        var merged = taken.with(change);
        Replacement.of(Disk.LOCAL, file, Wire.bytes(merged));
        taken = merged;
        apply();
    }

    private void apply() {
        if (!taken.equals(FactorChange.NONE)) {
            platform.place().set(new SiteSetting(given.name(), given.clock(), given.contractW(), terms(given, taken)));
        }
    }

    private static Terms terms(SiteSetting site, FactorChange change) {
        var now = site.terms();
        boolean fixed = change.locationGPerKwh().isPresent();
        boolean same = change.zone().isEmpty() && !fixed;
        var then = new Site(
                        Optional.of(change.zone().orElse(now.location().zone())),
                        change.price().map(Restating::tariff).or(now::tariff),
                        change.pue(),
                        change.marketGPerKwh(),
                        IdlePolicy.USED,
                        1,
                        fixed ? new Site.Constant(change.locationGPerKwh().orElseThrow()) : new Site.OfCatalog())
                .terms();
        return new Terms(
                now.idlePolicy(),
                now.reservedFraction(),
                then.tariff(),
                same ? now.location() : then.location(),
                same && change.marketGPerKwh().isEmpty() ? now.market() : then.market(),
                change.pue().isPresent() ? then.pue() : now.pue(),
                now.wue(),
                change.zone().isPresent() ? then.ewf() : now.ewf(),
                now.hardware(),
                same ? now.hourly() : Optional.empty());
    }

    private static Tariff tariff(String text) {
        var price = Quantities.price(text);
        return new Tariff(text, price.currency(), price.perKwh());
    }

    @Override
    public List<RunFacts> of(List<RunFacts> runs, FactorChange change) {
        var then = terms(platform.site(), change);
        return runs.stream().map(it -> restated(it, change, then)).toList();
    }

    private static RunFacts restated(RunFacts run, FactorChange change, Terms then) {
        var components = change.pue().isEmpty()
                ? run.components()
                : run.components().stream()
                        .map(it -> cooled(it, run, change.pue()))
                        .toList();
        double before = run.totalJ().mid();
        double after = components.stream().mapToDouble(it -> it.energyJ().mid()).sum();
        double ratio = before > 0 && change.pue().isPresent() ? after / before : 1;
        var totalJ = run.totalJ().times(ratio);
        var kwh = totalJ.times(1 / Energy.JOULES_PER_KWH);
        boolean location = change.zone().isPresent() || change.locationGPerKwh().isPresent();
        boolean market = change.zone().isPresent() || change.marketGPerKwh().isPresent();
        return run.with(
                totalJ,
                change.price()
                        .map(Quantities::price)
                        .map(it -> new Cost(kwh.times(it.perKwh()), it.currency()))
                        .or(() -> run.cost().map(it -> new Cost(it.amount().times(ratio), it.currency()))),
                location
                        ? kwh.times(then.location().gramsPerKwh())
                        : run.locationG().times(ratio),
                market ? kwh.times(then.market().gramsPerKwh()) : run.marketG().times(ratio),
                components);
    }

    private static ComponentUse cooled(ComponentUse use, RunFacts run, OptionalDouble pue) {
        if (use.component() != Component.COOLING) {
            return use;
        }
        double itJ = run.components().stream()
                .filter(it -> it.component().isIt())
                .mapToDouble(it -> it.energyJ().mid())
                .sum();
        return new ComponentUse(
                use.component(), Interval.exactly(itJ * (pue.orElse(1) - 1)), use.tier(), use.sources());
    }
}
