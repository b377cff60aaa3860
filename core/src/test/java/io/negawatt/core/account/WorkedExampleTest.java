package io.negawatt.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.meter.Component;
import org.junit.jupiter.api.Test;

class WorkedExampleTest {

    @Test
    void itIsRightToTheJoule() {
        assertThat(joules(Component.COMPUTE)).isEqualTo(43_200_000);
        assertThat(joules(Component.TRANSMIT)).isEqualTo(4_000);
        assertThat(joules(Component.STORE)).isEqualTo(720_000);
        assertThat(joules(Component.COOLING)).isEqualTo(1_800_000);
        assertThat(Math.round(WorkedExample.total().joules())).isEqualTo(45_724_000);
        assertThat(WorkedExample.total().kilowattHours()).isBetween(12.695, 12.705);
    }

    @Test
    void whatTheArticlePrintsDoesNotAddUp() {
        double addendsJ = WorkedExample.lines().stream()
                .mapToDouble(WorkedExample.Line::printedJ)
                .sum();
        assertThat(addendsJ).isEqualTo(50_014_500);
        assertThat(WorkedExample.printedTotalJ()).isEqualTo(51_250_000).isNotEqualTo(addendsJ);
    }

    private static long joules(Component component) {
        return WorkedExample.lines().stream()
                .filter(line -> line.component() == component)
                .mapToLong(line -> Math.round(line.energy().joules()))
                .sum();
    }
}
