package io.negawatt.app.server;

import io.negawatt.app.store.ParquetTable;
import io.negawatt.core.account.Account;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs as a table with one row each: names of columns with their unit, full precision, empty where nothing is known. */
final class RunTable {
    private static final Map<String, ParquetTable.Type> COLUMNS = columns();

    private RunTable() {}

    private static Map<String, ParquetTable.Type> columns() {
        var columns = new LinkedHashMap<String, ParquetTable.Type>();
        List.of("id", "name", "job", "tenant", "status").forEach(it -> columns.put(it, ParquetTable.Type.TEXT));
        columns.put("exit_code", ParquetTable.Type.WHOLE);
        columns.put("host", ParquetTable.Type.TEXT);
        columns.put("from", ParquetTable.Type.TIME);
        List.of("elapsed_s", "energy_j", "low_j", "high_j", "cost")
                .forEach(it -> columns.put(it, ParquetTable.Type.NUMBER));
        columns.put("currency", ParquetTable.Type.TEXT);
        List.of("location_g", "market_g", "water_l", "hardware_g")
                .forEach(it -> columns.put(it, ParquetTable.Type.NUMBER));
        columns.put("work_unit", ParquetTable.Type.TEXT);
        columns.put("work_amount", ParquetTable.Type.NUMBER);
        columns.put("energy_j_per_unit", ParquetTable.Type.NUMBER);
        columns.put("tier", ParquetTable.Type.TEXT);
        return columns;
    }

    static byte[] csv(List<RunFacts> runs) {
        return ParquetTable.csv(
                List.copyOf(COLUMNS.keySet()),
                runs.stream().map(RunTable::cells).toList());
    }

    static byte[] parquet(List<RunFacts> runs) throws IOException {
        return ParquetTable.parquet(COLUMNS, runs.stream().map(RunTable::cells).toList());
    }

    private static List<String> cells(RunFacts run) {
        var cells = new ArrayList<String>();
        cells.addAll(List.of(
                run.id(),
                run.name(),
                run.job().orElse(""),
                run.tenant().orElse(""),
                run.status(),
                run.exitCode().isPresent() ? Integer.toString(run.exitCode().getAsInt()) : "",
                run.host(),
                run.from().toString()));
        numbers(
                cells,
                run.elapsedS(),
                run.totalJ().mid(),
                run.totalJ().low(),
                run.totalJ().high());
        cells.add(run.cost().map(it -> number(it.amount().mid())).orElse(""));
        cells.add(run.cost().map(Account.Cost::currency).orElse(""));
        numbers(
                cells,
                run.locationG().mid(),
                run.marketG().mid(),
                run.waterL().mid(),
                run.hardwareG().mid());
        cells.add(run.work().map(Account.Work::unit).orElse(""));
        cells.add(run.work().map(it -> number(it.amount())).orElse(""));
        cells.add(run.work().map(it -> number(it.energyJPerUnit().mid())).orElse(""));
        cells.add(run.tier().id());
        return cells;
    }

    private static void numbers(List<String> cells, double... values) {
        for (double value : values) {
            cells.add(number(value));
        }
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }
}
