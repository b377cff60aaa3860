package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagTest {
    @Test
    void textAndAttributesAreEscaped() {
        var tag = Tag.of("b").attr("title", "\"<a>\"").text("<i> & 'q' \"r\"");
        assertThat(tag).hasToString("<b title=\"&quot;&lt;a&gt;&quot;\">&lt;i&gt; &amp; &#39;q&#39; &quot;r&quot;</b>");
    }

    @Test
    void charactersThatHtmlCannotHoldAreReplaced() {
        assertThat(Tag.of("b").text("a\u0000b\u001Bc\uD800d\uFFFEe")).hasToString("<b>a�b�c�d�e</b>");
    }

    @Test
    void chineseEmojiAndRightToLeftStayAsTheyAre() {
        assertThat(Tag.of("b").text("训练 🚀 عربي")).hasToString("<b>训练 🚀 عربي</b>");
    }

    @ParameterizedTest
    @CsvSource({"onclick,x()", "OnLoad,x()", "src,a.png", "href,https://example.org", "href,javascript:x()", "action,/"
    })
    void attributesThatRunOrLoadAreRefused(String name, String value) {
        var tag = Tag.of("a");
        assertThatThrownBy(() -> tag.attr(name, value)).hasMessageContaining("runs and loads nothing");
    }

    @Test
    void linksWithinTheDocumentAreAllowed() {
        assertThat(Tag.of("a").attr("href", "#top").text("up")).hasToString("<a href=\"#top\">up</a>");
    }

    @Test
    void scriptThatWouldEndEarlyIsRefused() {
        assertThatThrownBy(() -> Tag.script("'</script>'")).hasMessageContaining("end it early");
    }
}
