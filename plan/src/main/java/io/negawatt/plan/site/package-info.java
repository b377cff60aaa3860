/**
 * A site with a battery, sun, wind, a contract and jobs that can wait as one linear program: its plan with a proven gap, rules of
 * thumb to measure it against ({@link io.negawatt.plan.site.SiteOptimizers#ALL}), and a checker of its own.
 */
@NullMarked
package io.negawatt.plan.site;

import org.jspecify.annotations.NullMarked;
