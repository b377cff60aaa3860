package io.negawatt.plan.advise;

import java.util.List;

/** One thing to look for: a file, and its line in {@link Findings#ALL}. It overrides the subjects that it has something to say of. */
public interface FindingKind {

    /** Name in files, such as {@code power-limit}; its texts are {@code finding.NAME.*}. */
    String name();

    /** {@return what could be done about a run that has ended} */
    default List<Finding> of(Subject.Run run) {
        return List.of();
    }

    /** {@return what could be done about a deployment} */
    default List<Finding> of(Subject.Serving serving) {
        return List.of();
    }

    /** {@return what could be done about stored data} */
    default List<Finding> of(Subject.Stored stored) {
        return List.of();
    }
}
