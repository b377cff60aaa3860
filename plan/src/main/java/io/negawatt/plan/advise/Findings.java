package io.negawatt.plan.advise;

import java.util.Comparator;
import java.util.List;

/** Everything there is to look for. To add one: a file of its own, a line here, and its texts. */
public final class Findings {

    /** All of them, in the order in which equals are shown. */
    public static final List<FindingKind> ALL = List.of(
            new FailedWork(),
            new RepeatedWork(),
            new Retries(),
            new IdleGpus(),
            new BatchSize(),
            new GpuCount(),
            new WeightPrecision(),
            new CachePrecision(),
            new OtherDevice(),
            new PowerCap(),
            new StopEarly(),
            new OtherHour(),
            new OtherZone(),
            new DataTransfer(),
            new StorageCopies(),
            new ClosedMeters(),
            new UnstatedTerms());

    /** Less is within what a reader would not do anything for. */
    static final double LEAST_SAVING = 0.01;

    private static final Comparator<Finding> LARGEST_FIRST = Comparator.comparingDouble(
            finding -> -finding.change().map(Change::saving).orElse(0.0));

    private Findings() {}

    /** {@return what could be done, the largest saving first; what only makes figures surer comes last} */
    public static List<Finding> of(Subject subject) {
        return ALL.stream()
                .flatMap(kind -> switch (subject) {
                    case Subject.Run run -> kind.of(run).stream();
                    case Subject.Serving serving -> kind.of(serving).stream();
                    case Subject.Stored stored -> kind.of(stored).stream();
                })
                .sorted(LARGEST_FIRST)
                .toList();
    }
}
