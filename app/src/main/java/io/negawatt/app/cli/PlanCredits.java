package io.negawatt.app.cli;

import io.negawatt.app.report.JobsView;
import io.negawatt.app.report.SitePlanView;
import io.negawatt.app.store.Credit;
import io.negawatt.app.store.Credit.Saved;
import io.negawatt.app.store.Credit.State;
import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import io.negawatt.plan.optimize.Goal;
import java.util.Optional;

/**
 * The saving of a plan as a credit of the ledger. It is verified where the plan rested on forecasts and was carried out under what
 * really came, over days enough for an interval; a plan that took all as known only promises.
 */
final class PlanCredits {
    private static final int LEAST_DAYS = 2;

    private PlanCredits() {}

    private static State state(boolean carriedOut, int days) {
        return carriedOut && days >= LEAST_DAYS ? State.VERIFIED : State.PLANNED;
    }

    /** {@return what jobs saved against running as submitted} */
    static Credit of(JobsView view, String subject) {
        int days = view.saving(Goal.COST).days();
        double savedKwh =
                view.asSubmitted().totals().energyKwh() - view.plan().totals().energyKwh();
        return new Credit(
                state(!PlanForecasts.isPerfect(view.forecast()), days),
                subject,
                "paired-replay",
                view.asSubmitted().optimizer(),
                view.problem().slots().start(),
                view.problem().slots().end(),
                days,
                new Saved(
                        Optional.of(Interval.exactly(savedKwh * Energy.JOULES_PER_KWH)),
                        saved(view, Goal.CARBON),
                        saved(view, Goal.MARGINAL),
                        saved(view, Goal.COST).map(amount -> new Cost(amount, view.currency()))));
    }

    private static Optional<Interval> saved(JobsView view, Goal goal) {
        if (!view.isKnown(goal)) {
            return Optional.empty();
        }
        var saving = view.saving(goal);
        return Optional.of(new Interval(
                Math.min(saving.low(), saving.saved()), saving.saved(), Math.max(saving.high(), saving.saved())));
    }

    /** {@return what a site saved against one without battery whose jobs run as submitted} */
    static Credit of(SitePlanView view) {
        var saving = view.verified().saving();
        return new Credit(
                state(view.stance().isPresent(), saving.days()),
                view.name(),
                saving.method(),
                saving.baseline(),
                view.real().timeOf(0),
                view.real().timeOf(view.real().slots()),
                saving.days(),
                new Saved(
                        Optional.of(saving.importJ()),
                        saving.grams(),
                        saving.marginalGrams(),
                        Optional.of(new Cost(saving.cost(), view.currency()))));
    }
}
