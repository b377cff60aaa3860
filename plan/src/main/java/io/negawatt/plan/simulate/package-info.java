/**
 * What would happen: an event kernel with virtual time, and a site of grid connection, battery, sun, wind, cooling and jobs.
 * Nothing here reads a clock, and the only randomness is the kernel's own, from its seed.
 *
 * <p>Powers in W at the site's own bus, energies in J, times in s since the start of a simulation.
 */
@NullMarked
package io.negawatt.plan.simulate;

import org.jspecify.annotations.NullMarked;
