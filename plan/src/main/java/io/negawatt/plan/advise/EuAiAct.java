package io.negawatt.plan.advise;

import io.negawatt.core.account.Account;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What Annex XI of the EU AI Act (Regulation 2024/1689), section 1, point 2, asks of a general-purpose model: (d) the computational
 * resources of its training, and (e) its known or estimated energy consumption.
 */
final class EuAiAct implements Policy {
    /** Article 51(2): training with more operations is presumed to have capabilities of high impact. */
    static final double SYSTEMIC_FLOPS = 1e25;

    private static final double SECONDS_PER_HOUR = 3600;
    /** A part below this does not weaken what the whole is known by. */
    private static final double LEAST_PART = 0.01;

    @Override
    public String name() {
        return "eu-ai-act";
    }

    @Override
    public Sheet of(PolicyFacts facts) {
        var rows = new ArrayList<Sheet.Row>();
        rows.add(model(facts.model()));
        rows.add(flops(facts.model()));
        facts.model().trainingFlops().ifPresent(flops -> rows.add(systemic(flops)));
        if (facts.account().isPresent()) {
            rows.addAll(ofRun(facts.account().get()));
        } else {
            rows.add(Sheet.missing("energy", "RUN"));
        }
        return new Sheet(
                name(), rows, List.of(Message.of("policy.eu-ai-act.note"), Message.of("policy.eu-ai-act.scope")));
    }

    private static Sheet.Row model(PolicyFacts.Model model) {
        return model.name().isEmpty()
                ? Sheet.missing("model", "--model")
                : Sheet.words("model", Message.of("policy.text", model.name()), Message.of("policy.basis.stated"));
    }

    private static Sheet.Row flops(PolicyFacts.Model model) {
        OptionalDouble flops = model.trainingFlops();
        if (flops.isEmpty()) {
            return Sheet.missing("flops", "--params, --tokens");
        }
        String basis = model.flops().isPresent() ? "policy.basis.stated" : "policy.eu-ai-act.six";
        return Sheet.figure("flops", Interval.exactly(flops.getAsDouble()), "FLOP", Message.of(basis));
    }

    private static Sheet.Row systemic(double flops) {
        return Sheet.words(
                "systemic",
                Message.of(flops > SYSTEMIC_FLOPS ? "policy.yes" : "policy.no"),
                Message.of("policy.eu-ai-act.systemic.basis"));
    }

    private static List<Sheet.Row> ofRun(Account account) {
        var kwh = account.totalJ().times(1 / Energy.JOULES_PER_KWH);
        double least = LEAST_PART * account.totalJ().mid();
        var tier = account.components().stream()
                .filter(use -> use.energyJ().mid() > least)
                .map(Account.ComponentUse::tier)
                .reduce(Tier.METERED, Tier::weaker);
        var terms = account.terms();
        return List.of(
                Sheet.figure(
                        "time",
                        Interval.exactly(account.elapsedS() / SECONDS_PER_HOUR),
                        "h",
                        Message.of("policy.basis.run", account.id())),
                new Sheet.Row(
                        "hardware",
                        Optional.empty(),
                        "",
                        Optional.of(Message.of(
                                "policy.text",
                                String.join(", ", terms.hardware().parts()))),
                        Message.of("policy.basis.run", account.id())),
                Sheet.figure("energy", kwh, "kWh", Message.of("policy.basis.tier", tier.id(), account.id())),
                Sheet.words(
                        "place",
                        Message.of("policy.text", terms.location().zone()),
                        Message.of("policy.basis.run", account.id())),
                Sheet.figure(
                        "pue",
                        terms.pue().value(),
                        "",
                        Message.of(
                                "policy.basis.term",
                                terms.pue().tier().id(),
                                terms.pue().source())));
    }
}
