package io.negawatt.app.demo;

import io.negawatt.app.server.BudgetDesk;
import io.negawatt.app.server.NowView;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Budgets of the demonstration: five teams, each of which uses a steady part of its month. */
final class DemoBudgets implements BudgetDesk {
    private static final double MWH_J = 3.6e9;
    private static final double WARN = 1;

    private final InstantSource clock;
    private final ZoneId zone;
    private final Map<String, BudgetTerms> budgets = new LinkedHashMap<>();
    private final Map<String, Double> rates = new LinkedHashMap<>();
    private final Map<String, String> acknowledged = new LinkedHashMap<>();

    DemoBudgets(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
        add("language", 158, 0.96);
        add("platform", 106, 0.89);
        add("search", 9.5, 1.09);
        add("finance", 63, 0.65);
        add("edge", 8.5, 0.79);
    }

    private void add(String tenant, double mwh, double rate) {
        budgets.put(
                tenant,
                new BudgetTerms(
                        tenant, "energy", "month", mwh * MWH_J, Optional.empty(), Optional.of(tenant), Map.of()));
        rates.put(tenant, rate);
    }

    @Override
    public synchronized List<Budget> budgets(Optional<String> tenant, Lang lang) {
        return budgets.entrySet().stream()
                .filter(it -> tenant.isEmpty() || tenant.equals(it.getValue().tenant()))
                .map(it -> budget(it.getKey(), it.getValue(), lang))
                .toList();
    }

    private Budget budget(String id, BudgetTerms terms, Lang lang) {
        var now = clock.instant();
        var from = start(terms.period());
        var to = end(from, terms.period());
        double passed =
                (double) ChronoUnit.SECONDS.between(from.toInstant(), now) / ChronoUnit.SECONDS.between(from, to);
        double rate = rates.getOrDefault(id, 0.0);
        double used = terms.limit() * rate * passed;
        boolean over = rate > WARN;
        return new Budget(
                id,
                terms,
                unit(terms),
                from.toInstant(),
                to.toInstant(),
                used,
                rate * passed,
                rate,
                Optional.of(new Forecast(
                        terms.limit() * rate, terms.limit() * rate * (1 - 0.06), terms.limit() * rate * (1 + 0.06))),
                OptionalDouble.of(rate * 1.02),
                OptionalDouble.of(rate),
                over ? "warn" : "ok",
                over ? Optional.of(Texts.of(lang).get("demo.budget.advice")) : Optional.empty());
    }

    private ZonedDateTime start(String period) {
        var day = clock.instant().atZone(zone).truncatedTo(ChronoUnit.DAYS);
        return switch (period) {
            case "day" -> day;
            case "week" -> day.minusDays(day.getDayOfWeek().getValue() - 1L);
            case "quarter" -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
            case "year" -> day.withDayOfYear(1);
            default -> day.withDayOfMonth(1);
        };
    }

    private static ZonedDateTime end(ZonedDateTime from, String period) {
        return switch (period) {
            case "day" -> from.plusDays(1);
            case "week" -> from.plusWeeks(1);
            case "quarter" -> from.plusMonths(3);
            case "year" -> from.plusYears(1);
            default -> from.plusMonths(1);
        };
    }

    private static String unit(BudgetTerms terms) {
        return switch (terms.measure()) {
            case "energy" -> "J";
            case "money" -> terms.currency().orElse("EUR");
            case "carbon" -> "g";
            case "power" -> "W";
            case "energy_per_token" -> "J/token";
            default -> "";
        };
    }

    @Override
    public synchronized Budget set(Optional<String> id, BudgetTerms terms, Lang lang) {
        String key = id.orElseGet(() -> terms.name() + "-" + (budgets.size() + 1));
        budgets.put(key, terms);
        return budget(key, terms, lang);
    }

    @Override
    public synchronized boolean remove(String id) {
        return budgets.remove(id) != null;
    }

    @Override
    public synchronized List<Alert> alerts(Optional<String> tenant, Lang lang) {
        var alerts = new ArrayList<Alert>();
        var texts = Texts.of(lang);
        if (tenant.isEmpty() || tenant.equals(Optional.of("search"))) {
            alerts.add(alert(
                    "search-over",
                    "warn",
                    40,
                    texts.get("demo.alert.search"),
                    texts.get("demo.alert.search.detail"),
                    Optional.of("search"),
                    Optional.of("search"),
                    new NowView.Link("page", texts.get("server.attention.open"), "/meters")));
        }
        if (tenant.isEmpty() || tenant.equals(Optional.of("vision"))) {
            alerts.add(alert(
                    "vision-idle",
                    "info",
                    180,
                    texts.get("demo.alert.vision"),
                    texts.get("demo.alert.vision.detail"),
                    Optional.empty(),
                    Optional.of("vision"),
                    new NowView.Link("page", texts.get("server.attention.open"), "/ledger")));
        }
        if (tenant.isEmpty() || tenant.equals(Optional.of("platform"))) {
            alerts.add(alert(
                    "chat-cap",
                    "info",
                    300,
                    texts.get("demo.alert.chat"),
                    texts.get("demo.alert.chat.detail"),
                    Optional.empty(),
                    Optional.of("platform"),
                    new NowView.Link("command", texts.get("demo.copy"), "sudo nvidia-smi --power-limit=450")));
        }
        return alerts;
    }

    private Alert alert(
            String id,
            String severity,
            long minutesAgo,
            String title,
            String detail,
            Optional<String> budget,
            Optional<String> tenant,
            NowView.Link link) {
        var by = Optional.ofNullable(acknowledged.get(id));
        return new Alert(
                id,
                ago(minutesAgo),
                severity,
                title,
                detail,
                budget,
                tenant,
                by.isPresent() ? "acknowledged" : "firing",
                by,
                Optional.of(link));
    }

    private Instant ago(long minutes) {
        return clock.instant().truncatedTo(ChronoUnit.HOURS).minus(minutes, ChronoUnit.MINUTES);
    }

    @Override
    public synchronized Optional<Alert> acknowledge(String id, String who, Lang lang) {
        acknowledged.put(id, who);
        return alerts(Optional.empty(), lang).stream()
                .filter(it -> it.id().equals(id))
                .findFirst();
    }
}
