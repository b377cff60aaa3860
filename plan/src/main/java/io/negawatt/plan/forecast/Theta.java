package io.negawatt.plan.forecast;

import java.util.List;

/**
 * The theta method: the season of the week is taken off, exponential smoothing follows the level of what is left, half of its
 * long trend is added, and the season is put back (V. Assimakopoulos, K. Nikolopoulos, "The theta model", International Journal
 * of Forecasting 16, 2000; as smoothing with drift, R. Hyndman, B. Billah, the same journal 19, 2003).
 *
 * <p>The level is smoothed day by day, since within a day the season says more, and the smoothing is the best of a grid for the
 * days that are known.
 */
record Theta(String id) implements Forecaster {
    private static final int MOST_DAYS = 180;
    private static final int WEEKS = 8;

    @Override
    public int daysNeeded() {
        return 14;
    }

    @Override
    public Learner learner(Reach reach) {
        return new Fit(reach);
    }

    private static final class Fit implements Learner {
        private final Reach reach;
        private Memory memory = new Memory(Stabilizer.PLAIN, 1);
        private double smoothing = 0.5;

        Fit(Reach reach) {
            this.reach = reach;
        }

        @Override
        public void fit(History history) {
            if (memory.size() == 0) {
                memory = new Memory(Stabilizer.of(history), history.slotsPerDay());
            }
            memory.extend(history);
            double[] days = days(history.issued());
            double least = Double.POSITIVE_INFINITY;
            for (double tried = 0.05; tried < 1; tried += 0.05) {
                double error = error(days, tried);
                if (error < least) {
                    least = error;
                    smoothing = tried;
                }
            }
        }

        /** {@return means of the days before {@code issued}, the earliest first} */
        private double[] days(int issued) {
            int day = memory.slotsPerDay();
            var days = new double[Math.min(MOST_DAYS, issued / day)];
            for (int i = 0; i < days.length; i++) {
                int to = issued - (days.length - 1 - i) * day;
                days[i] = memory.mean(to - day, to);
            }
            return days;
        }

        private static double error(double[] days, double smoothing) {
            double level = days[0];
            double error = 0;
            for (int i = 1; i < days.length; i++) {
                error += (days[i] - level) * (days[i] - level);
                level += smoothing * (days[i] - level);
            }
            return error;
        }

        private static double level(double[] days, double smoothing) {
            double level = days[0];
            for (double day : days) {
                level += smoothing * (day - level);
            }
            return level;
        }

        /** {@return slope of the straight line through the days} */
        private static double trend(double[] days) {
            double middle = (days.length - 1) / 2.0;
            double products = 0;
            double squares = 0;
            for (int i = 0; i < days.length; i++) {
                products += (i - middle) * days[i];
                squares += (i - middle) * (i - middle);
            }
            return squares == 0 ? 0 : products / squares;
        }

        @Override
        public Outlook outlook(History history) {
            memory.extend(history);
            double[] days = days(history.issued());
            double level = level(days, smoothing);
            double drift = trend(days) / 2;
            var points = new double[reach.steps()];
            for (int step = 0; step < points.length; step++) {
                int target = history.issued() + reach.lead() + step;
                double ahead = (double) (reach.lead() + step) / memory.slotsPerDay();
                points[step] = memory.back(level + drift * ahead + season(history, target));
            }
            return new Outlook(points);
        }

        /** {@return how the step differs from its day, over the last weeks on days of its kind} */
        private double season(History history, int target) {
            int issued = history.issued();
            return memory.likeMean(history, target, issued, WEEKS)
                    - memory.mean(issued - WEEKS * 7 * memory.slotsPerDay(), issued);
        }

        @Override
        public List<Driver> explain(History history) {
            double[] days = days(history.issued());
            double level = memory.back(level(days, smoothing));
            return List.of(
                    new Driver("level", level),
                    new Driver("likeDays", Repeat.mean(outlook(history).points()) - level));
        }
    }
}
