package io.negawatt.plan.jobs;

/**
 * What one run takes, with the energy of its start and, in the first run of a job, of moving its data.
 *
 * @param energyKwh all of it
 * @param averageG average carbon, g
 * @param marginalG marginal carbon, g
 * @param cost money
 */
public record Bill(Run run, double energyKwh, double averageG, double marginalG, double cost) {}
