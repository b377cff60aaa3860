package io.negawatt.plan.advise;

import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.text.Message;
import java.util.List;

/** Better meters that are there but closed. */
final class ClosedMeters implements FindingKind {

    @Override
    public String name() {
        return "meter";
    }

    @Override
    public List<Finding> of(Subject.Run run) {
        return run.meters().stream().flatMap(row -> finding(row).stream()).toList();
    }

    private List<Finding> finding(Discoveries.Row row) {
        return row
                .remedy()
                .map(remedy -> Finding.surer(
                        name(), Message.of("finding.meter.title", row.kind().name()), remedy, row.command()))
                .stream()
                .toList();
    }
}
