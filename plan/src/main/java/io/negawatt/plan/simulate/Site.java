package io.negawatt.plan.simulate;

/**
 * What a site is made of, apart from sun, wind and work, which come as series.
 *
 * @param grid its connection
 * @param battery {@link Battery#NONE} where there is none
 * @param cooling of its machines
 */
public record Site(GridConnection grid, Battery battery, Cooling cooling) {}
