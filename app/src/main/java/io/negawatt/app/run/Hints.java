package io.negawatt.app.run;

import io.negawatt.app.report.Finding;
import io.negawatt.core.account.Account;
import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What would make the account of a run surer: better meters that are there but closed, and terms that nobody stated. */
public final class Hints {
    private Hints() {}

    /**
     * {@return hints, the most telling first}
     *
     * @param meters what was found when the run began; empty where that is not known any more
     */
    public static List<Finding> of(Account account, List<Discoveries.Row> meters) {
        var hints = new ArrayList<Finding>();
        for (var row : meters) {
            row.remedy()
                    .ifPresent(remedy -> hints.add(new Finding(
                            Message.of("hint.meter.title", row.kind().name()),
                            remedy,
                            row.command().isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(String.join(" ", row.command())))));
        }
        var terms = account.terms();
        if (terms.location().zone().equals("World")) {
            hints.add(hint("zone", "negawatt run --zone CN-East -- …"));
        }
        if (terms.tariff().isEmpty()) {
            hints.add(hint("price", "negawatt run --price \"0.62 CNY/kWh\" -- …"));
        }
        if (terms.pue().tier() == Tier.DEFAULT) {
            hints.add(hint("pue", "negawatt run --pue 1.2 -- …"));
        }
        return List.copyOf(hints);
    }

    private static Finding hint(String name, String command) {
        return new Finding(
                Message.of("hint." + name + ".title"), Message.of("hint." + name + ".detail"), Optional.of(command));
    }
}
