package io.negawatt.app.server;

import io.negawatt.app.server.SeriesApi.CurveView;
import io.negawatt.app.server.SeriesApi.GapView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The shapes of the ledger's operations. */
final class LedgerView {
    private LedgerView() {}

    record LedgerSum(
            Instant from,
            Instant to,
            int runs,
            IntervalView energyJ,
            Optional<IntervalView> savedJ,
            Optional<IntervalView> baselineJ,
            List<SavingShare> savedBy,
            Optional<MoneyView> cost,
            Optional<MoneyView> demandCharge,
            IntervalView locationG,
            IntervalView marketG,
            IntervalView waterL,
            IntervalView hardwareG,
            OptionalDouble coveredFraction,
            GapSum gaps,
            OptionalDouble meteredFraction,
            OptionalDouble budgetFraction,
            List<ComponentSum> components) {}

    record GapSum(int count, double longestS) {}

    record SavingShare(String method, String name, double fraction) {}

    record ComponentSum(String component, IntervalView energyJ, String tier) {}

    record RunPage(int total, int offset, List<RunRow> items, List<String> problems) {}

    record RunRow(
            String id,
            String name,
            Optional<String> job,
            Optional<String> tenant,
            String status,
            OptionalInt exitCode,
            String host,
            Instant from,
            double elapsedS,
            IntervalView energyJ,
            Optional<MoneyView> cost,
            IntervalView locationG,
            IntervalView marketG,
            Optional<Work> work,
            String tier,
            OptionalDouble powerW) {

        static RunRow of(RunFacts run) {
            return new RunRow(
                    run.id(),
                    run.name(),
                    run.job(),
                    run.tenant(),
                    run.status(),
                    run.exitCode(),
                    run.host(),
                    run.from(),
                    run.elapsedS(),
                    IntervalView.of(run.totalJ()),
                    run.cost().map(MoneyView::of),
                    IntervalView.of(run.locationG()),
                    IntervalView.of(run.marketG()),
                    run.work().map(it -> new Work(it.unit(), it.amount(), IntervalView.of(it.energyJPerUnit()))),
                    run.tier().id(),
                    run.powerW());
        }
    }

    record Work(String unit, double amount, IntervalView energyJPerUnit) {}

    record ComparisonView(List<RunRow> runs, List<ComparisonRow> rows, List<String> cautions) {}

    record ComparisonRow(String id, String name, String unit, List<ComparisonCell> cells) {}

    record ComparisonCell(IntervalView value, Optional<IntervalView> changeFraction, boolean beyondNoise) {}

    record RunPower(
            Instant from,
            Instant to,
            double stepS,
            List<CurveView> power,
            Optional<SpreadView> spread,
            List<PhaseSpan> phases,
            List<GapView> gaps,
            List<String> notes) {}

    record SpreadView(
            int nodes, List<@Nullable Double> lowW, List<@Nullable Double> meanW, List<@Nullable Double> highW) {}

    record PhaseSpan(String name, Instant from, Instant to) {}

    record FindingView(
            String id,
            String title,
            String detail,
            Optional<IntervalView> energyFraction,
            Optional<IntervalView> timeFraction,
            Optional<IntervalView> costFraction,
            Optional<IntervalView> carbonFraction,
            Optional<String> command) {

        static FindingView of(FindingDesk.Finding finding) {
            return new FindingView(
                    finding.id(),
                    finding.title(),
                    finding.detail(),
                    finding.energy().map(IntervalView::of),
                    finding.time().map(IntervalView::of),
                    finding.cost().map(IntervalView::of),
                    finding.carbon().map(IntervalView::of),
                    finding.command());
        }
    }
}
