package io.negawatt.app.desk;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.SeriesSteps;
import io.negawatt.app.live.Window;
import io.negawatt.app.server.Forecasting;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.plan.jobs.Slots;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the site draws from the grid without the jobs that wait: a grid meter where there is one, else the meters of its devices with
 * their cooling, less what roof and wind bring. Forecast for two days, which repeat from then on. Thread-safe.
 */
final class SiteLoad {
    private static final Duration AHEAD = Duration.ofDays(2);
    private static final int STEPS_A_DAY = 48;
    private static final Set<String> OWN = Set.of("solar", "wind");

    private final LiveStore live;
    private final Forecasting forecasting = new Forecasting();

    SiteLoad(LiveStore live) {
        this.live = live;
    }

    /** {@return mean power in each slot, in W; zeros where nobody meters anything} */
    double[] importW(Optional<String> tenant, SiteSetting site, Slots slots, Instant now) throws IOException {
        var window = Forecasting.window(now);
        var net = new Net(window, site.terms().pue().value().mid()).read(tenant);
        var band = forecasting.of(tenant.orElse(""), window, () -> net, site.clock(), AHEAD);
        double[] ahead = band.map(
                        it -> it.mid().stream().mapToDouble(Double::doubleValue).toArray())
                .orElseGet(() -> last(net));
        var expected = new double[slots.count()];
        for (int slot = 0; slot < expected.length; slot++) {
            long middleMs = slots.timeOf(slot).plus(slots.step().dividedBy(2)).toEpochMilli();
            int step = (int) Math.max(0, Math.floorDiv(middleMs - window.toMs(), window.stepMs()));
            expected[slot] = ahead.length == 0 ? 0 : at(ahead, step);
        }
        return expected;
    }

    /** What lies beyond is as at the same time of the last day that is there. */
    private static double at(double[] ahead, int step) {
        int day = Math.min(STEPS_A_DAY, ahead.length);
        int beyond = Math.max(0, step - ahead.length + 1);
        return ahead[Math.max(0, step - Math.ceilDiv(beyond, day) * day)];
    }

    /** {@return the last step that is known; nothing where none is} */
    private static double[] last(double[] net) {
        return Arrays.stream(net).filter(it -> !Double.isNaN(it)).reduce((_, later) -> later).stream()
                .toArray();
    }

    /** Sums of the window. */
    private final class Net {
        private final Window window;
        private final double pue;
        private final double[] itW;
        private final double[] restW;
        private final double[] ownW;
        private final double[] gridW;
        private final boolean[] known;
        private boolean cooled;
        private boolean hasGrid;

        Net(Window window, double pue) {
            this.window = window;
            this.pue = pue;
            this.itW = new double[window.steps()];
            this.restW = new double[window.steps()];
            this.ownW = new double[window.steps()];
            this.gridW = new double[window.steps()];
            this.known = new boolean[window.steps()];
        }

        double[] read(Optional<String> tenant) throws IOException {
            for (var metric : Names.METERED) {
                live.range(new Selection(tenant, Optional.of(metric), List.of()), window, this::meter);
            }
            live.range(new Selection(tenant, Optional.of(Names.SUPPLY), List.of()), window, this::supply);
            var net = new ArrayList<Double>();
            for (int i = 0; i < itW.length; i++) {
                double parts = itW[i] * (cooled ? 1 : Math.max(1, pue)) + restW[i] - ownW[i];
                net.add(!known[i] ? Double.NaN : hasGrid ? gridW[i] : Math.max(0, parts));
            }
            return net.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private void meter(SeriesSteps steps) {
            var series = steps.series();
            if (Names.isWhole(series) && Names.scope(series) != Scope.SITE) {
                var component = Names.component(series);
                cooled |= component == Component.COOLING;
                add(steps, component.isIt() ? itW : restW, !hasGrid);
            }
        }

        private void supply(SeriesSteps steps) {
            String source = Names.label(steps.series(), Names.SOURCE).orElse("");
            if (source.equals("grid")) {
                if (!hasGrid) {
                    hasGrid = true;
                    Arrays.fill(known, false);
                }
                add(steps, gridW, true);
            } else if (OWN.contains(source)) {
                add(steps, ownW, false);
            }
        }

        private void add(SeriesSteps steps, double[] to, boolean tells) {
            for (int i = 0; i < to.length; i++) {
                if (2 * steps.coveredMs(i)
                                >= Math.min(window.stepMs(), steps.series().periodMs())
                        && steps.coveredMs(i) > 0) {
                    to[i] += steps.meanW(i);
                    known[i] |= tells;
                }
            }
        }
    }
}
