package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArrivalTraceTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("trace.csv"), text);
    }

    @Test
    void timesOfTheClockAndSecondsAreRead() throws IOException {
        var clock = ArrivalTrace.read(file("TIMESTAMP,ContextTokens,GeneratedTokens\n"
                + "2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:50.9951690,396,109\n"));
        assertThat(clock.requests().get(1).atS()).isCloseTo(4.314579, within(1e-6));
        assertThat(clock.meanInput()).isEqualTo(385);
        assertThat(clock.outputTokens()).isEqualTo(153);

        var seconds = ArrivalTrace.read(file("arrival_s,input_tokens,output_tokens\n2.5,10,20\n1.5,30,0\n"));
        assertThat(seconds.requests().getFirst().atS()).isZero();
        assertThat(seconds.requests().getFirst().outputTokens())
                .as("an answer has a token at least")
                .isEqualTo(1);
        assertThat(seconds.lengthS()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsNamedWithItsLine() throws IOException {
        var bad = file("arrival_s,input_tokens,output_tokens\n1,10,20\nsoon,10,20\n");
        assertThatThrownBy(() -> ArrivalTrace.read(bad))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("arrival_s is \"soon\"");
        var negative = file("arrival_s,input_tokens,output_tokens\n1,-1,20\n");
        assertThatThrownBy(() -> ArrivalTrace.read(negative)).hasMessageContaining("input_tokens is \"-1\"");
        var without = file("when,input_tokens,output_tokens\n1,1,20\n");
        assertThatThrownBy(() -> ArrivalTrace.read(without)).hasMessageContaining("needs a column");
    }

    @Test
    void replicasTakeTurnsAndNobodyIsLeftOut() {
        var trace = ReplayTest.trace(10, 5, 1);
        assertThat(trace.turn(0, 3).count()
                        + trace.turn(1, 3).count()
                        + trace.turn(2, 3).count())
                .isEqualTo(10);
    }
}
