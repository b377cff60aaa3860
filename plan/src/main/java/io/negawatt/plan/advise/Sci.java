package io.negawatt.plan.advise;

import io.negawatt.core.account.Account;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Software carbon intensity by ISO/IEC 21031:2024: SCI = (E · I + M) per R. E holds the idle energy of hardware that is reserved for
 * the software, I is location-based, and neither certificates nor offsets lower it.
 */
final class Sci implements Policy {

    @Override
    public String name() {
        return "sci";
    }

    @Override
    public Sheet of(PolicyFacts facts) {
        var notes = List.of(Message.of("policy.sci.note"));
        return facts.account()
                .map(account -> new Sheet(name(), rows(account), notes))
                .orElseGet(() -> new Sheet(name(), List.of(Sheet.missing("sci", "RUN")), notes));
    }

    /** {@return the terms of the equation, and their quotient for each unit that the run counted} */
    static List<Sheet.Row> rows(Account account) {
        var run = Message.of("policy.basis.run", account.id());
        var kwh = energyKwh(account);
        var factor = account.carbon().location();
        var rows = new ArrayList<Sheet.Row>();
        rows.add(Sheet.figure("E", kwh, "kWh", Message.of("policy.sci.reserved", account.id())));
        rows.add(Sheet.figure(
                "I",
                factor.gramsPerKwh(),
                "g/kWh",
                Message.of("policy.basis.factor", factor.zone(), factor.year(), factor.kind())));
        rows.add(Sheet.figure("O", kwh.times(factor.gramsPerKwh()), "g", Message.of("policy.sci.operational")));
        rows.add(Sheet.figure("M", account.hardware().embodiedG(), "g", run));
        rows.add(Sheet.figure("C", grams(account), "g", Message.of("policy.sci.total")));
        for (var work : account.work()) {
            rows.add(Sheet.figure("R." + work.unit(), Interval.exactly(work.amount()), work.unit(), run));
            rows.add(Sheet.figure(
                    "sci." + work.unit(),
                    grams(account).times(1 / work.amount()),
                    "g/" + work.unit(),
                    Message.of("policy.sci.per", work.unit())));
        }
        if (account.work().isEmpty()) {
            rows.add(Sheet.figure("sci.run", grams(account), "g/run", Message.of("policy.sci.perRun")));
        }
        return rows;
    }

    /** {@return energy of the run under reservation, in kWh} */
    private static Interval energyKwh(Account account) {
        double reserved = account.totalJ().mid() > 0
                ? account.idlePolicies().reservedJ() / account.totalJ().mid()
                : 1;
        return account.totalJ().times(reserved / Energy.JOULES_PER_KWH);
    }

    private static Interval grams(Account account) {
        return energyKwh(account)
                .times(account.carbon().location().gramsPerKwh())
                .plus(account.hardware().embodiedG());
    }
}
