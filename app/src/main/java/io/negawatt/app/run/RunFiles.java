package io.negawatt.app.run;

import io.negawatt.app.report.Reports;
import io.negawatt.app.store.OpenRun;
import io.negawatt.app.store.Samples;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.Lang;
import io.negawatt.plan.advise.Finding;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What a run leaves in its folder beside its journal: report, sorted samples, and last its account, which closes it. */
public final class RunFiles {
    private RunFiles() {}

    /**
     * Writes the report and the account of a run that has ended; with the account it is closed.
     *
     * @param findings what the reader could do
     * @param lang language that the report shows first
     * @param zone time zone in which the report writes points in time
     */
    public static void writeAccount(OpenRun run, AccountBuilder builder, List<Finding> findings, Lang lang, ZoneId zone)
            throws StoreException {
        var account = builder.account();
        run.writeReport(
                Reports.html(account, builder.curve(), findings, lang, zone).getBytes(StandardCharsets.UTF_8));
        run.writeAccount(account);
    }

    /** Writes the sorted samples. They follow from the journal, and a run is whole without them: so they come last. */
    public static void seal(OpenRun run) throws StoreException {
        try (var samples = Samples.open()) {
            samples.seal(run.folder());
        }
    }

    /** Closes a run whose process did not live to do it, from what it journalled. */
    public static void closeInterrupted(OpenRun run, Lang lang, ZoneId zone) throws StoreException {
        var events = new ArrayList<RunEvent>();
        run.replay(events::add);
        writeAccount(run, AccountBuilder.of(events), List.of(), lang, zone);
        seal(run);
    }
}
