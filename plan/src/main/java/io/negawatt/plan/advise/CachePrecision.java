package io.negawatt.plan.advise;

import io.negawatt.core.text.Message;
import java.util.List;

/** A cache of keys and values in 8 bits: half the bytes to read for each token, and room for twice the sequences. */
final class CachePrecision implements FindingKind {

    @Override
    public String name() {
        return "cache";
    }

    @Override
    public List<Finding> of(Subject.Serving serving) {
        var d = serving.deployment();
        if (d.model().kvValues() < 2) {
            return List.of();
        }
        var halved = serving.estimator().estimate(d.withModel(d.model().withHalfCache()));
        return serving.finding(name(), Message.of("finding.cache.title"), halved, "--kv-cache-dtype", "fp8")
                .toList();
    }
}
