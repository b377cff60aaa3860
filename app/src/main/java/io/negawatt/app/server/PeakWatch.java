package io.negawatt.app.server;

import io.negawatt.app.report.Figures;
import io.negawatt.app.server.NowView.Attention;
import io.negawatt.app.server.NowView.Link;
import io.negawatt.app.server.OutlookApi.PeakView;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Warns of a peak beyond what the contract of the site allows, while there is time to do something about it. It concerns the whole site,
 * and so nobody who sees a tenant alone. Thread-safe.
 */
final class PeakWatch {
    /** A forecast looks through weeks of samples, and changes every half hour. */
    private static final Duration EVERY = Duration.ofMinutes(1);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final Platform platform;
    private final OutlookApi outlook;
    private Instant asked = Instant.MIN;
    private Optional<PeakView> peak = Optional.empty();

    PeakWatch(Platform platform, OutlookApi outlook) {
        this.platform = platform;
        this.outlook = outlook;
    }

    /** {@return what is to be said of the next day; empty where there is no contract or it is kept} */
    Optional<Attention> attention(Call call) throws IOException {
        var contractW = platform.site().contractW();
        if (contractW.isEmpty() || call.tenant().isPresent()) {
            return Optional.empty();
        }
        return peak(call)
                .filter(it -> it.powerW() > contractW.getAsDouble())
                .map(it -> attention(call, it, contractW.getAsDouble()));
    }

    private synchronized Optional<PeakView> peak(Call call) throws IOException {
        if (asked.plus(EVERY).isBefore(call.at())) {
            peak = outlook.importPeak(call);
            asked = call.at();
        }
        return peak.filter(it -> it.at().isAfter(call.at()));
    }

    private Attention attention(Call call, PeakView it, double contractW) {
        var figures = new Figures(call.lang());
        String clock = CLOCK.format(it.at().atZone(platform.site().clock()));
        return new Attention(
                "peak:" + it.at(),
                "warn",
                call.text(Message.of("server.attention.peak", figures.power(it.powerW()), clock)),
                call.text(Message.of(
                        "server.attention.peak.detail",
                        figures.power(it.powerW() - contractW),
                        figures.power(contractW))),
                new Link("page", call.text(Message.of("server.attention.plan")), "/plan"));
    }
}
