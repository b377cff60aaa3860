package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Latest;
import io.negawatt.app.live.Matcher;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.Window;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/series}: what is kept, and power over time. */
final class SeriesApi {
    static final int MOST_STEPS = 5_000;
    private static final int USUAL_STEPS = 400;
    private static final int MOST_MATCHERS = 8;
    private static final int MOST_GAPS = 1_000;
    private static final long HOUR_S = 3_600;

    /** Lengths in ms that a step may have where nobody asks for one. */
    private static final long[] STEPS_MS = {
        1_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000
    };

    private final Platform platform;

    SeriesApi(Platform platform) {
        this.platform = platform;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("listSeries", "/api/v1/series", Scope.READ, this::list),
                Operation.get("getPower", "/api/v1/series/power", Scope.READ, this::power));
    }

    record SeriesPage(int total, int offset, List<SeriesInfo> items) {}

    record SeriesInfo(
            String id,
            String name,
            String unit,
            Map<String, String> labels,
            Optional<Instant> firstAt,
            Optional<Instant> lastAt) {}

    private Answer list(Call call) throws IOException {
        var selection = new Selection(call.tenant(), Optional.empty(), matchers(call));
        var all = platform.live().series(selection);
        var last = platform.live().latest(selection).stream()
                .collect(Collectors.toMap(Latest::series, Function.identity(), (a, _) -> a));
        var items = all.stream()
                .skip(call.offset())
                .limit(call.limit())
                .map(it -> info(it, Optional.ofNullable(last.get(it))))
                .toList();
        return Answer.of(new SeriesPage(all.size(), call.offset(), items));
    }

    private static SeriesInfo info(Series series, Optional<Latest> last) {
        var labels = new java.util.TreeMap<>(series.labels());
        labels.put("tenant", series.tenant());
        return new SeriesInfo(
                Integer.toHexString(series.hashCode()),
                series.metric(),
                series.unit(),
                labels,
                Optional.empty(),
                last.map(it -> Instant.ofEpochMilli(it.timeMs())));
    }

    static List<Matcher> matchers(Call call) {
        return call.texts("match", MOST_MATCHERS).stream()
                .map(SeriesApi::matcher)
                .toList();
    }

    private static Matcher matcher(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw Problem.of(400, "bad.match", text);
        }
        return Matcher.is(text.substring(0, equals), text.substring(equals + 1));
    }

    private Answer power(Call call) throws IOException {
        var from = call.from(call.at().minusSeconds(HOUR_S));
        var to = call.to(from);
        var by = By.valueOf(call.choice("by", By.COMPONENT).name());
        var window = window(call, from, to);
        var curves = new Curves(window, key -> call.text(by.name(key)));
        for (var metric : by.metrics()) {
            platform.live().range(new Selection(call.tenant(), Optional.of(metric), matchers(call)), window, steps -> {
                if (by.takes(steps.series())) {
                    curves.add(by.key(steps.series()), Names.tier(steps.series()), steps);
                }
            });
        }
        return Answer.of(new CurvesView(
                Instant.ofEpochMilli(window.fromMs()),
                Instant.ofEpochMilli(window.toMs()),
                window.stepMs() / 1e3,
                curves.views(),
                gaps(call, window)));
    }

    record CurvesView(Instant from, Instant to, double stepS, List<CurveView> curves, List<GapView> gaps) {}

    record CurveView(String id, String name, String unit, Optional<String> tier, List<@Nullable Double> values) {}

    record GapView(String name, Instant from, Instant to, String reason) {}

    private List<GapView> gaps(Call call, Window window) throws IOException {
        return platform
                .live()
                .gaps(new Selection(call.tenant(), Optional.empty(), matchers(call)), window.fromMs(), window.toMs())
                .stream()
                .limit(MOST_GAPS)
                .map(it -> new GapView(
                        name(it.series()),
                        Instant.ofEpochMilli(it.fromMs()),
                        Instant.ofEpochMilli(it.toMs()),
                        said(call, it.reason())))
                .toList();
    }

    /** A source may be newer than this program and tell reasons that it does not know. */
    static String said(Call call, Message reason) {
        return io.negawatt.core.text.Texts.of(call.lang()).keys().contains(reason.key())
                ? call.text(reason)
                : reason.key() + " " + String.join(" ", reason.args());
    }

    /** {@return what people call the channel that a series is of} */
    static String name(Series series) {
        return java.util.stream.Stream.of(Names.NODE, Names.CHANNEL)
                .flatMap(it -> Names.label(series, it).stream())
                .collect(Collectors.joining(" "));
    }

    /** {@return the window with the step that is asked for, else with one that gives some hundred steps} */
    static Window window(Call call, Instant from, Instant to) {
        long lengthMs = to.toEpochMilli() - from.toEpochMilli();
        long stepMs = call.number("step_s", 0.1, 86_400).isPresent()
                ? Math.round(call.number("step_s", 0.1, 86_400).getAsDouble() * 1e3)
                : usualStepMs(lengthMs);
        if (lengthMs / stepMs > MOST_STEPS) {
            throw Problem.of(400, "bad.steps", lengthMs / stepMs, MOST_STEPS);
        }
        return new Window(from.toEpochMilli(), Math.max(to.toEpochMilli(), from.toEpochMilli() + 1), stepMs);
    }

    static long usualStepMs(long lengthMs) {
        for (long stepMs : STEPS_MS) {
            if (lengthMs / stepMs <= USUAL_STEPS) {
                return stepMs;
            }
        }
        return Math.max(STEPS_MS[STEPS_MS.length - 1], lengthMs / USUAL_STEPS);
    }

    /** What power is summed by. */
    enum By {
        COMPONENT,
        SOURCE,
        NODE,
        CHANNEL,
        TENANT,
        JOB,
        RUN,
        TOTAL;

        private List<String> metrics() {
            return switch (this) {
                case COMPONENT, NODE, CHANNEL, TENANT, TOTAL -> Names.METERED;
                case SOURCE -> List.of(Names.SUPPLY);
                case JOB, RUN -> List.of(Names.ATTRIBUTED);
            };
        }

        private boolean takes(Series series) {
            return switch (this) {
                case COMPONENT, NODE, TENANT, TOTAL ->
                    Names.isWhole(series) && Names.scope(series) != io.negawatt.core.meter.Scope.SITE;
                case CHANNEL, SOURCE, JOB, RUN -> true;
            };
        }

        private String key(Series series) {
            return switch (this) {
                case COMPONENT -> Names.component(series).id();
                case SOURCE -> Names.label(series, Names.SOURCE).orElse("unknown");
                case NODE -> Names.label(series, Names.NODE).orElse("");
                case CHANNEL -> SeriesApi.name(series);
                case TENANT -> series.tenant();
                case JOB -> Names.label(series, Names.JOB).orElse("");
                case RUN -> Names.label(series, Names.RUN).orElse("");
                case TOTAL -> "total";
            };
        }

        private Message name(String key) {
            return switch (this) {
                case COMPONENT -> Message.of("component." + key);
                case SOURCE -> Sources.name(key);
                case TOTAL -> Message.of("server.series.total");
                case NODE, CHANNEL, TENANT, JOB, RUN ->
                    key.isEmpty() ? Message.of("server.series.nobody") : Message.of("server.verbatim", key);
            };
        }
    }
}
