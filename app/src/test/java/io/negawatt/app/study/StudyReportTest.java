package io.negawatt.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StudyReportTest {
    private static final Pattern FONT = Pattern.compile("base64,[A-Za-z0-9+/=]+");

    @Test
    void sameStudySameDocument() {
        assertThat(html()).isEqualTo(html());
    }

    @Test
    void holdsBothLanguagesAndShowsThePreferredFirst() {
        assertThat(StudyReport.html(SampleStudy.rich(), Lang.ZH))
                .startsWith("<!doctype html>\n<html lang=\"zh-CN\" data-lang=\"zh\">")
                .contains("Workers: where the energy of a token goes", "工作进程：每个词元的能耗用在哪里");
    }

    @Test
    void namesMachineCommandAndTier() {
        assertThat(page("en"))
                .contains("2 × Sample CPU, VM", "negawatt train study --quick", "not read from a meter", "3 seeds");
        assertThat(page("zh")).contains("2 × Sample CPU, VM", "并非电表读数");
    }

    @Test
    void asksTheNetworkForNothingAndRunsNothingInline() {
        String rest = FONT.matcher(html()).replaceAll("");
        assertThat(rest).doesNotContain("http:", "https:", "src=", "<link", "@import", "<img", "<iframe");
        assertThat(rest).doesNotContainPattern("url\\((?!data:font|#)");
        assertThat(rest).doesNotContainPattern("<[^>]*\\son[a-z]+=").doesNotContain("NaN", "Infinity");
    }

    @Test
    void idsAreUniqueAndEveryPictureHasANameOrIsAnOrnament() {
        assertThat(found("\\sid=\"([^\"]+)\"", html())).isNotEmpty().doesNotHaveDuplicates();
        assertThat(found("<svg ([^>]*)>", html()))
                .isNotEmpty()
                .allMatch(p ->
                        p.contains("aria-hidden") || p.contains("aria-label") || p.contains("preserveAspectRatio"));
    }

    @Test
    void eachNumberOfWorkersHasItsPileAndEachMeasurementItsDot() {
        String page = page("en");
        int piles = SampleStudy.scaling().fit().predicted().size();
        int points = SampleStudy.scaling().points().size();
        assertThat(found("<rect class=\"(pile (?:beyond )?c-[a-z]+)\"", page)).hasSize(3 * piles);
        assertThat(found("<circle class=\"(measured[a-z ]*)\"", page)).hasSize(points);
        assertThat(found("<rect class=\"(best)\"", page)).hasSize(1);
    }

    @Test
    void groupsTechniquesByVerdictAndDrawsAWhiskerForEachThatReachedItsTarget() {
        String page = page("en");
        assertThat(found("<th class=\"verdict-([A-Z])\"", page)).containsExactly("S", "C", "N", "T");
        assertThat(found("<circle class=\"fill (c-[a-z]+)\"", page)).hasSize(12);
        for (var technique : SampleStudy.techniques()) {
            assertThat(page).contains(Texts.of(Lang.EN).get("technique." + technique.kind() + ".changes"));
            assertThat(page).contains(Texts.of(Lang.EN).get("technique." + technique.kind() + ".cost"));
        }
    }

    @Test
    void drawsALineForEachShapeOneFrontierAndTheBudget() {
        String page = page("en");
        assertThat(found("<path class=\"(curve[a-z ]*)\"", page)).hasSize(12);
        assertThat(found("<path class=\"(frontier)\"", page)).hasSize(1);
        assertThat(page).contains("budget 96.0 J");
    }

    @ParameterizedTest
    @EnumSource
    void aPartAloneIsReportedAlone(Study.Part part) {
        String html = StudyReport.html(SampleStudy.only(part), Lang.EN);
        assertThat(html.contains("id=\"en-scaling\"")).isEqualTo(part == Study.Part.SCALING);
        assertThat(html.contains("id=\"en-techniques\"")).isEqualTo(part == Study.Part.TECHNIQUES);
        assertThat(html.contains("id=\"en-search\"")).isEqualTo(part == Study.Part.SEARCH);
        assertThat(html).contains("--part " + part.name().toLowerCase(Locale.ROOT));
    }

    private static String html() {
        return StudyReport.html(SampleStudy.rich(), Lang.EN);
    }

    /** {@return one language's half of the document} */
    private static String page(String lang) {
        String html = html();
        int from = html.indexOf("data-page=\"" + lang + "\"");
        int to = html.indexOf("data-page=", from + 1);
        return html.substring(from, to < 0 ? html.length() : to);
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(r -> r.group(1))
                .toList();
    }
}
