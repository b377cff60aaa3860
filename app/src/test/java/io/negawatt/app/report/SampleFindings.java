package io.negawatt.app.report;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import io.negawatt.plan.advise.Change;
import io.negawatt.plan.advise.Finding;
import java.util.List;
import java.util.Optional;

/** Findings for tests of reports: one that changes what is used, one that makes figures surer. */
final class SampleFindings {
    private SampleFindings() {}

    static List<Finding> findings() {
        var less = new Interval(-0.21, -0.18, -0.15);
        var change = new Change(less, Optional.of(less), Optional.of(less), new Interval(0.02, 0.04, 0.06));
        return List.of(
                new Finding(
                        "power-limit",
                        Message.of("finding.power-limit.title", "450 W"),
                        Message.of("finding.power-limit.detail", "610 W", "700 W"),
                        Optional.of(change),
                        Optional.of(Message.of("finding.basis.sweeps", 559)),
                        List.of("sudo", "nvidia-smi", "-pl", "450")),
                new Finding(
                        "terms",
                        Message.of("finding.terms.zone.title"),
                        Message.of("finding.terms.zone.detail"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("negawatt", "run", "--zone", "CN-East", "--", "…")));
    }
}
