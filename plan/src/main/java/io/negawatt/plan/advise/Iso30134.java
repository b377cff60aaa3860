package io.negawatt.plan.advise;

import io.negawatt.core.account.Account;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Indicators of a data center by ISO/IEC 30134: PUE (part 2) with its category, REF (part 3), ERF (part 6), CUE (part 8) and WUE
 * (part 9). Parts 4, 5 and 7 need figures of servers and of heat that no option states, and are left out.
 */
final class Iso30134 implements Policy {
    private static final double GRAMS_PER_KG = 1000;

    @Override
    public String name() {
        return "iso-30134";
    }

    @Override
    public Sheet of(PolicyFacts facts) {
        var site = facts.site();
        var rows = new ArrayList<Sheet.Row>();
        var pue = facts.pue();
        rows.add(pue.map(it -> Sheet.figure("pue", it.value(), "", it.basis()))
                .orElseGet(() -> Sheet.missing("pue", "--total-energy, --it-energy")));
        rows.add(Sheet.words(
                "category",
                Message.of("policy.iso-30134.category." + site.category()),
                Message.of("policy.basis.stated")));
        rows.add(ratio("ref", site.renewableKwh(), site.totalKwh(), "", "--renewable-energy, --total-energy"));
        rows.add(ratio("erf", site.reusedKwh(), site.totalKwh(), "", "--reused-energy, --total-energy"));
        rows.add(cue(facts, pue));
        rows.add(wue(facts));
        return new Sheet(name(), rows, List.of(Message.of("policy.iso-30134.note")));
    }

    private static Sheet.Row ratio(String id, OptionalDouble part, OptionalDouble whole, String unit, String options) {
        return part.isPresent() && whole.isPresent()
                ? Sheet.figure(
                        id,
                        Interval.exactly(part.getAsDouble() / whole.getAsDouble()),
                        unit,
                        Message.of("policy.basis.energies"))
                : Sheet.missing(id, options);
    }

    /** {@return carbon of the site's energy over the energy of its IT: the factor times the PUE} */
    private static Sheet.Row cue(PolicyFacts facts, Optional<PolicyFacts.Pue> pue) {
        if (facts.account().isEmpty() || pue.isEmpty()) {
            return Sheet.missing("cue", "RUN");
        }
        var factor = facts.account().get().carbon().location();
        return Sheet.figure(
                "cue",
                factor.gramsPerKwh().times(1 / GRAMS_PER_KG).times(pue.get().value()),
                "kg/kWh",
                Message.of("policy.basis.factor", factor.zone(), factor.year(), factor.kind()));
    }

    private static Sheet.Row wue(PolicyFacts facts) {
        var site = facts.site();
        if (site.waterL().isPresent() && site.itKwh().isPresent()) {
            return ratio("wue", site.waterL(), site.itKwh(), "L/kWh", "");
        }
        return facts.account()
                .map(Account::terms)
                .map(terms -> Sheet.figure(
                        "wue",
                        terms.wue().value(),
                        "L/kWh",
                        Message.of(
                                "policy.basis.term",
                                terms.wue().tier().id(),
                                terms.wue().source())))
                .orElseGet(() -> Sheet.missing("wue", "--water, --it-energy"));
    }
}
