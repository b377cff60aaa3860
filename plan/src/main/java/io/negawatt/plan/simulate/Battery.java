package io.negawatt.plan.simulate;

/**
 * A battery with its inverter, seen from the site's bus.
 *
 * <p>Of {@code chargeW} taken from the bus, {@code chargeEfficiency} is stored; for {@code dischargeW} given to it,
 * {@code dischargeW / dischargeEfficiency} is taken out of the store. What is stored leaks at a rate in proportion to itself.
 *
 * @param capacityJ what it can hold; 0 for a site without a battery
 * @param chargeW greatest power it takes from the bus; over {@code capacityJ} its C-rate
 * @param dischargeW greatest power it gives to the bus
 * @param chargeEfficiency more than 0, at most 1
 * @param dischargeEfficiency more than 0, at most 1
 * @param leakPerS share of the stored energy that is lost in a second, such as 1.2e-8 for 0.1 % a day
 * @param floor least state of charge, of {@code capacityJ}
 * @param ceiling greatest state of charge, of {@code capacityJ}
 * @param wear what its use costs
 */
public record Battery(
        double capacityJ,
        double chargeW,
        double dischargeW,
        double chargeEfficiency,
        double dischargeEfficiency,
        double leakPerS,
        double floor,
        double ceiling,
        Wear wear) {
    /** A site without a battery. */
    public static final Battery NONE = new Battery(0, 0, 0, 1, 1, 0, 0, 1, Wear.NONE);

    /**
     * What is written off a battery.
     *
     * @param perJ money for each joule that passes the bus, charged or discharged alike
     * @param perS money for each second of its calendar life, whatever it does
     */
    public record Wear(double perJ, double perS) {
        public static final Wear NONE = new Wear(0, 0);

        public Wear {
            require(perJ >= 0 && perS >= 0, "a wear of", perJ, perS);
        }

        /**
         * {@return the wear of a battery that must be replaced after so many full cycles or so many years, whichever is first}
         *
         * @param price of a new one
         * @param cycles full ones, a charge and a discharge each
         */
        public static Wear of(double price, double capacityJ, double cycles, double lifeS) {
            return new Wear(price / (2 * cycles * capacityJ), price / lifeS);
        }
    }

    public Battery {
        require(capacityJ >= 0 && Double.isFinite(capacityJ), "a capacity in J of", capacityJ, capacityJ);
        require(chargeW >= 0 && dischargeW >= 0, "powers in W of", chargeW, dischargeW);
        require(
                isShare(chargeEfficiency) && chargeEfficiency > 0,
                "efficiencies of",
                chargeEfficiency,
                dischargeEfficiency);
        require(
                isShare(dischargeEfficiency) && dischargeEfficiency > 0,
                "efficiencies of",
                chargeEfficiency,
                dischargeEfficiency);
        require(leakPerS >= 0 && leakPerS < 1, "a leak a second of", leakPerS, leakPerS);
        require(isShare(floor) && isShare(ceiling) && floor <= ceiling, "a floor and a ceiling of", floor, ceiling);
    }

    /** {@return the battery that loses as much on the way in as on the way out} */
    public static Battery of(double capacityJ, double powerW, double efficiencyEachWay) {
        return new Battery(capacityJ, powerW, powerW, efficiencyEachWay, efficiencyEachWay, 0, 0, 1, new Wear(0, 0));
    }

    /** {@return the same with another wear} */
    public Battery withWear(Wear other) {
        return new Battery(
                capacityJ, chargeW, dischargeW, chargeEfficiency, dischargeEfficiency, leakPerS, floor, ceiling, other);
    }

    /** {@return the least energy that it holds} */
    public double leastJ() {
        return floor * capacityJ;
    }

    /** {@return the most energy that it holds} */
    public double mostJ() {
        return ceiling * capacityJ;
    }

    /** {@return the share of what was stored that is still there after a time} */
    public double keeps(double stepS) {
        return Math.exp(-leakPerS * stepS);
    }

    /** {@return how long a power that is stored all the time would have to flow without a leak for what is left of it, s} */
    public double effectiveS(double stepS) {
        return leakPerS == 0 ? stepS : -Math.expm1(-leakPerS * stepS) / leakPerS;
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }

    private static void require(boolean holds, String what, double one, double other) {
        if (!holds) {
            throw new IllegalArgumentException("no battery has " + what + " " + one + ", " + other);
        }
    }
}
