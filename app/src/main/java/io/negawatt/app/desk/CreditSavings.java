package io.negawatt.app.desk;

import io.negawatt.app.server.SavingDesk;
import io.negawatt.app.store.Credit;
import io.negawatt.app.store.Credits;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The verified energy credits of the ledger that begin in the time that is asked for, as its runs are counted. What a plan promises
 * does not count, nor does a credit of carbon or money alone. Credits are the site's: a tenant is told of none.
 */
public final class CreditSavings implements SavingDesk {
    private final Credits credits;
    private final Consumer<Message> log;

    /** @param log told of credits that cannot be read */
    public CreditSavings(Credits credits, Consumer<Message> log) {
        this.credits = credits;
        this.log = log;
    }

    @Override
    public Optional<Saved> saved(Asked asked) {
        if (asked.tenant().isPresent()) {
            return Optional.empty();
        }
        var byMethod = new LinkedHashMap<String, Interval>();
        for (var credit : list()) {
            boolean counts = credit.state() == Credit.State.VERIFIED
                    && !credit.from().isBefore(asked.from())
                    && credit.from().isBefore(asked.to());
            credit.saved()
                    .energyJ()
                    .filter(_ -> counts)
                    .ifPresent(it -> byMethod.merge(credit.method(), it, Interval::plus));
        }
        var sum = Interval.sum(byMethod.values());
        return byMethod.isEmpty()
                ? Optional.empty()
                : Optional.of(new Saved(
                        sum,
                        byMethod.entrySet().stream()
                                .map(it -> new Share(
                                        it.getKey(),
                                        sum.mid() == 0 ? 0 : it.getValue().mid() / sum.mid()))
                                .toList()));
    }

    private List<Credit> list() {
        try {
            return credits.list().credits();
        } catch (StoreException e) {
            log.accept(e.text());
            return List.of();
        }
    }
}
