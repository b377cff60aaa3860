package io.negawatt.plan.operate;

import io.negawatt.plan.simulate.SiteTrack;

/**
 * How much of what a site uses comes from its own sun and wind, hour by hour: surplus of one hour does not count for another
 * unless the battery carried it (24/7 Carbon-Free Energy Compact; Google, "24/7 Carbon-Free Energy: Methodologies and Metrics",
 * 2021, with nothing of the grid counted as free of carbon).
 *
 * @param usedJ what machines, jobs and cooling used
 * @param matchedJ the part of it that came from sun and wind within the hour or out of the battery
 * @param freshJ what sun and wind gave to load, battery and grid
 */
public record CarbonFree(double usedJ, double matchedJ, double freshJ) {
    private static final double S_PER_HOUR = 3600;

    /** {@return matched over used, by the hour; 0 of nothing} */
    public double score() {
        return usedJ > 0 ? matchedJ / usedJ : 0;
    }

    /** {@return sun and wind over what was used, as if surplus could be moved at will; may be above 1} */
    public double renewableShare() {
        return usedJ > 0 ? freshJ / usedJ : 0;
    }

    /** Follows the part of the battery's energy that came from sun and wind. */
    static CarbonFree of(SiteCase real, SiteTrack track) {
        double used = 0;
        double matched = 0;
        double fresh = 0;
        double hourUsed = 0;
        double hourFree = 0;
        double greenShare = 0;
        double storedJ = real.startJ();
        long hour = Long.MIN_VALUE;
        for (int slot = 0; slot < track.steps(); slot++) {
            long now = (long) Math.floor(slot * track.stepS() / S_PER_HOUR);
            if (now != hour) {
                matched += Math.min(hourUsed, hourFree);
                hourUsed = 0;
                hourFree = 0;
                hour = now;
            }
            double loadW = track.loadW(slot) - track.unservedW(slot);
            double freshW = real.actual().freshW()[slot] - track.curtailedW(slot);
            double greenInW = Math.min(track.chargeW(slot), Math.max(0, freshW - loadW));
            hourUsed += loadW * track.stepS();
            hourFree += (freshW - greenInW + greenShare * track.dischargeW(slot)) * track.stepS();
            used += loadW * track.stepS();
            fresh += freshW * track.stepS();
            double efficiency = real.site().battery().chargeEfficiency();
            double addedJ = track.chargeW(slot) * efficiency * track.stepS();
            double greenJ = greenShare * storedJ + greenInW * efficiency * track.stepS();
            greenShare = storedJ + addedJ > 0 ? Math.clamp(greenJ / (storedJ + addedJ), 0, 1) : 0;
            storedJ = track.storedJ(slot);
        }
        return new CarbonFree(used, matched + Math.min(hourUsed, hourFree), fresh);
    }
}
