package io.negawatt.app.alert;

import io.negawatt.app.server.BudgetDesk.BudgetTerms;
import java.util.Map;
import java.util.Optional;

/** A budget with the id that it is known by. */
record StoredBudget(String id, BudgetTerms terms) {

    BudgetMeasure measure() {
        return BudgetMeasure.of(terms.measure());
    }

    BudgetPeriod period() {
        return BudgetPeriod.of(terms.period());
    }

    Usage.Whose whose() {
        var labels = Optional.ofNullable(terms.labels()).orElse(Map.of());
        return new Usage.Whose(terms.tenant(), labels);
    }
}
