package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Matcher;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Window;
import io.negawatt.app.server.Forecasting.Band;
import io.negawatt.app.server.SeriesApi.CurveView;
import io.negawatt.app.server.SignalApi.SignalView;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The last hours and the next on one grid. */
final class OutlookApi {
    private static final int DAY_S = 86_400;
    private static final int MOST_BACK_S = 31 * DAY_S;
    private static final int MOST_AHEAD_S = 2 * DAY_S;
    private static final int LEAST_BACK_S = 3_600;

    private final Platform platform;
    private final SignalApi signals;
    private final Forecasting forecasting = new Forecasting();

    OutlookApi(Platform platform, SignalApi signals) {
        this.platform = platform;
        this.signals = signals;
    }

    List<Operation> operations() {
        return List.of(Operation.get("getOutlook", "/api/v1/outlook", Scope.READ, this::outlook));
    }

    record OutlookView(
            Instant from,
            Instant now,
            Instant to,
            double stepS,
            List<CurveView> power,
            @Nullable List<@Nullable Double> solarW,
            OptionalDouble contractW,
            Optional<Band> loadForecastW,
            Optional<Band> solarForecastW,
            Optional<PeakView> peak,
            Optional<SignalView> price,
            SignalView carbon) {}

    record PeakView(Instant at, double powerW) {}

    private Answer outlook(Call call) throws IOException {
        int backS = call.whole("back_s", LEAST_BACK_S, MOST_BACK_S, DAY_S);
        int aheadS = call.whole("ahead_s", 0, MOST_AHEAD_S, DAY_S);
        var from = call.at().minusSeconds(backS);
        var window = SeriesApi.window(call, from, call.at());
        var curves = components(call, window);
        var solar = solar(call, window);
        var to = call.at().plusSeconds(aheadS);
        var load = aheadS == 0 ? Optional.<Band>empty() : forecast(call, false, aheadS);
        var sun = aheadS == 0 ? Optional.<Band>empty() : forecast(call, true, aheadS);
        return Answer.of(new OutlookView(
                Instant.ofEpochMilli(window.fromMs()),
                call.at(),
                to,
                window.stepMs() / 1e3,
                curves.views(),
                solar,
                platform.site().contractW(),
                load,
                sun,
                load.flatMap(OutlookApi::peak),
                signals.price(call, from, to),
                signals.carbon(call, from, to)));
    }

    private Curves components(Call call, Window window) throws IOException {
        var curves = new Curves(window, key -> call.text(Message.of("component." + key)));
        var metered = new HashSet<String>();
        for (var metric : Names.METERED) {
            platform.live().range(Platform.selection(call.tenant(), metric), window, steps -> {
                var series = steps.series();
                metered.add(Names.label(series, Names.NODE).orElse(""));
                if (Names.isWhole(series) && Names.scope(series) != io.negawatt.core.meter.Scope.SITE) {
                    curves.add(Names.component(series).id(), Names.tier(series), steps);
                }
            });
        }
        addUnmetered(call, window, metered, curves);
        return curves;
    }

    /** Of a node without a meter, what jobs are charged with is all that is known. */
    private void addUnmetered(Call call, Window window, Set<String> metered, Curves curves) throws IOException {
        platform.live().range(Platform.selection(call.tenant(), Names.ATTRIBUTED), window, steps -> {
            var node = Names.label(steps.series(), Names.NODE);
            if (node.isPresent() && !metered.contains(node.get())) {
                curves.add(Names.component(steps.series()).id(), Tier.ATTRIBUTED, steps);
            }
        });
    }

    private @Nullable List<@Nullable Double> solar(Call call, Window window) throws IOException {
        return solarCurves(call, window).values("solar").map(Curves::nullable).orElse(null);
    }

    private Curves solarCurves(Call call, Window window) throws IOException {
        var curves = new Curves(window, key -> key);
        platform.live().range(solar(call), window, steps -> curves.add("solar", Names.tier(steps.series()), steps));
        return curves;
    }

    private static Selection solar(Call call) {
        return new Selection(call.tenant(), Optional.of(Names.SUPPLY), List.of(Matcher.is(Names.SOURCE, "solar")));
    }

    private Optional<Band> forecast(Call call, boolean sun, int aheadS) throws IOException {
        var window = Forecasting.window(call.at());
        return forecasting.of(
                call.tenant().orElse("") + sun,
                window,
                () -> (sun ? solarCurves(call, window) : components(call, window)).total(),
                platform.site().clock(),
                Duration.ofSeconds(aheadS));
    }

    private static Optional<PeakView> peak(Band band) {
        return peak(band, band.mid());
    }

    private static Optional<PeakView> peak(Band band, List<Double> watts) {
        int best = 0;
        for (int i = 1; i < watts.size(); i++) {
            best = watts.get(i) > watts.get(best) ? i : best;
        }
        return watts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PeakView(band.from().plusMillis(Math.round(band.stepS() * best * 1e3)), watts.get(best)));
    }

    /**
     * {@return the greatest power of the next day that the site is expected to take from the grid, a battery left aside: its load, with
     * cooling by the site's PUE where no meter tells it, less what its roof brings; empty where too little is known}
     */
    Optional<PeakView> importPeak(Call call) throws IOException {
        var load = forecast(call, false, DAY_S);
        var sun = forecast(call, true, DAY_S);
        double pue = isCooled(call) ? 1 : platform.site().terms().pue().value().mid();
        return load.flatMap(band -> peak(band, net(band, sun, pue)));
    }

    private static List<Double> net(Band load, Optional<Band> sun, double pue) {
        var net = new ArrayList<Double>();
        for (int i = 0; i < load.mid().size(); i++) {
            int step = i;
            double ownW = sun.map(Band::mid)
                    .filter(it -> step < it.size())
                    .map(it -> it.get(step))
                    .orElse(0.0);
            net.add(Math.max(0, load.mid().get(i) * pue - ownW));
        }
        return net;
    }

    private boolean isCooled(Call call) throws IOException {
        for (var metric : Names.METERED) {
            if (platform.live().series(Platform.selection(call.tenant(), metric)).stream()
                    .anyMatch(it -> Names.component(it) == Component.COOLING)) {
                return true;
            }
        }
        return false;
    }
}
