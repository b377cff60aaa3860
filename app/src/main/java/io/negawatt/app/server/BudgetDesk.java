package io.negawatt.app.server;

import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Budgets and the alerts that come of them. What is shaped as {@code openapi.yaml} says goes to the page as it stands. */
public interface BudgetDesk {
    /** A desk with no budgets, which takes none. */
    BudgetDesk NONE = new BudgetDesk() {
        @Override
        public List<Budget> budgets(Optional<String> tenant, Lang lang) {
            return List.of();
        }

        @Override
        public Budget set(Optional<String> id, BudgetTerms terms, Lang lang) {
            throw Problem.of(409, "no.budgets");
        }

        @Override
        public boolean remove(String id) {
            return false;
        }

        @Override
        public List<Alert> alerts(Optional<String> tenant, Lang lang) {
            return List.of();
        }

        @Override
        public Optional<Alert> acknowledge(String id, String who, Lang lang) {
            return Optional.empty();
        }
    };

    /**
     * What somebody allows.
     *
     * @param measure {@code energy}, {@code money}, {@code carbon}, {@code power}, {@code energy_per_token}, {@code gap_ratio}
     * @param period {@code day}, {@code week}, {@code month}, {@code quarter}, {@code year}
     * @param limit in J, the currency, g, W, J a token, or a fraction
     */
    record BudgetTerms(
            String name,
            String measure,
            String period,
            double limit,
            Optional<String> currency,
            Optional<String> tenant,
            @Nullable Map<String, String> labels) {}

    /**
     * A budget and how it stands.
     *
     * @param unit of {@code limit} and {@code used}
     * @param dueFraction used of what is due up to now
     * @param endForecast what the end of the period will bring
     * @param burnFast rate of the last hour, as a multiple of that which ends at the limit
     * @param burnSlow the same over six hours
     * @param state {@code ok}, {@code warn} or {@code over}
     * @param advice what to do
     */
    record Budget(
            String id,
            BudgetTerms terms,
            String unit,
            Instant from,
            Instant to,
            double used,
            double usedFraction,
            double dueFraction,
            Optional<Forecast> endForecast,
            OptionalDouble burnFast,
            OptionalDouble burnSlow,
            String state,
            Optional<String> advice) {}

    /** A figure with its 90 % interval. */
    record Forecast(double mid, double low, double high) {}

    /**
     * Something that somebody should know.
     *
     * @param severity {@code info}, {@code warn} or {@code bad}
     * @param detail what to do
     * @param state whether it is {@code firing}, somebody looks after it, or it is {@code resolved}
     */
    record Alert(
            String id,
            Instant at,
            String severity,
            String title,
            String detail,
            Optional<String> budget,
            Optional<String> tenant,
            String state,
            Optional<String> acknowledgedBy,
            Optional<NowView.Link> link) {}

    /** {@return the budgets of a tenant, or all, with texts in {@code lang}} */
    List<Budget> budgets(Optional<String> tenant, Lang lang) throws IOException;

    /** Sets a new budget, or changes the one with that id; a {@link io.negawatt.core.text.BadInputException} where it cannot be. */
    Budget set(Optional<String> id, BudgetTerms terms, Lang lang) throws IOException;

    /** {@return whether there was such a budget} */
    boolean remove(String id) throws IOException;

    /** {@return alerts of a tenant, or all, the newest first} */
    List<Alert> alerts(Optional<String> tenant, Lang lang) throws IOException;

    /** {@return the alert that somebody looks after now; empty where there is none} */
    Optional<Alert> acknowledge(String id, String who, Lang lang) throws IOException;
}
