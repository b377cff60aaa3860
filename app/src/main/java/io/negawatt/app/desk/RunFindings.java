package io.negawatt.app.desk;

import io.negawatt.app.report.Shell;
import io.negawatt.app.server.FindingDesk;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.Terms;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.text.Lang;
import io.negawatt.core.units.Interval;
import io.negawatt.plan.advise.Change;
import io.negawatt.plan.advise.Findings;
import io.negawatt.plan.advise.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What {@code negawatt advise} finds, with the prices and factors by the hour of the server's site where the run has none. */
public final class RunFindings implements FindingDesk {
    private final Supplier<SiteSetting> place;

    /** @param place the site as its factors are now */
    public RunFindings(Supplier<SiteSetting> place) {
        this.place = place;
    }

    @Override
    public List<Finding> findings(Account account, List<Account> others, Lang lang) {
        var subject = new Subject.Run(Catalog.load(), account, terms(account.terms()), List.of(), others);
        var findings = new ArrayList<Finding>();
        for (var found : Findings.of(subject)) {
            findings.add(view(account.id() + "." + (findings.size() + 1), found, lang));
        }
        return List.copyOf(findings);
    }

    /** {@return the run's own terms, with what the site knows beyond its end} */
    private Terms terms(Terms own) {
        var site = place.get().terms();
        boolean isHere = site.location().zone().equals(own.location().zone());
        return new Terms(
                own.idlePolicy(),
                own.reservedFraction(),
                site.tariff().filter(_ -> isHere).or(own::tariff),
                own.location(),
                own.market(),
                own.pue(),
                own.wue(),
                own.ewf(),
                own.hardware(),
                site.hourly().filter(_ -> isHere).or(own::hourly));
    }

    private static Finding view(String id, io.negawatt.plan.advise.Finding found, Lang lang) {
        return new Finding(
                id,
                found.title().in(lang),
                found.detail().in(lang),
                some(found.change().map(Change::energy)),
                some(found.change().map(Change::time)),
                some(found.change().flatMap(Change::cost)),
                some(found.change().flatMap(Change::carbon)),
                found.command().isEmpty() ? Optional.empty() : Optional.of(Shell.quoted(found.command())));
    }

    /** What changes nothing is not said. */
    private static Optional<Interval> some(Optional<Interval> part) {
        return part.filter(it -> !it.equals(Interval.ZERO));
    }
}
