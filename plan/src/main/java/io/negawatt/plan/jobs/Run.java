package io.negawatt.plan.jobs;

import java.time.Instant;

/**
 * A piece of a job without a pause.
 *
 * @param from inclusive
 * @param to exclusive
 * @param devices how many it holds
 */
public record Run(String job, String zone, Instant from, Instant to, int devices) {}
