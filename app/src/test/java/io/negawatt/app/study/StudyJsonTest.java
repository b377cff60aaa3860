package io.negawatt.app.study;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JacksonException;

class StudyJsonTest {

    @Test
    void whatIsWrittenIsRead() {
        assertThat(StudyJson.read(StudyJson.write(SampleStudy.rich()))).isEqualTo(SampleStudy.rich());
    }

    @ParameterizedTest
    @EnumSource
    void aPartAloneIsReadToo(Study.Part part) {
        assertThat(StudyJson.read(StudyJson.write(SampleStudy.only(part)))).isEqualTo(SampleStudy.only(part));
    }

    @Test
    void whatIsNoStudyIsRefused() {
        byte[] whole = StudyJson.write(SampleStudy.rich());
        assertThatThrownBy(() -> StudyJson.read(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> StudyJson.read("{}".getBytes(UTF_8))).isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> StudyJson.read(changed("\"modeled\"", "\"guessed\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guessed");
        assertThatThrownBy(() -> StudyJson.read(changed("\"machine\"", "\"engine\"")))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("machine");
    }

    private static byte[] changed(String from, String to) {
        return new String(StudyJson.write(SampleStudy.rich()), UTF_8)
                .replace(from, to)
                .getBytes(UTF_8);
    }
}
