package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SessionTest {

    @Test
    void the_first_locale_variable_that_is_set_decides() {
        assertThat(Session.language(Map.of("LANG", "zh_CN.UTF-8"))).isEqualTo(Lang.ZH);
        assertThat(Session.language(Map.of("LC_ALL", "", "LC_MESSAGES", "zh_TW", "LANG", "C")))
                .isEqualTo(Lang.ZH);
        assertThat(Session.language(Map.of("LC_ALL", "C", "LANG", "zh_CN.UTF-8")))
                .isEqualTo(Lang.EN);
        assertThat(Session.language(Map.of())).isEqualTo(Lang.EN);
    }

    @Test
    void the_option_outranks_the_locale_but_not_inside_the_metered_command() {
        assertThat(Session.language(words("--lang zh meters"), Lang.EN)).isEqualTo(Lang.ZH);
        assertThat(Session.language(words("meters --lang=en"), Lang.ZH)).isEqualTo(Lang.EN);
        assertThat(Session.language(words("run -- tool --lang fr"), Lang.ZH)).isEqualTo(Lang.ZH);
        assertThatThrownBy(() -> Session.language(words("--lang fr"), Lang.EN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'fr'");
    }

    @Test
    void children_get_the_locale_that_the_user_set() {
        assertThat(Session.asTheUserSet(Map.of("LC_ALL", "C.UTF-8", "NEGAWATT_LC_ALL", "POSIX", "A", "b")))
                .isEqualTo(Map.of("LC_ALL", "POSIX", "A", "b"));
        assertThat(Session.asTheUserSet(Map.of("LC_ALL", "C.UTF-8", "NEGAWATT_LC_ALL", "")))
                .isEmpty();
        assertThat(Session.asTheUserSet(Map.of("LC_ALL", "C"))).isEqualTo(Map.of("LC_ALL", "C"));
    }

    @Test
    void color_needs_a_terminal_that_understands_it_and_nobody_who_declines() {
        assertThat(session("12", Map.of("TERM", "xterm")).color()).isTrue();
        assertThat(session("2", Map.of("TERM", "xterm")).color()).isFalse();
        assertThat(session("12", Map.of("TERM", "dumb")).color()).isFalse();
        assertThat(session("12", Map.of("TERM", "xterm", "NO_COLOR", "1")).color())
                .isFalse();
        assertThat(session("12", Map.of("TERM", "xterm", "NO_COLOR", "")).color())
                .isTrue();
        assertThat(session("12", Map.of("TERM", "xterm", "NEGAWATT_ACCESSIBLE", "1"))
                        .color())
                .isFalse();
        assertThat(session("2", Map.of("TERM", "xterm")).liveLine()).isTrue();
        assertThat(session("1", Map.of("TERM", "xterm")).liveLine()).isFalse();
    }

    private static Session session(String terminals, Map<String, String> environment) {
        var silent = Session.silent(Lang.EN);
        return new Session(
                Lang.EN,
                silent.out(),
                silent.err(),
                Session.Terminals.ofDescriptors(terminals),
                environment,
                silent.clock());
    }

    private static String[] words(String line) {
        return line.split(" ");
    }
}
