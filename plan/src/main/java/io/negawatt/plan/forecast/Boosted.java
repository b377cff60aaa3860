package io.negawatt.plan.forecast;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gradient-boosted trees for the 5 %, 50 % and 95 % quantile (G. Ke and others, "LightGBM", NeurIPS 2017), one model for all
 * steps of the reach, which learns how the series departs from what is usual for the step.
 *
 * <p>The library is native and is loaded at the first fit. It runs on one thread with a fixed seed: the same history gives the
 * same bytes. Fitting takes about a second for a year of hours, so it is done anew at every fourth fit only.
 */
record Boosted(String id) implements Forecaster {
    private static final double[] LEVELS = {0.05, 0.50, 0.95};
    private static final int MIDDLE = 1;
    private static final int FITS_PER_TRAINING = 4;
    private static final int MOST_ROWS = 12_000;
    private static final int ROUNDS = 80;
    private static final String SETTINGS = " num_leaves=15 learning_rate=0.08 min_data_in_leaf=40 feature_fraction=0.7"
            + " bagging_freq=1 bagging_fraction=0.7 num_threads=1 deterministic=true force_row_wise=true seed=1"
            + " verbosity=-1";

    @Override
    public int daysNeeded() {
        return 28;
    }

    @Override
    public Learner learner(Reach reach) {
        return new Fit(reach);
    }

    private static final class Fit implements Learner {
        private final Reach reach;
        private final List<LGBMBooster> boosters = new ArrayList<>();
        private Memory memory = new Memory(Stabilizer.PLAIN, 1);
        private Features features = new Features(List.of());
        private double[] row = {};
        private int fits;

        Fit(Reach reach) {
            this.reach = reach;
        }

        @Override
        public void fit(History history) {
            if (fits == 0) {
                begin(history);
            }
            memory.extend(history);
            if (fits++ % FITS_PER_TRAINING == 0) {
                train(rows(history));
            }
        }

        private void begin(History history) {
            int day = history.slotsPerDay();
            memory = new Memory(Stabilizer.of(history), day);
            features = new Features(Stream.of(Features.lean(day), Features.forTrees(), Features.columns(history))
                    .flatMap(List::stream)
                    .toList());
            row = new double[features.size() + 2];
        }

        /** The inputs of each row, and how far its outcome was from what is usual. */
        @SuppressWarnings("ArrayRecordComponent") // Numbers in bulk.
        private record Rows(float[] inputs, float[] outputs) {}

        private Rows rows(History history) {
            int day = history.slotsPerDay();
            int first = 8 * day;
            long all = (long) (history.issued() - first) / day * reach.steps();
            int stride = (int) Math.max(1, all / MOST_ROWS);
            var inputs = new float[MOST_ROWS * 2 * width()];
            var outputs = new float[MOST_ROWS * 2];
            int rows = 0;
            int seen = 0;
            for (int issue = first + Math.floorMod(history.issued() - first, day);
                    issue < history.issued();
                    issue += day) {
                for (int step = 0; step < reach.steps(); step++) {
                    int target = issue + reach.lead() + step;
                    boolean isUsed = target < history.issued() && history.isKnown(target) && seen++ % stride == 0;
                    if (isUsed && rows < outputs.length) {
                        double usual = inputs(history, issue, step, inputs, rows * width());
                        outputs[rows++] = (float) (memory.value(target) - usual);
                    }
                }
            }
            return new Rows(Arrays.copyOf(inputs, rows * width()), Arrays.copyOf(outputs, rows));
        }

        private int width() {
            return features.size() + 2;
        }

        /** Writes the inputs of a step; {@return what is usual there} */
        private double inputs(History history, int issue, int step, float[] into, int at) {
            int target = issue + reach.lead() + step;
            features.fill(memory, history, issue, target, row);
            double usual = 0.5 * memory.likeMean(history, target, issue, 4)
                    + 0.5 * memory.slotMean(target, memory.daysBack(target, issue), 3);
            for (int i = 0; i < features.size(); i++) {
                into[at + i] = (float) row[i + 1];
            }
            into[at + features.size()] = step;
            into[at + features.size() + 1] = (float) usual;
            return usual;
        }

        private void train(Rows rows) {
            try {
                for (var old : boosters) {
                    old.close();
                }
                boosters.clear();
                for (double level : LEVELS) {
                    boosters.add(booster(rows, "objective=quantile alpha=" + level + SETTINGS));
                }
            } catch (LGBMException e) {
                throw new IllegalStateException("LightGBM cannot be trained: " + e.getMessage(), e);
            }
        }

        private LGBMBooster booster(Rows rows, String settings) throws LGBMException {
            var data = LGBMDataset.createFromMat(rows.inputs, rows.outputs.length, width(), true, settings, null);
            try {
                data.setField("label", rows.outputs);
                var booster = LGBMBooster.create(data, settings);
                for (int round = 0; round < ROUNDS; round++) {
                    booster.updateOneIter();
                }
                return booster;
            } finally {
                data.close();
            }
        }

        @Override
        public Outlook outlook(History history) {
            memory.extend(history);
            int steps = reach.steps();
            var inputs = new float[steps * width()];
            var usual = new double[steps];
            for (int step = 0; step < steps; step++) {
                usual[step] = inputs(history, history.issued(), step, inputs, step * width());
            }
            double[] low = said(inputs, usual, 0);
            double[] high = said(inputs, usual, 2);
            var widths = new double[steps];
            for (int step = 0; step < steps; step++) {
                widths[step] = Math.abs(high[step] - low[step]) / 2;
            }
            return new Outlook(said(inputs, usual, MIDDLE), widths);
        }

        private double[] said(float[] inputs, double[] usual, int level) {
            double[] said = predict(inputs, usual.length, level, PredictionType.C_API_PREDICT_NORMAL);
            for (int step = 0; step < usual.length; step++) {
                said[step] = memory.back(said[step] + usual[step]);
            }
            return said;
        }

        private double[] predict(float[] inputs, int rows, int level, PredictionType kind) {
            try {
                return boosters.get(level).predictForMat(inputs, rows, width(), true, kind, "num_threads=1");
            } catch (LGBMException e) {
                throw new IllegalStateException("LightGBM cannot predict: " + e.getMessage(), e);
            }
        }

        @Override
        public List<Driver> explain(History history) {
            int steps = reach.steps();
            var inputs = new float[steps * width()];
            var effects = new LinkedHashMap<String, Double>();
            for (int step = 0; step < steps; step++) {
                double usual = inputs(history, history.issued(), step, inputs, step * width());
                effects.merge("likeDays", memory.back(usual) / steps, Double::sum);
            }
            double[] shares = predict(inputs, steps, MIDDLE, PredictionType.C_API_PREDICT_CONTRIB);
            for (int step = 0; step < steps; step++) {
                addShares(effects, inputs, shares, step);
            }
            return Driver.sorted(effects);
        }

        /** Adds what each part moved: LightGBM gives one share an input and one for the mean at the end. */
        private void addShares(Map<String, Double> effects, float[] inputs, double[] shares, int step) {
            double usual = inputs[step * width() + width() - 1];
            int at = step * (width() + 1);
            for (var part : features.parts()) {
                double share = 0;
                for (int i = 0; i < part.size(); i++) {
                    share += shares[at++];
                }
                double effect = memory.back(usual + share) - memory.back(usual);
                effects.merge(part.cause(), effect / reach.steps(), Double::sum);
            }
        }
    }
}
