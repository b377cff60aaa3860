package io.negawatt.app.report;

import io.negawatt.core.text.Message;
import io.negawatt.plan.operate.SiteCase;
import io.negawatt.plan.operate.SiteOutcome;
import io.negawatt.plan.operate.SiteStance;
import io.negawatt.plan.operate.SiteVerification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A plan of a site as people see it.
 *
 * @param name of the site
 * @param currency of all money
 * @param stance how forecasts were taken; empty where everything was known
 * @param notes what the reader should know of the inputs
 */
public record SitePlanView(
        String name, String currency, SiteVerification verified, Optional<SiteStance> stance, List<Message> notes) {
    private static final double FLAT = 1e-9;

    public SitePlanView {
        notes = List.copyOf(notes);
    }

    /** {@return the site with what really came} */
    public SiteCase real() {
        return verified.real();
    }

    /** {@return the plan, then the baselines} */
    public List<SiteOutcome> outcomes() {
        var all = new ArrayList<SiteOutcome>();
        all.add(verified.realized());
        all.addAll(verified.baselines());
        return all;
    }

    /** {@return what would have come of doing nothing} */
    public SiteOutcome resting() {
        return verified.baselines().getFirst();
    }

    /** {@return the key of what an outcome is called} */
    public static String key(SiteOutcome outcome) {
        return "cli.plan.site.outcome." + outcome.id();
    }

    /** {@return what the plan breaks, what stands in its way, and what else there is to know} */
    public List<Message> remarks() {
        var remarks = new ArrayList<>(verified.breaches());
        var broken = verified.realized().broken();
        if (!broken.isEmpty()) {
            remarks.add(Message.of("cli.plan.site.broken", broken.size(), broken.getFirst()));
        }
        double[] grams = real().gramsPerKwh();
        if (grams.length > 0 && Arrays.stream(grams).allMatch(one -> Math.abs(one - grams[0]) <= FLAT * grams[0])) {
            remarks.add(Message.of("cli.plan.site.flat"));
        }
        remarks.addAll(notes);
        return remarks;
    }
}
