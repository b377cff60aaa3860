package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.meter.Exposition.MalformedException;
import io.negawatt.core.meter.Exposition.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpositionTest {

    @Test
    void samplesAreRead() throws MalformedException {
        String page = """
            # HELP a_joules_total Energy.
            # TYPE a_joules_total counter
            a_joules_total{zone="package",path="/sys/x:0"} 1.5e+06 1700000000000
            a_joules_total 7
            b{text="a \\"b\\" \\\\ \\n,}",} NaN # {trace="1"} 2

            c { x = "1" } +Inf
            other{broken 1
            """;
        assertThat(Exposition.parse(page, name -> !name.equals("other") && !name.isEmpty()))
                .containsExactly(
                        new Sample("a_joules_total", Map.of("zone", "package", "path", "/sys/x:0"), 1.5e6),
                        new Sample("a_joules_total", Map.of(), 7),
                        new Sample("b", Map.of("text", "a \"b\" \\ \n,}"), Double.NaN),
                        new Sample("c", Map.of("x", "1"), Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{x=\"1\"\n", "a{x=\"1} 2\n", "a{x} 2\n", "a two\n", "a\n", "a{x=1} 2\n", "a 1"})
    void pagesThatAreBrokenOrCutShortAreRefused(String page) {
        assertThatThrownBy(() -> Exposition.parse(page, name -> name.equals("a")))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void anEmptyPageHasNoSamples() throws MalformedException {
        assertThat(Exposition.parse("", name -> true)).isEmpty();
    }
}
