package io.negawatt.app.report;

import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
    @Test
    void tmp() throws IOException {
        var zone = ZoneId.of("Asia/Shanghai");
        Reports.write(
                Path.of("/tmp/rep/rich.html"),
                SampleAccounts.rich(),
                SampleAccounts.richCurve(),
                SampleAccounts.findings(),
                Lang.EN,
                zone);
        Reports.write(
                Path.of("/tmp/rep/plain.html"),
                SampleAccounts.plain(),
                SampleAccounts.plainCurve(),
                List.of(),
                Lang.EN,
                zone);
    }
}
