package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.report.TerminalTable.Column;
import org.junit.jupiter.api.Test;

class TerminalTableTest {
    private static final String LONG = "no address is set; to ask the controller, give --meter redfish.url=https://BMC";

    @Test
    void aFileHasNoEndOfLine() {
        assertThat(table().lines(0)).containsExactly("Meter    State   Why", "redfish  absent  " + LONG);
    }

    @Test
    void theLastColumnIsWrappedBelowItself() {
        assertThat(table().lines(60))
                .allMatch(line -> Columns.width(line) <= 60)
                .containsExactly(
                        "Meter    State   Why",
                        "redfish  absent  no address is set; to ask the controller,",
                        "                 give --meter redfish.url=https://BMC");
    }

    @Test
    void columnsWithoutRoomGoBelowTheirRow() {
        assertThat(table().lines(40))
                .allMatch(line -> Columns.width(line) <= 40)
                .startsWith("Meter    State", "    Why", "redfish  absent", "    no address is set; to ask the");
    }

    private static TerminalTable table() {
        return new TerminalTable(Column.words("Meter"), Column.words("State"), Column.words("Why"))
                .row("redfish", "absent", LONG);
    }
}
