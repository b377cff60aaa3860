package io.negawatt.app.store;

import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.units.Interval;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Both sides of a ledger: what runs used and what was verified to be saved. What plans promise stands apart and is in no sum.
 *
 * @param debit what all runs used
 * @param credit what was verified to be saved
 * @param net credit minus debit; above 0 where more was saved than used
 */
public record NetSaving(Sums debit, Sums credit, Sums net, List<Credit> verified, List<Credit> planned) {

    /**
     * Sums of one side.
     *
     * @param energyJ in J
     * @param locationG location-based average carbon, in g
     * @param cost empty where a price is missing or there are several currencies
     */
    public record Sums(Interval energyJ, Interval locationG, Optional<Cost> cost) {

        private Sums minus(Sums other) {
            return new Sums(
                    less(energyJ, other.energyJ),
                    less(locationG, other.locationG),
                    cost.flatMap(one -> other.cost
                            .filter(it -> it.currency().equals(one.currency()))
                            .map(it -> new Cost(less(one.amount(), it.amount()), it.currency()))));
        }
    }

    /** {@return the two sides of a ledger} */
    public static NetSaving of(List<RunHeader> runs, List<Credit> credits) {
        var verified = credits.stream()
                .filter(credit -> credit.state() == Credit.State.VERIFIED)
                .toList();
        var debit = new Sums(
                sum(runs, run -> Optional.of(run.totalJ())),
                sum(runs, run -> Optional.of(run.locationG())),
                cost(runs, RunHeader::cost));
        var credit = new Sums(
                sum(verified, one -> one.saved().energyJ()),
                sum(verified, one -> one.saved().locationG()),
                cost(verified, one -> one.saved().cost()));
        return new NetSaving(
                debit,
                credit,
                credit.minus(debit),
                verified,
                credits.stream()
                        .filter(one -> one.state() == Credit.State.PLANNED)
                        .toList());
    }

    private static <T> Interval sum(Collection<T> items, Function<T, Optional<Interval>> part) {
        return items.stream().map(part).flatMap(Optional::stream).reduce(Interval.ZERO, Interval::plus);
    }

    private static <T> Optional<Cost> cost(Collection<T> items, Function<T, Optional<Cost>> part) {
        var costs = items.stream().map(part).flatMap(Optional::stream).toList();
        var currencies = costs.stream().map(Cost::currency).distinct().toList();
        if (currencies.size() != 1 || costs.size() < items.size()) {
            return Optional.empty();
        }
        return Optional.of(new Cost(
                costs.stream().map(Cost::amount).reduce(Interval.ZERO, Interval::plus), currencies.getFirst()));
    }

    private static Interval less(Interval one, Interval other) {
        return one.plus(new Interval(-other.high(), -other.mid(), -other.low()));
    }
}
