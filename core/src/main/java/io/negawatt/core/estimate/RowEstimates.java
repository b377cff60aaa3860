package io.negawatt.core.estimate;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Estimates for every row of a file. A row that is refused keeps its place with empty figures; the others still come out.
 *
 * @param cases the rows
 * @param columns columns that are added
 * @param outcomes one for each row
 */
public record RowEstimates(CaseFile cases, List<String> columns, List<Outcome> outcomes) {
    private static final List<String> INFERENCE = List.of(
            "pred_energy_per_token_joules",
            "pred_energy_per_token_low",
            "pred_energy_per_token_high",
            "pred_mean_tpot_ms",
            "pred_mean_tpot_high_ms",
            "pred_median_itl_ms",
            "pred_basis");
    private static final List<String> TRAINING = List.of(
            "pred_chip_hours",
            "pred_energy_MWh",
            "pred_energy_MWh_low",
            "pred_energy_MWh_high",
            "pred_tCO2e",
            "pred_basis");
    private static final double MS = 1000;
    private static final double PER_THOUSAND = 1e-3;
    private static final int DIGITS = 6;

    /**
     * What became of a row.
     *
     * @param figures the added cells; empty where the row was refused
     * @param refused why, with file and line
     */
    public record Outcome(List<String> figures, Optional<Message> refused) {}

    /** {@return estimates of inference for the rows of a file} */
    public static RowEstimates inference(CaseFile cases, Catalog catalog, InferenceEstimator estimator) {
        var deployments = new DeploymentReader(catalog);
        return of(cases, INFERENCE, row -> figures(estimator.estimate(deployments.read(row))));
    }

    /** {@return estimates of training for the rows of a file} */
    public static RowEstimates training(CaseFile cases, Catalog catalog, TrainingEstimator estimator) {
        return of(cases, TRAINING, row -> figures(estimator.estimate(TrainingCase.read(row, catalog))));
    }

    private static RowEstimates of(CaseFile cases, List<String> columns, Function<CaseRow, List<String>> estimate) {
        var outcomes = cases.rows().parallelStream()
                .map(row -> outcome(cases, row, estimate))
                .toList();
        return new RowEstimates(cases, columns, outcomes);
    }

    private static Outcome outcome(CaseFile cases, CaseRow row, Function<CaseRow, List<String>> estimate) {
        try {
            return new Outcome(cases.at(row, estimate), Optional.empty());
        } catch (BadInputException e) {
            return new Outcome(List.of(), Optional.of(e.text()));
        }
    }

    /** {@return why rows were refused, in their order} */
    public List<Message> refused() {
        return outcomes.stream().flatMap(outcome -> outcome.refused().stream()).toList();
    }

    /** Writes the rows with their estimates. */
    public void write(Path out) {
        try (var csv = CsvWriter.builder().build(out)) {
            var header = new ArrayList<>(cases.header());
            header.addAll(columns);
            csv.writeRecord(header);
            for (int i = 0; i < outcomes.size(); i++) {
                csv.writeRecord(cells(cases.rows().get(i), outcomes.get(i)));
            }
        } catch (IOException e) {
            throw new BadInputException(Message.of("estimate.bad.write", out), e);
        }
    }

    private List<String> cells(CaseRow row, Outcome outcome) {
        var cells = new ArrayList<String>();
        cases.header().forEach(column -> cells.add(row.cells().getOrDefault(column, "")));
        for (int i = 0; i < columns.size(); i++) {
            cells.add(outcome.figures().isEmpty() ? "" : outcome.figures().get(i));
        }
        return cells;
    }

    private static List<String> figures(InferenceEstimate e) {
        return List.of(
                text(e.joulesPerToken().mid()),
                text(e.joulesPerToken().low()),
                text(e.joulesPerToken().high()),
                text(e.tokenS().mid() * MS),
                text(e.wishS() * MS),
                text(e.gapS() * MS),
                e.basis());
    }

    private static List<String> figures(TrainingEstimate e) {
        return List.of(
                text(e.chipHours().mid()),
                text(e.energyKwh().mid() * PER_THOUSAND),
                text(e.energyKwh().low() * PER_THOUSAND),
                text(e.energyKwh().high() * PER_THOUSAND),
                e.carbonKg().map(kg -> text(kg.mid() * PER_THOUSAND)).orElse(""),
                e.basis());
    }

    /** Six significant digits; rounding in binary first is several times faster than in decimals. */
    private static String text(double value) {
        int decimals = DIGITS - 1 - (int) Math.floor(Math.log10(value));
        return BigDecimal.valueOf(Math.round(value * Math.pow(10, decimals)), decimals)
                .stripTrailingZeros()
                .toPlainString();
    }
}
