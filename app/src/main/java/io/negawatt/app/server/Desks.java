package io.negawatt.app.server;

import java.util.List;
import java.util.Optional;

/**
 * Parts of the program that answer for themselves, so that the server need not know how: each is asked for what a page shows.
 *
 * @param budgets budgets and alerts
 * @param actions what was done to knobs and jobs
 * @param plans jobs and when to run them
 * @param savings what was verified to be saved
 * @param findings what could be done about a run
 */
public record Desks(BudgetDesk budgets, ActionDesk actions, PlanDesk plans, SavingDesk savings, FindingDesk findings) {

    /** {@return desks where nothing is: no budget, no action, no job, no saving} */
    public static Desks empty() {
        return new Desks(
                BudgetDesk.NONE, ActionDesk.NONE, PlanDesk.NONE, _ -> Optional.empty(), (_, _, _) -> List.of());
    }
}
