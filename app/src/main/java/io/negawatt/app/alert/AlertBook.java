package io.negawatt.app.alert;

import io.negawatt.core.text.Message;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Alerts from when they are raised to when they are over. There is at most one that lasts for a budget and a rule; looking again at the
 * same figures changes nothing.
 *
 * <p>Not thread-safe.
 */
final class AlertBook {
    static final String FIRING = "firing";
    static final String ACKNOWLEDGED = "acknowledged";
    static final String RESOLVED = "resolved";

    private static final int MOST_KEPT = 500;

    private final List<Alert> alerts;

    /**
     * An alert as it is kept; texts wait for their reader's language.
     *
     * @param number counts alerts from 1
     * @param endedAt when it was over
     */
    record Alert(
            long number,
            String budget,
            String rule,
            Instant at,
            String severity,
            Message title,
            Message detail,
            Optional<String> tenant,
            String state,
            Optional<String> acknowledgedBy,
            Optional<Instant> endedAt) {

        boolean lasts() {
            return !state.equals(RESOLVED);
        }

        boolean isOf(String otherBudget, Rule otherRule) {
            return budget.equals(otherBudget) && rule.equals(otherRule.id());
        }

        Alert acknowledged(String who) {
            return new Alert(
                    number, budget, rule, at, severity, title, detail, tenant, ACKNOWLEDGED, Optional.of(who), endedAt);
        }

        Alert ended(Instant now) {
            return new Alert(
                    number,
                    budget,
                    rule,
                    at,
                    severity,
                    title,
                    detail,
                    tenant,
                    RESOLVED,
                    acknowledgedBy,
                    Optional.of(now));
        }
    }

    /** An alert that was raised, or is over. */
    record Change(Alert alert, boolean raised) {}

    AlertBook(List<Alert> alerts) {
        this.alerts = new ArrayList<>(alerts);
    }

    /** {@return what changed now that the budgets stand so} */
    List<Change> look(List<Standing> standings, Instant now, ZoneId clock) {
        var changes = new ArrayList<Change>();
        for (var standing : standings) {
            for (var rule : Rule.ALL) {
                look(standing, rule, now, clock, changes);
            }
        }
        return List.copyOf(changes);
    }

    private void look(Standing standing, Rule rule, Instant now, ZoneId clock, List<Change> changes) {
        var lasting = alerts.stream()
                .filter(it -> it.lasts() && it.isOf(standing.budget().id(), rule))
                .findFirst();
        if (lasting.isPresent() && rule.clears(standing)) {
            changes.add(end(lasting.get(), now));
        } else if (lasting.isEmpty() && rule.raises(standing)) {
            changes.add(raise(standing, rule, now, clock));
        }
    }

    private Change raise(Standing standing, Rule rule, Instant now, ZoneId clock) {
        long number = 1 + alerts.stream().mapToLong(Alert::number).max().orElse(0);
        var alert = new Alert(
                number,
                standing.budget().id(),
                rule.id(),
                now,
                rule.severity(),
                AlertTexts.title(rule, standing),
                AlertTexts.detail(rule, standing, clock),
                standing.budget().terms().tenant(),
                FIRING,
                Optional.empty(),
                Optional.empty());
        alerts.add(alert);
        forget();
        return new Change(alert, true);
    }

    /** The oldest that are over make room. */
    private void forget() {
        while (alerts.size() > MOST_KEPT) {
            var over = alerts.stream().filter(it -> !it.lasts()).findFirst();
            alerts.remove(over.orElse(alerts.getFirst()));
        }
    }

    private Change end(Alert alert, Instant now) {
        var ended = alert.ended(now);
        alerts.set(alerts.indexOf(alert), ended);
        return new Change(ended, false);
    }

    /** Ends the alerts of a budget that is gone. */
    List<Change> endAll(String budget, Instant now) {
        return alerts.stream().filter(it -> it.lasts() && it.budget().equals(budget)).toList().stream()
                .map(it -> end(it, now))
                .toList();
    }

    /** {@return the alert that {@code who} looks after now; empty where there is none that lasts} */
    Optional<Alert> acknowledge(long number, String who) {
        var alert = find(number).filter(Alert::lasts);
        alert.ifPresent(it -> alerts.set(alerts.indexOf(it), it.acknowledged(who)));
        return find(number).filter(_ -> alert.isPresent());
    }

    Optional<Alert> find(long number) {
        return alerts.stream().filter(it -> it.number() == number).findFirst();
    }

    /** {@return all alerts that are kept, the newest first} */
    List<Alert> all() {
        return alerts.stream()
                .sorted(Comparator.comparingLong(Alert::number).reversed())
                .toList();
    }
}
