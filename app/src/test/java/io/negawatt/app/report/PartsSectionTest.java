package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.Account;
import io.negawatt.core.text.Lang;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PartsSectionTest {
    private static final Pattern ROW = Pattern.compile("<tr[^>]*>(.*?)</tr>", Pattern.DOTALL);
    private static final Pattern FIGURE = Pattern.compile("<td class=\"n\">([0-9.]+)</td>");

    @Test
    void rowsWithTheUnattributedOneAddUpToTheTotal() {
        var account = SampleAccounts.rich();
        var panels = PartsSection.all(view(account));
        assertThat(panels).hasSize(3);
        for (var panel : panels) {
            var figures = figures(panel.toString().split("<details>")[0]);
            double total = figures.getLast();
            double sum = figures.subList(0, figures.size() - 1).stream()
                    .mapToDouble(x -> x)
                    .sum();
            assertThat(sum).isCloseTo(total, within(0.005 * figures.size()));
            assertThat(total).isCloseTo(account.totalJ().mid() / 3.6e6, within(0.005));
        }
    }

    @Test
    void manyPartsAreShortenedAndTheRestIsSummed() {
        String processes =
                PartsSection.all(view(SampleAccounts.rich())).getLast().toString();
        assertThat(processes).contains("8 others", "<details>", "Table: 17 rows");
    }

    private static List<Double> figures(String html) {
        return ROW.matcher(html)
                .results()
                .map(row -> FIGURE.matcher(row.group(1)))
                .filter(Matcher::find)
                .map(m -> Double.valueOf(m.group(1)))
                .toList();
    }

    private static View view(Account account) {
        return new View(account, SampleAccounts.richCurve(), List.of(), Lang.EN, ZoneOffset.UTC);
    }
}
