package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import io.negawatt.app.server.BudgetDesk.Alert;
import io.negawatt.app.server.BudgetDesk.Budget;
import io.negawatt.app.server.BudgetDesk.BudgetTerms;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Budgets, alerts and actions. */
final class ControlApi {
    private static final List<String> MEASURES =
            List.of("energy", "money", "carbon", "power", "energy_per_token", "gap_ratio");
    private static final List<String> PERIODS = List.of("day", "week", "month", "quarter", "year");
    private static final double MOST_LIMIT = 1e18;
    private static final int LONGEST_NAME = 100;

    private final Desks desks;

    ControlApi(Desks desks) {
        this.desks = desks;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("listBudgets", "/api/v1/budgets", Scope.READ, this::budgets),
                Operation.post("addBudget", "/api/v1/budgets", Scope.CONTROL, call -> set(call, Optional.empty())),
                Operation.put(
                        "changeBudget",
                        "/api/v1/budgets/{id}",
                        Scope.CONTROL,
                        call -> set(call, Optional.of(known(call).id()))),
                Operation.delete("removeBudget", "/api/v1/budgets/{id}", Scope.CONTROL, this::remove),
                Operation.get("listAlerts", "/api/v1/alerts", Scope.READ, this::alerts),
                Operation.post(
                        "acknowledgeAlert", "/api/v1/alerts/{id}/acknowledgment", Scope.CONTROL, this::acknowledge),
                Operation.get("listActions", "/api/v1/actions", Scope.READ, this::actions),
                Operation.post("revertAction", "/api/v1/actions/{id}/reversal", Scope.CONTROL, this::revert));
    }

    private Answer budgets(Call call) throws IOException {
        return Answer.of(desks.budgets().budgets(call.tenant(), call.lang()));
    }

    private Budget known(Call call) throws IOException {
        return desks.budgets().budgets(call.tenant(), call.lang()).stream()
                .filter(it -> it.id().equals(call.id()))
                .findFirst()
                .orElseThrow(() -> Problem.missing("budget", call.id()));
    }

    private Answer set(Call call, Optional<String> id) throws IOException {
        var terms = call.document(BudgetTerms.class);
        check(call, terms);
        var budget = desks.budgets().set(id, terms, call.lang());
        return Answer.of(id.isPresent() ? 200 : 201, budget);
    }

    private static void check(Call call, BudgetTerms terms) {
        Check.text("name", terms.name(), LONGEST_NAME);
        Check.choice("measure", terms.measure(), MEASURES);
        Check.choice("period", terms.period(), PERIODS);
        if (!(terms.limit() > 0 && terms.limit() <= MOST_LIMIT)) {
            throw Problem.of(400, "bad.parameter.range", "limit", terms.limit(), 0, MOST_LIMIT);
        }
        terms.currency().ifPresent(it -> Check.text("currency", it, 3));
        terms.tenant().ifPresent(it -> Check.text("tenant", it, 64));
        if (!call.sees(terms.tenant())) {
            throw Problem.of(
                    403,
                    "forbidden.tenant",
                    terms.tenant().orElse("*"),
                    call.tenant().orElse("*"));
        }
    }

    private Answer remove(Call call) throws IOException {
        desks.budgets().remove(known(call).id());
        return Answer.nothing();
    }

    private Answer alerts(Call call) throws IOException {
        return Answer.of(desks.budgets().alerts(call.tenant(), call.lang()).stream()
                .limit(call.limit())
                .toList());
    }

    private Answer acknowledge(Call call) throws IOException {
        boolean sees = desks.budgets().alerts(call.tenant(), call.lang()).stream()
                .map(Alert::id)
                .anyMatch(call.id()::equals);
        if (!sees) {
            throw Problem.missing("alert", call.id());
        }
        return Answer.of(desks.budgets()
                .acknowledge(call.id(), call.who(), call.lang())
                .orElseThrow(() -> Problem.missing("alert", call.id())));
    }

    /** Actions are the operator's: who has a tenant sees none. */
    private Answer actions(Call call) throws IOException {
        var actions = call.tenant().isPresent()
                ? List.<ActionDesk.Action>of()
                : desks.actions().actions(call.lang());
        return Answer.of(actions.stream().limit(call.limit()).toList());
    }

    private Answer revert(Call call) throws IOException {
        if (call.tenant().isPresent()) {
            throw Problem.missing("action", call.id());
        }
        return Answer.of(desks.actions()
                .revert(call.id(), call.who(), call.lang())
                .orElseThrow(() -> Problem.missing("action", call.id())));
    }
}
