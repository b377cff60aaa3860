package io.negawatt.app.cli;

import io.negawatt.core.estimate.CaseFile;
import io.negawatt.core.estimate.RowEstimates;
import io.negawatt.core.text.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Options that estimate every row of a file instead of one case. */
final class RowsOptions {
    @Option(names = "--rows", paramLabel = "FILE")
    @Nullable
    Path rows;

    @Option(names = "--out", paramLabel = "FILE")
    @Nullable
    Path out;

    @Option(names = "--calibration", paramLabel = "FILE")
    @Nullable
    Path calibration;

    boolean isGiven() {
        return rows != null || out != null;
    }

    /** {@return the exit code, after every row was estimated, written, and each refused one named} */
    int run(Session session, JsonOption json, Function<CaseFile, RowEstimates> estimate) {
        if (rows == null || out == null) {
            throw BadInputException.of("cli.estimate.rows.pair");
        }
        var estimates = estimate.apply(CaseFile.read(rows));
        estimates.write(out);
        var refused = estimates.refused();
        refused.forEach(message -> session.err().println("negawatt: " + message.in(session.lang())));
        int count = estimates.outcomes().size();
        json.writeTree(session, document(estimates));
        if (!json.toStandardOutput()) {
            session.out().println(session.text("cli.estimate.rows.done", count - refused.size(), count, out));
        }
        return refused.isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }

    private static Map<String, Object> document(RowEstimates estimates) {
        var rows = new ArrayList<Map<String, String>>();
        for (var outcome : estimates.outcomes()) {
            var row = new LinkedHashMap<String, String>();
            for (int i = 0; i < outcome.figures().size(); i++) {
                row.put(estimates.columns().get(i), outcome.figures().get(i));
            }
            outcome.refused().ifPresent(message -> row.put("refused", message.toString()));
            rows.add(row);
        }
        var document = Map.of("schema", "negawatt.estimate.rows/1", "rows", rows);
        return new TreeMap<>(document);
    }
}
