package io.negawatt.plan.optimize;

/** A way to make plans: one file, and one line in the list of its kind. Stateless; the same problem gives the same plan. */
public interface Optimizer {

    /** {@return the name on the command line, such as {@code run-now}; {@code optimizer.ID.about} tells people what it does} */
    String id();
}
