package io.negawatt.plan.jobs;

import io.negawatt.core.text.Message;
import java.time.Duration;

/**
 * What of a job a plan does not do as asked.
 *
 * @param job id of the job
 * @param late how much after its deadline it ends; zero where it is not late
 * @param missing how much of its time is not planned at all
 * @param cause which limit or input stands against it, and by how much
 */
public record Shortfall(String job, Duration late, Duration missing, Message cause) {}
