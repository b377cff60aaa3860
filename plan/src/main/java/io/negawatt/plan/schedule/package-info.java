/**
 * Plans of jobs with a proven gap to the best that is possible, the front between two goals, and why a job runs when it runs. An
 * optimizer is one file and one line in {@link io.negawatt.plan.schedule.JobOptimizers#ALL}.
 */
@NullMarked
package io.negawatt.plan.schedule;

import org.jspecify.annotations.NullMarked;
