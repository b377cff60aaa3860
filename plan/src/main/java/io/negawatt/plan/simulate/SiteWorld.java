package io.negawatt.plan.simulate;

/**
 * What happens to a site, by steps of one length.
 *
 * @param stepS length of a step, s
 * @param workW power of the machines that cannot wait, without their cooling
 * @param freshW power that sun and wind offer
 * @param outsideCelsius temperature of the air
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; nobody compares worlds.
public record SiteWorld(double stepS, double[] workW, double[] freshW, double[] outsideCelsius) {
    public SiteWorld {
        if (workW.length != freshW.length || workW.length != outsideCelsius.length) {
            throw new IllegalArgumentException("series of one world have one length, got %d, %d and %d"
                    .formatted(workW.length, freshW.length, outsideCelsius.length));
        }
    }

    /** {@return number of steps} */
    public int steps() {
        return workW.length;
    }

    /** {@return power of the machines with their cooling, W} */
    public double loadW(int step, Cooling cooling) {
        return workW[step] + cooling.powerW(workW[step], outsideCelsius[step]);
    }
}
