package io.negawatt.app.report;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.PowerCurve;
import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The report of one run as one HTML file: both languages, both themes, charts and font inside, nothing loaded from anywhere.
 * It is read without a script too; the script only switches language and theme.
 */
public final class Reports {
    private Reports() {}

    /**
     * Writes the report, replacing one that is there.
     *
     * @param findings what the reader could do; may be empty
     * @param preferred language that is shown first
     * @param zone time zone in which points in time are written
     * @throws IOException if {@code file} cannot be written
     */
    public static void write(
            Path file, Account account, PowerCurve curve, List<Finding> findings, Lang preferred, ZoneId zone)
            throws IOException {
        Files.writeString(file, html(account, curve, findings, preferred, zone));
    }

    /** {@return the report as a document} */
    public static String html(Account account, PowerCurve curve, List<Finding> findings, Lang preferred, ZoneId zone) {
        String title = account.name() + " · " + account.id() + " · negawatt";
        return Document.of(preferred, title, lang -> main(new View(account, curve, findings, lang, zone)));
    }

    private static Tag main(View view) {
        var grid = Tag.of("div", "grid");
        opening(view).forEach(grid::add);
        grid.add(PowerSection.of(view)).addAll(PartsSection.all(view));
        boolean gaps = !view.account().gaps().isEmpty();
        grid.add(IdleSection.of(view, 4));
        if (gaps) {
            grid.add(GapsSection.of(view, 8));
        }
        grid.add(FactorsSection.of(view, gaps ? 12 : 8));
        if (!view.account().notes().isEmpty()) {
            grid.add(NotesSection.notes(view));
        }
        grid.add(NotesSection.guide(view));
        return Tag.of("main").add(HeadSection.of(view), KpiSection.of(view), grid);
    }

    /** Where the energy went, and beside it what it was for and what could be done, where that is known. */
    private static List<Tag> opening(View view) {
        var beside = new ArrayList<Tag>();
        if (!view.account().work().isEmpty()) {
            beside.add(WorkSection.of(view, 12));
        }
        if (!view.findings().isEmpty()) {
            beside.add(FindingsSection.of(view, 12));
        }
        if (beside.isEmpty()) {
            return List.of(ComponentsSection.of(view, 12));
        }
        return List.of(ComponentsSection.of(view, 8), Tag.of("div", "beside c4").addAll(beside));
    }
}
