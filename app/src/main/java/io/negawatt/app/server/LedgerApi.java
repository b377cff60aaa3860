package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import io.negawatt.app.server.LedgerView.FindingView;
import io.negawatt.app.server.LedgerView.RunPage;
import io.negawatt.app.server.LedgerView.RunRow;
import io.negawatt.app.server.SavingDesk.Asked;
import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.Samples;
import io.negawatt.core.account.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The ledger: sums, runs, one run, comparison, files. */
final class LedgerApi {
    private static final int MOST_COMPARED = 8;
    private static final int MOST_PROBLEMS = 20;

    private final Platform platform;
    private final RunAdvice advice;
    private final RunPowers powers;

    LedgerApi(Platform platform, RunAdvice advice) {
        this.platform = platform;
        this.advice = advice;
        this.powers = new RunPowers();
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("getLedger", "/api/v1/ledger", Scope.READ, this::ledger),
                Operation.get("listRuns", "/api/v1/runs", Scope.READ, this::runs),
                Operation.get("exportRuns", "/api/v1/runs/export", Scope.READ, this::export),
                Operation.get("compareRuns", "/api/v1/runs/compare", Scope.READ, this::compare),
                Operation.get("getRun", "/api/v1/runs/{id}", Scope.READ, this::run),
                Operation.get("getRunPower", "/api/v1/runs/{id}/power", Scope.READ, this::power),
                Operation.get("getRunFindings", "/api/v1/runs/{id}/findings", Scope.READ, this::findings),
                Operation.get("exportSamples", "/api/v1/runs/{id}/samples", Scope.READ, this::samples));
    }

    private Answer ledger(Call call) throws IOException {
        var from = call.from(monthStart(call.at()));
        var to = call.to(from);
        var runs = platform.runs().all().stream()
                .filter(it -> call.tenant().isEmpty() || call.tenant().equals(it.tenant()))
                .filter(it -> RunFilter.inside(it.from(), Optional.of(from), Optional.of(to)))
                .toList();
        var saved = platform.desks().savings().saved(new Asked(from, to, call.tenant()));
        return Answer.of(new LedgerSums(runs, call.lang()).of(from, to, saved, budgetFraction(call)));
    }

    private Instant monthStart(Instant at) {
        return at.atZone(platform.site().clock())
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
    }

    private OptionalDouble budgetFraction(Call call) throws IOException {
        var energy = platform.desks().budgets().budgets(call.tenant(), call.lang()).stream()
                .filter(it -> it.terms().measure().equals("energy") && it.dueFraction() > 0)
                .toList();
        double used = energy.stream().mapToDouble(BudgetDesk.Budget::used).sum();
        double due =
                energy.stream().mapToDouble(it -> it.used() / it.dueFraction()).sum();
        return due > 0 ? OptionalDouble.of(used / due) : OptionalDouble.empty();
    }

    private Answer runs(Call call) throws IOException {
        var runs = RunFilter.of(platform.runs(), call);
        var page = runs.stream()
                .skip(call.offset())
                .limit(call.limit())
                .map(RunRow::of)
                .toList();
        var problems = call.tenant().isPresent()
                ? List.<String>of()
                : platform.runs().problems().stream()
                        .limit(MOST_PROBLEMS)
                        .map(it -> call.text(it.text()))
                        .toList();
        return Answer.of(new RunPage(runs.size(), call.offset(), page, problems));
    }

    private Answer export(Call call) throws IOException {
        var runs = RunFilter.of(platform.runs(), call);
        String format = call.choice("format", "csv", List.of("csv", "parquet", "json"));
        return switch (format) {
            case "json" -> Answer.of(runs.stream().map(RunRow::of).toList());
            case "parquet" ->
                Answer.file("application/vnd.apache.parquet", "negawatt-runs.parquet", RunTable.parquet(runs));
            default -> Answer.file("text/csv; charset=utf-8", "negawatt-runs.csv", RunTable.csv(runs));
        };
    }

    private Answer run(Call call) throws IOException {
        var folder = platform.runs().folder(call, call.id());
        var going = platform.runs().live(folder).flatMap(LiveRun::account);
        return Answer.of(Answer.JSON, going.isPresent() ? soFar(going.get()) : Files.readAllBytes(folder.account()));
    }

    private static byte[] soFar(Account account) {
        var document = (ObjectNode) JsonMapper.shared().readTree(AccountJson.write(account));
        return JsonMapper.shared().writeValueAsBytes(document.put("status", RunFacts.LIVE));
    }

    private Answer power(Call call) throws IOException {
        var folder = platform.runs().folder(call, call.id());
        int points = call.whole("points", 2, 2000, 400);
        var going = platform.runs().live(folder);
        return Answer.of(going.isPresent() ? powers.of(going.get(), points, call) : powers.of(folder, points, call));
    }

    private Answer findings(Call call) throws IOException {
        var folder = platform.runs().folder(call, call.id());
        return Answer.of(
                advice.of(folder, call.lang()).stream().map(FindingView::of).toList());
    }

    private Answer samples(Call call) throws IOException {
        var folder = platform.runs().folder(call, call.id());
        call.choice("format", "parquet", List.of("parquet"));
        if (!folder.closed()) {
            throw Problem.of(409, "live.run", folder.id());
        }
        if (!Files.exists(folder.samples())) {
            try (var samples = Samples.open()) {
                samples.seal(folder);
            }
        }
        return new Answer.Stream(
                java.util.Map.of(
                        "Content-Type",
                        "application/vnd.apache.parquet",
                        "Content-Disposition",
                        "attachment; filename=\"negawatt-" + folder.id() + ".parquet\""),
                out -> Files.copy(folder.samples(), out));
    }

    private Answer compare(Call call) throws IOException {
        var ids = call.texts("id", MOST_COMPARED);
        if (ids.size() < 2) {
            throw Problem.of(400, "bad.compare", MOST_COMPARED);
        }
        var facts = new ArrayList<RunFacts>();
        var accounts = new ArrayList<Account>();
        for (var id : ids) {
            var folder = platform.runs().folder(call, id);
            facts.add(platform.runs().facts(folder));
            accounts.add(platform.runs().account(folder));
        }
        return Answer.of(Comparing.of(facts, accounts, call.lang()));
    }
}
