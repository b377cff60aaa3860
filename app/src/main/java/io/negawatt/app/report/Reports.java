package io.negawatt.app.report;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.PowerCurve;
import io.negawatt.core.text.Lang;
import io.negawatt.plan.advise.Finding;
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
        grid.add(PowerSection.of(view));
        var parts = PartsSection.all(view);
        splits(view, parts).forEach(grid::add);
        if (!view.account().gaps().isEmpty()) {
            grid.add(GapsSection.of(view));
        }
        if (!parts.isEmpty()) {
            grid.add(FactorsSection.of(view, 12));
        }
        if (!view.account().notes().isEmpty()) {
            grid.add(NotesSection.notes(view));
        }
        grid.add(NotesSection.guide(view));
        return Tag.of("main").add(HeadSection.of(view), KpiSection.of(view), grid);
    }

    /** Where the energy went, and beside it what it was for or what could be done, where that is known. */
    private static List<Tag> opening(View view) {
        boolean work = !view.account().work().isEmpty();
        boolean findings = !view.findings().isEmpty();
        var panels = new ArrayList<Tag>();
        panels.add(ComponentsSection.of(view, work || findings ? 8 : 12));
        if (work) {
            panels.add(WorkSection.of(view, 4));
        }
        if (findings) {
            panels.add(FindingsSection.of(view, work ? 12 : 4));
        }
        return panels;
    }

    /** The splits of the total in three columns, with the idle policies where there is room. */
    private static List<Tag> splits(View view, List<Tag> parts) {
        var idle = IdleSection.of(view, 4);
        return switch (parts.size()) {
            case 0 -> List.of(idle, FactorsSection.of(view, 8));
            case 1 -> List.of(parts.getFirst(), idle);
            case 2 -> List.of(column(parts.get(0)), column(parts.get(1)), idle);
            default -> List.of(column(parts.get(0), idle), column(parts.get(1)), column(parts.get(2)));
        };
    }

    private static Tag column(Node... panels) {
        return Tag.of("div", "beside c4").add(panels);
    }
}
