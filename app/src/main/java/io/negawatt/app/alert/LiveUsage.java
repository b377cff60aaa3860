package io.negawatt.app.alert;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.live.Matcher;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.SeriesSteps;
import io.negawatt.app.live.Window;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Use as the live store has it. Somebody who has meters used what they read; a job, or a tenant whose work runs on other people's
 * nodes, used what was attributed to him; so did a node without a meter. Cooling is what cooling meters read, or follows from the PUE where there are none.
 *
 * <p>Coverage counts from the first figure that a series has in the window.
 */
final class LiveUsage implements Usage {
    private static final Set<String> OF_JOBS = Set.of(Names.JOB, Names.RUN, Names.UNIT, "pod");

    private final LiveStore live;
    private final RunWork runs;
    private final DoubleSupplier pue;

    /**
     * @param runs work of closed runs
     * @param pue power usage effectiveness of the site as of now
     */
    LiveUsage(LiveStore live, RunWork runs, DoubleSupplier pue) {
        this.live = live;
        this.runs = runs;
        this.pue = pue;
    }

    @Override
    public Steps over(Whose whose, Window window, long nowMs) throws IOException {
        var sum = new Sum(window, nowMs);
        boolean ofJob = whose.labels().keySet().stream().anyMatch(OF_JOBS::contains);
        if (!ofJob) {
            for (var metric : Names.METERED) {
                live.range(selection(whose, metric), window, sum::addMeter);
            }
        }
        live.range(selection(whose, Names.ATTRIBUTED), window, sum::addAttributed);
        return sum.steps(pue.getAsDouble());
    }

    private static Selection selection(Whose whose, String metric) {
        List<Matcher> matchers = whose.labels().entrySet().stream()
                .map((Map.Entry<String, String> it) -> Matcher.is(it.getKey(), it.getValue()))
                .toList();
        return new Selection(whose.tenant(), Optional.of(metric), matchers);
    }

    @Override
    public Work work(Whose whose, long fromMs, long toMs) throws IOException {
        return runs.between(whose, fromMs, toMs);
    }

    private static final class Sum {
        private final Steps steps;
        private final double[] itJ;
        private final long nowMs;
        private final Set<String> metered = new HashSet<>();
        private boolean any;
        private boolean cooled;

        Sum(Window window, long nowMs) {
            this.steps = Steps.none(window);
            this.itJ = new double[window.steps()];
            this.nowMs = nowMs;
        }

        void addMeter(SeriesSteps series) {
            if (Names.isWhole(series.series()) && Names.scope(series.series()) != Scope.SITE) {
                metered.add(node(series));
                any = true;
                add(series);
            }
        }

        void addAttributed(SeriesSteps series) {
            boolean isMetered = any && (node(series).isEmpty() || metered.contains(node(series)));
            if (!isMetered) {
                add(series);
            }
        }

        private static String node(SeriesSteps series) {
            return Names.label(series.series(), Names.NODE).orElse("");
        }

        private void add(SeriesSteps series) {
            var component = Names.component(series.series());
            boolean begun = false;
            for (int i = 0; i < itJ.length; i++) {
                double joules = series.amount(i);
                steps.energyJ()[i] += joules;
                itJ[i] += component.isIt() ? joules : 0;
                begun |= series.coveredMs(i) > 0;
                cover(series, i, begun);
            }
            cooled |= component == Component.COOLING;
        }

        private void cover(SeriesSteps series, int step, boolean begun) {
            long fromMs = series.window().startMs(step);
            double lengthS = Math.clamp(nowMs - fromMs, 0, series.window().stepMs()) / 1e3;
            double coveredS = Math.min(series.coveredMs(step) / 1e3, lengthS);
            steps.coveredS()[step] += coveredS;
            steps.expectedS()[step] += begun ? lengthS : 0;
        }

        Steps steps(double pue) {
            if (!cooled) {
                for (int i = 0; i < itJ.length; i++) {
                    steps.energyJ()[i] += itJ[i] * Math.max(0, pue - 1);
                }
            }
            return steps;
        }
    }
}
