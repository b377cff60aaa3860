package io.negawatt.plan.advise;

import io.negawatt.core.account.Account;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What sheets are filled in from.
 *
 * @param account a run, such as the training of a model; empty where none is meant
 * @param site figures of a site over a period
 * @param model what is known of a model
 */
public record PolicyFacts(Optional<Account> account, Site site, Model model) {

    /**
     * Figures of a site over one period, a year for most standards.
     *
     * @param totalKwh energy of the whole site
     * @param itKwh energy of its IT equipment
     * @param renewableKwh energy from renewable sources, as the owner of the site has a right to
     * @param reusedKwh energy that is used again outside of the site
     * @param waterL water that the site used, in L
     * @param category how near to the equipment its energy is metered: 1 UPS output, 2 PDU output, 3 input of the equipment
     */
    public record Site(
            OptionalDouble totalKwh,
            OptionalDouble itKwh,
            OptionalDouble renewableKwh,
            OptionalDouble reusedKwh,
            OptionalDouble waterL,
            int category) {}

    /**
     * A model.
     *
     * @param name what it is called; empty where nobody said
     * @param paramsB parameters that a token passes, in billions
     * @param tokensB tokens that it was trained on, in billions
     * @param flops operations of its training, where they are known better than from these two
     */
    public record Model(String name, OptionalDouble paramsB, OptionalDouble tokensB, OptionalDouble flops) {
        private static final double OPERATIONS = 6;
        private static final double BILLION_SQUARED = 1e18;

        /** {@return operations of the training: as stated, or six for each parameter and token (Kaplan et al. 2020)} */
        OptionalDouble trainingFlops() {
            if (flops.isPresent() || paramsB.isEmpty() || tokensB.isEmpty()) {
                return flops;
            }
            return OptionalDouble.of(OPERATIONS * paramsB.getAsDouble() * tokensB.getAsDouble() * BILLION_SQUARED);
        }
    }

    /** A power usage effectiveness and how it was got. */
    record Pue(Interval value, Message basis) {}

    /** {@return the power usage effectiveness of the site: from its energies, else the one that the run was accounted with} */
    Optional<Pue> pue() {
        if (site.totalKwh.isPresent() && site.itKwh.isPresent()) {
            double value = site.totalKwh.getAsDouble() / site.itKwh.getAsDouble();
            return Optional.of(new Pue(Interval.exactly(value), Message.of("policy.basis.energies")));
        }
        return account.map(it -> it.terms().pue())
                .map(term -> new Pue(
                        term.value(),
                        Message.of("policy.basis.term", term.tier().id(), term.source())));
    }
}
