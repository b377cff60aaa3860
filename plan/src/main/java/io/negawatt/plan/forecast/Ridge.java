package io.negawatt.plan.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * A regression for each step of the reach, straight from what is known at the issue to that step, with its inputs shrunk: the
 * design behind the LEAR benchmark (J. Lago, G. Marcjasz, B. De Schutter, R. Weron, "Forecasting day-ahead electricity prices",
 * Applied Energy 293, 2021), with ridge in the place of LASSO because its sums can be kept and added to.
 *
 * @param id see {@link Forecaster#id}
 * @param isLean whether it looks at few means instead of every hour
 * @param isBent whether it works on the scale of {@link Stabilizer}
 * @param shrinkage see {@link Gram#line}
 * @param issues which moments of the past it learns from
 * @param halfLifeDays after how many days a moment counts half; infinite for all alike
 */
record Ridge(String id, boolean isLean, boolean isBent, double shrinkage, Issues issues, double halfLifeDays)
        implements Forecaster {
    /** Where there are more steps than this, neighbors share a regression and take turns in it. */
    private static final int MOST_LINES = 96;

    /** Moments of the past from which to learn. */
    enum Issues {
        /** At the time of day of the issue. */
        SAME_TIME,
        /** And an hour earlier and later. */
        NEAR_TIME,
        /** Every third hour, which takes the time of day as an input. */
        ANY_TIME
    }

    @Override
    public int daysNeeded() {
        return 21;
    }

    @Override
    public Learner learner(Reach reach) {
        return new Fit(this, reach);
    }

    private static final class Fit implements Learner {
        private final Ridge spec;
        private final Reach reach;
        private final int perLine;
        private final List<Gram> grams = new ArrayList<>();
        private final List<Gram.Line> lines = new ArrayList<>();
        private Memory memory = new Memory(Stabilizer.PLAIN, 1);
        private Features features = new Features(List.of());
        private int phase;
        private int firstIssue;
        private int[] nextIssue = {};
        private double[] row = {};

        Fit(Ridge spec, Reach reach) {
            this.spec = spec;
            this.reach = reach;
            this.perLine = (reach.steps() + MOST_LINES - 1) / MOST_LINES;
        }

        @Override
        public void fit(History history) {
            if (grams.isEmpty()) {
                begin(history);
            }
            memory.extend(history);
            lines.clear();
            for (int step = 0; step < reach.steps(); step++) {
                takeUp(history, step);
            }
            grams.forEach(gram -> lines.add(gram.line(spec.shrinkage)));
        }

        private void begin(History history) {
            int day = history.slotsPerDay();
            memory = new Memory(spec.isBent ? Stabilizer.of(history) : Stabilizer.PLAIN, day);
            var clock = spec.issues == Issues.ANY_TIME ? Stream.of(Features.clock(day)) : Stream.<Features.Part>of();
            var parts = spec.isLean ? Features.lean(day) : Features.rich(day);
            features = new Features(Stream.of(parts.stream(), clock, Features.columns(history).stream())
                    .flatMap(part -> part)
                    .toList());
            phase = history.issued() % day;
            firstIssue = 8 * day;
            row = new double[features.size() + 2];
            nextIssue = new int[reach.steps()];
            Arrays.fill(nextIssue, firstIssue);
            for (int step = 0; step < reach.steps(); step += perLine) {
                grams.add(new Gram(features.size()));
            }
        }

        /** Adds every moment whose outcome at the step has become known. */
        private void takeUp(History history, int step) {
            int day = history.slotsPerDay();
            int issue = nextIssue[step];
            int offset = Math.floorMod(issue - phase, day);
            for (; issue + reach.lead() + step < history.issued(); issue++) {
                int target = issue + reach.lead() + step;
                if (isWanted(offset, day) && isItsTurn(issue, offset, step, day) && history.isKnown(target)) {
                    features.fill(memory, history, issue, target, row);
                    row[row.length - 1] = memory.value(target);
                    grams.get(step / perLine).add(row, weight(issue, day));
                }
                offset = offset + 1 == day ? 0 : offset + 1;
            }
            nextIssue[step] = issue;
        }

        /** {@return whether moments so many steps after the time of day of the issue are learned from} */
        private boolean isWanted(int offset, int day) {
            int hour = Math.max(1, day / 24);
            return switch (spec.issues) {
                case SAME_TIME -> offset == 0;
                case NEAR_TIME -> offset == 0 || offset == hour || offset == day - hour;
                case ANY_TIME -> offset % Math.min(day, 3 * hour) == 0;
            };
        }

        private boolean isItsTurn(int issue, int offset, int step, int day) {
            return (issue / day + offset / Math.max(1, day / 24) + step) % perLine == 0;
        }

        /** Later moments weigh more, which is the same as earlier ones weighing less. */
        private double weight(int issue, int day) {
            return Math.pow(2, (issue - firstIssue) / (spec.halfLifeDays * day));
        }

        @Override
        public Outlook outlook(History history) {
            memory.extend(history);
            var points = new double[reach.steps()];
            for (int step = 0; step < points.length; step++) {
                points[step] = memory.back(bent(history, step));
            }
            return new Outlook(points);
        }

        private double bent(History history, int step) {
            features.fill(memory, history, history.issued(), history.issued() + reach.lead() + step, row);
            return lines.get(step / perLine).at(row);
        }

        @Override
        public List<Driver> explain(History history) {
            memory.extend(history);
            var effects = new LinkedHashMap<String, Double>();
            for (int step = 0; step < reach.steps(); step++) {
                double bent = bent(history, step);
                int input = 0;
                for (var part : features.parts()) {
                    double share = 0;
                    for (int i = 0; i < part.size(); i++) {
                        share += lines.get(step / perLine).effect(row, input++);
                    }
                    effects.merge(
                            part.cause(), (memory.back(bent) - memory.back(bent - share)) / reach.steps(), Double::sum);
                }
            }
            return Driver.sorted(effects);
        }
    }
}
