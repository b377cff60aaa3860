package io.negawatt.plan.forecast;

import java.util.List;

/**
 * The mean at the same time of day over the last days, or over all that is known.
 *
 * @param days over how many days; {@link Integer#MAX_VALUE} for all
 */
record Climatology(String id, int days) implements Forecaster {

    @Override
    public int daysNeeded() {
        return 7;
    }

    @Override
    public Learner learner(Reach reach) {
        return new Fit(days, reach);
    }

    private static final class Fit implements Learner {
        private final int days;
        private final Reach reach;
        private Memory memory = new Memory(Stabilizer.PLAIN, 1);

        Fit(int days, Reach reach) {
            this.days = days;
            this.reach = reach;
        }

        @Override
        public void fit(History history) {
            if (memory.size() == 0) {
                memory = new Memory(Stabilizer.PLAIN, history.slotsPerDay());
            }
            memory.extend(history);
        }

        @Override
        public Outlook outlook(History history) {
            memory.extend(history);
            var points = new double[reach.steps()];
            for (int step = 0; step < points.length; step++) {
                int target = history.issued() + reach.lead() + step;
                points[step] = memory.slotMean(target, memory.daysBack(target, history.issued()), days);
            }
            return new Outlook(points);
        }

        @Override
        public List<Driver> explain(History history) {
            return List.of(new Driver("sameTime", Repeat.mean(outlook(history).points())));
        }
    }
}
