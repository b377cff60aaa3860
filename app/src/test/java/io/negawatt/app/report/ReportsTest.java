package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.account.Account;
import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Path GOLDEN = Path.of("src/test/resources/io/negawatt/app/report/rich.golden.html");
    private static final Pattern FONT = Pattern.compile("base64,[A-Za-z0-9+/=]+");

    @Test
    void sameAccountSameDocument() {
        String html = rich();
        Golden.check(GOLDEN, FONT.matcher(html).replaceAll("base64,…"));
        assertThat(rich()).isEqualTo(html);
    }

    @Test
    void goldenComparisonCanFail(@TempDir Path folder) throws IOException {
        var file = folder.resolve("a.html");
        Files.writeString(file, "<p>one</p>\n<p>two</p>\n");
        Golden.check(file, "<p>one</p>\n<p>two</p>\n", false);
        assertThatThrownBy(() -> Golden.check(file, "<p>one</p>\n<p>three</p>\n", false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("line 2", "two", "three", Golden.FLAG);
        Golden.check(file, "<p>new</p>", true);
        assertThat(file).hasContent("<p>new</p>");
    }

    @Test
    void holdsBothLanguagesAndShowsThePreferredFirst() {
        String html = Reports.html(
                SampleAccounts.rich(), SampleAccounts.richCurve(), SampleFindings.findings(), Lang.ZH, ZONE);
        assertThat(html)
                .startsWith("<!doctype html>\n<html lang=\"zh-CN\" data-lang=\"zh\">")
                .contains("data-page=\"en\"", "data-page=\"zh\"", "Where it went", "能耗去向", "未归属", "缺口");
    }

    @Test
    void asksTheNetworkForNothingAndRunsNothingInline() {
        String html = rich();
        String rest = FONT.matcher(html).replaceAll("");
        assertThat(rest).doesNotContain("http:", "https:", "src=", "<link", "@import", "<img", "<iframe");
        assertThat(rest).doesNotContainPattern("url\\((?!data:font|#)");
        assertThat(rest).doesNotContainPattern("<[^>]*\\son[a-z]+=");
        assertThat(rest).contains("default-src &#39;none&#39;").doesNotContain("script-src 'unsafe-inline'");
    }

    @Test
    void namesThatLookLikeMarkupAreShown() {
        String evil = "</script><script>alert(\"1\")</script> & 'x' 训练 🚀 \u202Eevil عربي";
        String html = Reports.html(SampleAccounts.named(evil), SampleAccounts.plainCurve(), List.of(), Lang.EN, ZONE);
        assertThat(html)
                .doesNotContain("<script>alert")
                .contains("&lt;/script&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39; 训练 🚀")
                .contains("<bdi>");
        assertThat(html.split("<script>", -1)).hasSize(2);
    }

    @Test
    void idsAreUnique() {
        var ids = Pattern.compile("\\sid=\"([^\"]+)\"")
                .matcher(rich())
                .results()
                .map(r -> r.group(1))
                .toList();
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void everyPictureHasANameOrIsAnOrnament() {
        var pictures = Pattern.compile("<svg ([^>]*)>")
                .matcher(rich())
                .results()
                .map(r -> r.group(1))
                .toList();
        assertThat(pictures)
                .isNotEmpty()
                .allMatch(p ->
                        p.contains("aria-hidden") || p.contains("aria-label") || p.contains("preserveAspectRatio"));
    }

    @Test
    void interruptedRunSaysSo() {
        String html = Reports.html(SampleAccounts.plain(), SampleAccounts.plainCurve(), List.of(), Lang.EN, ZONE);
        assertThat(html).contains("interrupted", "已中断", "no price was given").doesNotContain("exit 0");
    }

    @Test
    void runShorterThanAStepHasNoCurve() {
        Account plain = SampleAccounts.plain();
        String html = Reports.html(plain, SampleAccounts.noCurve(), List.of(), Lang.EN, ZONE);
        assertThat(html).contains("There is no curve");
    }

    @Test
    void accountWithNothingInItCanBeReported() {
        String html = Reports.html(SampleAccounts.nothing(), SampleAccounts.noCurve(), List.of(), Lang.EN, ZONE);
        assertThat(html).contains("0 Wh").doesNotContain("NaN").doesNotContain("Infinity");
    }

    private static String rich() {
        return Reports.html(
                SampleAccounts.rich(), SampleAccounts.richCurve(), SampleFindings.findings(), Lang.EN, ZONE);
    }
}
