package io.negawatt.plan.rules;

import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobProblem;

/** Whether rules that pause at will can plan these jobs. */
final class Pauses {
    private Pauses() {}

    static boolean areFree(JobProblem problem) {
        return problem.jobs().stream()
                .map(Job::conduct)
                .allMatch(conduct -> conduct.interruptible()
                        && !conduct.isElastic()
                        && conduct.startUp().joules() == 0
                        && problem.slots().holding(conduct.shortestRun()) <= 1);
    }
}
