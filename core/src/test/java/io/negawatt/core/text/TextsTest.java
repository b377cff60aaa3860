package io.negawatt.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d+}");

    /** Those that are given a name in both languages, of which each shows its own. */
    private static final Set<String> NAMED_IN_BOTH = Set.of("finding.zone.title");

    @Test
    void bothLanguagesHoldTheSameKeysAndPlaces() {
        assertThat(differences(all(Lang.EN), all(Lang.ZH))).isEmpty();
        assertThat(all(Lang.EN)).isNotEmpty();
    }

    @Test
    void theComparisonCanFail() {
        var english = Map.of("a", "{0} of {1}", "b", "only English", "c", "same {0}");
        var chinese = Map.of("a", "{0}", "c", "{0} {0}", "d", "only Chinese");

        assertThat(differences(english, chinese))
                .containsExactly("a: [{0}, {1}] against [{0}]", "b: only in the first", "d: only in the second");
    }

    @ParameterizedTest
    @EnumSource
    void eachKeyStandsOnceAndSortedInItsSection(Lang lang) throws IOException {
        assertThat(disorder(lines(lang))).isEmpty();
    }

    @Test
    void theCheckOfTheOrderCanFail() {
        assertThat(disorder(List.of("# --- one ---", "b=1", "a=2", "# --- two ---", "a=3")))
                .containsExactly("a comes after b", "a stands twice");
    }

    @Test
    void putsValuesInAndLeavesTheirBracesAlone() {
        assertThat(Message.of("units.bad.unknown", "{2}", 1, "$1 {3}", "W").in(Lang.EN))
                .isEqualTo("\"{2}\", column 1: no unit is called \"$1 {3}\". Allowed: W.");
    }

    @Test
    void aMissingKeyIsAnErrorOfTheProgram() {
        assertThatThrownBy(() -> Texts.of(Lang.ZH).get("no.such.key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such.key");
    }

    private static Map<String, String> all(Lang lang) {
        var texts = Texts.of(lang);
        return texts.keys().stream().collect(Collectors.toMap(key -> key, texts::get));
    }

    private static List<String> differences(Map<String, String> first, Map<String, String> second) {
        var keys = new TreeSet<>(first.keySet());
        keys.addAll(second.keySet());
        var found = new ArrayList<String>();
        for (String key : keys) {
            if (!second.containsKey(key)) {
                found.add(key + ": only in the first");
            } else if (!first.containsKey(key)) {
                found.add(key + ": only in the second");
            } else if (!NAMED_IN_BOTH.contains(key) && !places(first.get(key)).equals(places(second.get(key)))) {
                found.add("%s: %s against %s".formatted(key, places(first.get(key)), places(second.get(key))));
            }
        }
        return found;
    }

    private static TreeSet<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> disorder(List<String> lines) {
        var found = new ArrayList<String>();
        var seen = new HashSet<String>();
        String before = "";
        for (String line : lines) {
            if (line.startsWith("# ---")) {
                before = "";
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String key = line.substring(0, line.indexOf('='));
                if (key.compareTo(before) < 0) {
                    found.add(key + " comes after " + before);
                }
                if (!seen.add(key)) {
                    found.add(key + " stands twice");
                }
                before = key;
            }
        }
        return found;
    }

    private static List<String> lines(Lang lang) throws IOException {
        String file = "messages." + lang.code() + ".properties";
        try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
