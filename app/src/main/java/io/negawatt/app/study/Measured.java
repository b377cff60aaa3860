package io.negawatt.app.study;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.Part;
import io.negawatt.train.learn.Evaluation;
import io.negawatt.train.parallel.Outcome;
import io.negawatt.train.parallel.Phase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What an arm of the study came to.
 *
 * @param run id of its run in the ledger
 * @param outcome what was trained
 * @param account what it used
 */
record Measured(String run, Outcome outcome, Account account) {
    /** What happens before the first step and is the same for every arm: starting, reading the text, meeting. */
    private static final Set<String> BEFORE = Set.of(Account.OUTSIDE, Phase.STALL.label());

    private static final String ALL_REDUCED = "all-reduced-bytes";

    /** {@return energy of training itself, in J, cooling included and without what comes before the first step} */
    double trainingJ() {
        return phaseJ().values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** {@return energy of each phase of training, in J} */
    Map<String, Double> phaseJ() {
        var energies = new LinkedHashMap<String, Double>();
        for (Part phase : account.phases()) {
            if (!BEFORE.contains(phase.name())) {
                energies.merge(phase.name(), phase.energyJ(), Double::sum);
            }
        }
        return energies;
    }

    /** {@return the part of each component in the energy of the run, 0 to 1} */
    Map<String, Double> componentShares() {
        var shares = new LinkedHashMap<String, Double>();
        double totalJ = account.totalJ().mid();
        for (var use : account.components()) {
            shares.put(use.component().id(), totalJ > 0 ? use.energyJ().mid() / totalJ : 0);
        }
        return shares;
    }

    /** {@return gradient bytes that all workers handed over} */
    double allReducedBytes() {
        return account.work().stream()
                .filter(work -> work.unit().equals(ALL_REDUCED))
                .mapToDouble(Account.Work::amount)
                .sum();
    }

    /** {@return energy of training per token learned from, in J} */
    double jPerToken() {
        return trainingJ() / outcome.tokens();
    }

    /** {@return the middle of the step times, in s, but for the first few, in which buffers are made} */
    double stepS() {
        var times = outcome.stepS().stream()
                .skip(Math.min(4, outcome.stepS().size() / 2))
                .sorted()
                .toList();
        return times.get(times.size() / 2);
    }

    /** {@return held-out loss at the end, in nats} */
    double lastLoss() {
        return outcome.history().getLast().loss();
    }

    /**
     * {@return energy up to the moment at which the held-out loss fell to {@code loss}, in J; empty where it never did}
     *
     * <p>Between two looks at held-out data the loss is taken to fall evenly, and the energy to be used evenly over the
     * whole training.
     */
    OptionalDouble joulesToLoss(double loss) {
        var history = outcome.history();
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).loss() <= loss) {
                double atS = i == 0 ? history.get(0).elapsedS() : crossingS(history.get(i - 1), history.get(i), loss);
                return OptionalDouble.of(trainingJ() * atS / outcome.elapsedS());
            }
        }
        return OptionalDouble.empty();
    }

    private static double crossingS(Evaluation before, Evaluation after, double loss) {
        double share = (before.loss() - loss) / (before.loss() - after.loss());
        return before.elapsedS() + share * (after.elapsedS() - before.elapsedS());
    }

    /** {@return the held-out loss after {@code joules} of training, in nats; empty where training used less} */
    OptionalDouble lossAt(double joules) {
        var history = outcome.history();
        double atS = joules / trainingJ() * outcome.elapsedS();
        for (int i = 1; i < history.size(); i++) {
            var before = history.get(i - 1);
            var after = history.get(i);
            if (before.elapsedS() <= atS && atS <= after.elapsedS()) {
                double share = (atS - before.elapsedS()) / (after.elapsedS() - before.elapsedS());
                return OptionalDouble.of(before.loss() + share * (after.loss() - before.loss()));
            }
        }
        return OptionalDouble.empty();
    }

    /** {@return energy up to each look at held-out data, in J, as {@link #joulesToLoss} counts it} */
    double joulesAt(Evaluation evaluation) {
        return trainingJ() * evaluation.elapsedS() / outcome.elapsedS();
    }
}
