package io.negawatt.plan.site;

/**
 * One way in which the slots of a {@link SiteProblem} may turn out.
 *
 * @param weight how likely it is, beside the other outlooks of the problem
 * @param buyPerKwh price of what is imported; may be negative
 * @param sellPerKwh price of what is exported; may be negative
 * @param loadW power of machines that cannot wait, with their cooling
 * @param freshW power that sun and wind offer
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; nobody compares outlooks.
public record SiteOutlook(double weight, double[] buyPerKwh, double[] sellPerKwh, double[] loadW, double[] freshW) {
    public SiteOutlook {
        int slots = buyPerKwh.length;
        if (sellPerKwh.length != slots || loadW.length != slots || freshW.length != slots || !(weight > 0)) {
            throw new IllegalArgumentException("an outlook of %d, %d, %d and %d slots and weight %s"
                    .formatted(slots, sellPerKwh.length, loadW.length, freshW.length, weight));
        }
    }

    /** {@return number of slots} */
    public int slots() {
        return buyPerKwh.length;
    }

    /** {@return what would be imported without battery and jobs; less than 0 where sun and wind are left over} */
    public double netW(int slot) {
        return loadW[slot] - freshW[slot];
    }
}
