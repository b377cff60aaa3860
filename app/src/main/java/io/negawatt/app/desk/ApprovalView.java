package io.negawatt.app.desk;

import io.negawatt.app.desk.JobBook.Approval;
import io.negawatt.app.report.Figures;
import io.negawatt.app.server.ActionDesk.Action;
import io.negawatt.app.server.PlanDesk.Objective;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.time.Instant;
import java.util.Optional;

/**
 * An approved plan in words.
 *
 * @param reversible whether it can be put back now
 */
record ApprovalView(Approval approval, SiteSetting site, Instant now, boolean reversible, Lang lang) {

    Action action() {
        return new Action(
                approval.id(),
                approval.at(),
                text("desk.action.title", approval.before().size()),
                approval.who(),
                reason(),
                site.contractW().isPresent()
                        ? Optional.of(text(
                                "desk.action.limit",
                                figures().power(site.contractW().getAsDouble())))
                        : Optional.empty(),
                Optional.of(text(approval.restored() ? "desk.action.effect.restored" : "desk.action.effect")),
                state(),
                approval.restored() ? Optional.empty() : Optional.of(approval.until()),
                reversible);
    }

    private String state() {
        return approval.restored() ? "restored" : approval.until().isAfter(now) ? "active" : "done";
    }

    /** Money where the plan is for money, carbon else. */
    private String reason() {
        var saved = approval.savedCost().filter(_ -> approval.objective() != Objective.CARBON);
        String amount = saved.isPresent()
                ? figures().money(saved.get().mid(), site.currency().orElse(""))
                : figures().mass(approval.savedG().mid()) + " CO₂e";
        return text("desk.action.reason", amount);
    }

    private Figures figures() {
        return new Figures(lang);
    }

    private String text(String key, Object... args) {
        return Message.of(key, args).in(lang);
    }
}
