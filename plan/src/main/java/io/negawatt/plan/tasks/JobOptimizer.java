package io.negawatt.plan.tasks;

import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.optimize.Optimizer;

/** Plans jobs in time and place. */
public interface JobOptimizer extends Optimizer {

    /** {@return whether it can plan jobs such as these; a rule of the literature may know no pauses, say} */
    boolean suits(JobProblem problem);

    /** {@return a plan; what cannot be met is among its shortfalls} */
    JobPlan plan(JobProblem problem);

    /** {@return whether it proves how good its plan is; else it is a rule to measure plans against} */
    boolean proves();
}
