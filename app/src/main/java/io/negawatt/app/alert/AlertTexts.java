package io.negawatt.app.alert;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What an alert says: what happened, in figures, and what to do about it. */
final class AlertTexts {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private AlertTexts() {}

    static Message title(Rule rule, Standing standing) {
        return Message.of(
                "alert." + rule.id() + ".title", standing.budget().terms().name());
    }

    /** {@return figures and advice} */
    static Message detail(Rule rule, Standing standing, ZoneId clock) {
        String limit = standing.print(standing.limit());
        return switch (rule) {
            case LIMIT ->
                Message.of(
                        "alert.limit." + kind(standing),
                        standing.print(standing.level() * standing.limit()),
                        limit,
                        TIME.format(standing.span().to().atZone(clock)));
            case NEAR ->
                Message.of("alert.near." + kind(standing), standing.print(standing.level() * standing.limit()), limit);
            case BURN ->
                Message.of(
                        "alert.burn.detail",
                        times(standing.burn().map(BurnRate::fast).orElse(0.0)),
                        standing.exhausted()
                                .map(it -> TIME.format(it.atZone(clock)))
                                .orElse("—"),
                        perHour(standing, standing.usedPerS()),
                        perHour(standing, standing.allowedPerS()));
            case FORECAST ->
                Message.of(
                        "alert.forecast.detail",
                        standing.end().map(it -> standing.print(it.mid())).orElse("—"),
                        limit,
                        perHour(standing, standing.usedPerS()),
                        perHour(standing, standing.allowedPerS()));
        };
    }

    private static String kind(Standing standing) {
        return switch (standing.budget().measure()) {
            case ENERGY, MONEY, CARBON -> "flow";
            case POWER -> "power";
            case ENERGY_PER_TOKEN -> "token";
            case GAP_RATIO -> "gap";
        };
    }

    private static String times(double factor) {
        return Numbers.significant(factor, 2);
    }

    private static String perHour(Standing standing, double perS) {
        return standing.print(perS * 3600) + "/h";
    }
}
