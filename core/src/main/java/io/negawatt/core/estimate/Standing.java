package io.negawatt.core.estimate;

/**
 * Where a case stands among what was metered; cases that stand alike have one error band.
 *
 * @param kinship how near its model is to a metered one
 * @param media whether its requests carry pictures
 * @param inside whether device, task, precision and sizes lie within what was metered
 * @param untried whether its precision was never metered on such blocks
 */
public record Standing(Kinship kinship, boolean media, boolean inside, boolean untried) {}
