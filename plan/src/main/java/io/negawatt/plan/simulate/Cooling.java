package io.negawatt.plan.simulate;

/**
 * Electricity for cooling: fans and pumps in proportion to the heat, and a compressor for what the outside air cannot take.
 *
 * <p>Heat is rejected at {@code outside + approach}. As long as that is no warmer than the supply, the air cools for free. Above,
 * a compressor lifts the heat by the difference, with a share of the efficiency of Carnot's cycle: power = heat · lift ÷
 * (share · supply in K) (S. Carnot, 1824; the share is what data sheets of chillers call second-law efficiency).
 *
 * @param fanShare power of fans and pumps, of the heat; at least 0
 * @param supplyCelsius temperature at which heat is taken from the machines
 * @param approachK how much warmer than the air the heat must be to go there
 * @param carnotShare such as 0.4; more than 0
 */
public record Cooling(double fanShare, double supplyCelsius, double approachK, double carnotShare) {
    /** Nothing is cooled, or the load already holds its cooling. */
    public static final Cooling NONE = new Cooling(0, 1000, 0, 1);

    private static final double ZERO_CELSIUS = 273.15;

    public Cooling {
        if (!(fanShare >= 0) || !(carnotShare > 0) || !(supplyCelsius > -ZERO_CELSIUS)) {
            throw new IllegalArgumentException(
                    "a cooling of %s for fans, %s °C and %s of Carnot".formatted(fanShare, supplyCelsius, carnotShare));
        }
    }

    /** {@return the power of cooling, W} */
    public double powerW(double heatW, double outsideCelsius) {
        return heatW * share(outsideCelsius);
    }

    /** {@return the power of cooling for each W of heat} */
    public double share(double outsideCelsius) {
        double liftK = Math.max(0, outsideCelsius + approachK - supplyCelsius);
        return fanShare + liftK / (carnotShare * (supplyCelsius + ZERO_CELSIUS));
    }
}
