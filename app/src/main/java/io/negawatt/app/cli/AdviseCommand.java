package io.negawatt.app.cli;

import io.negawatt.app.report.AdviceScreen;
import io.negawatt.app.run.Site;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.Terms;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.estimate.InferenceEstimator;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.advise.Findings;
import io.negawatt.plan.advise.Subject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code negawatt advise}: what could be done about a run, a deployment or stored data. */
@Command(name = "advise")
final class AdviseCommand implements Callable<Integer> {
    static final CommandKind KIND =
            new CommandKind("advise", AdviseCommand::new, List.of(AdviseServingCommand.KIND, AdvisePolicyCommand.KIND));

    private static final double TERA = 1e12;

    private final Session session;

    @Parameters(paramLabel = "RUN", arity = "0..1", descriptionKey = "param.RUN")
    private @Nullable String id;

    @Mixin
    private DeploymentOptions deployment = new DeploymentOptions();

    @Option(names = "--wish", paramLabel = "TIME")
    private @Nullable String wish;

    @Option(names = "--stored", paramLabel = "SIZE")
    private @Nullable String stored;

    @Option(names = "--copies", paramLabel = "N")
    private String copies = "3";

    @Option(names = "--medium", paramLabel = "hdd|ssd")
    private String medium = "hdd";

    @Mixin
    private SiteOptions site = new SiteOptions();

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    AdviseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        json.check();
        var screen = new AdviceScreen(session.lang(), Findings.of(subject()));
        json.write(session, screen.json());
        if (!json.toStandardOutput()) {
            screen.lines(session.width()).forEach(session.out()::println);
        }
        return 0;
    }

    private Subject subject() throws StoreException {
        int given = (id == null ? 0 : 1) + (deployment.isGiven() ? 1 : 0) + (stored == null ? 0 : 1);
        if (given > 1) {
            throw BadInputException.of("cli.advise.oneSubject");
        }
        if (stored != null) {
            return stored(stored);
        }
        return deployment.isGiven() ? serving() : run();
    }

    private Subject stored(String size) {
        double bytes = Quantities.dataSize(size, "TB").bytes();
        double count = SiteOptions.number("--copies", copies);
        if (count < 1) {
            throw BadInputException.of("cli.advise.copies", copies);
        }
        if (!medium.equals("hdd") && !medium.equals("ssd")) {
            throw BadInputException.of("cli.error.choice", "--medium", medium, "hdd, ssd");
        }
        return new Subject.Stored(Catalog.load(), bytes / TERA, medium, count);
    }

    private Subject serving() {
        var catalog = Catalog.load();
        var place = site.site(session.environment());
        return new Subject.Serving(
                catalog,
                InferenceEstimator.shipped(),
                deployment.modelName(),
                deployment.deployment(catalog),
                wish == null ? OptionalDouble.empty() : OptionalDouble.of(seconds(wish)),
                place.zone(),
                place.pue());
    }

    private static double seconds(String text) {
        return Quantities.duration(text, "ms").toNanos() * 1e-9;
    }

    private Subject run() throws StoreException {
        var ledger = home.ledger(session);
        Closings.closeInterrupted(ledger, session);
        var closed = closed(ledger);
        var account = id == null ? newest(closed) : Closings.read(ledger.find(id));
        return new Subject.Run(Catalog.load(), account, terms(account.terms()), List.of(), closed);
    }

    private static List<Account> closed(Ledger ledger) throws StoreException {
        var accounts = new ArrayList<Account>();
        for (var folder : ledger.folders()) {
            if (folder.closed()) {
                accounts.add(Closings.read(folder));
            }
        }
        return accounts;
    }

    private static Account newest(List<Account> closed) {
        return closed.stream()
                .max(Comparator.comparing(Account::from))
                .orElseThrow(() -> BadInputException.of("cli.advise.nothing"));
    }

    /** {@return the terms of a run with prices and factors by the hour from the options, which reach beyond its end} */
    private Terms terms(Terms own) {
        var place = site.site(session.environment());
        return new Terms(
                own.idlePolicy(),
                own.reservedFraction(),
                place.tariff().or(own::tariff),
                own.location(),
                own.market(),
                own.pue(),
                own.wue(),
                own.ewf(),
                own.hardware(),
                place.carbon() instanceof Site.Hourly hourly ? Optional.of(hourly.factor()) : own.hourly());
    }
}
