package io.negawatt.app.store;

import io.negawatt.core.account.RunEvent.Started;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;

/** The first event of a journal as JSON: what a run is, its channels and its terms. */
final class StartedJson {
    private StartedJson() {}

    static byte[] write(Started started) {
        return JsonOut.compact(out -> {
            out.text("at", started.at().toString());
            out.text("id", started.id()).text("name", started.name()).texts("command", started.command());
            out.text("host", started.host());
            out.object("job", started.job(), it -> CommonJson.job(out, it));
            out.number("period_s", started.periodS());
            out.objects("channels", started.channels(), it -> channel(out, it));
            out.object("terms", it -> TermsJson.write(it, started.terms()));
            out.text("version", started.version());
        });
    }

    static Started read(byte[] document) {
        var in = JsonIn.parse(document);
        return new Started(
                in.instant("at"),
                in.text("id"),
                in.text("name"),
                in.texts("command"),
                in.text("host"),
                in.optionalObject("job").map(CommonJson::job),
                in.number("period_s"),
                in.objects("channels", StartedJson::channel),
                TermsJson.read(in.object("terms")),
                in.text("version"));
    }

    private static void channel(JsonOut out, Channel channel) {
        out.text("id", channel.id()).text("meter", channel.meter()).text("label", channel.label());
        out.text("component", channel.component().id());
        out.text("scope", channel.scope().id()).text("tier", channel.tier().id());
        out.text("basis", channel.basis()).text("parent", channel.parent());
        out.number("idle_w", channel.idleW());
        out.number("low_factor", channel.bounds().low());
        out.number("high_factor", channel.bounds().high());
        out.number("tick_s", channel.bounds().tickS());
    }

    private static Channel channel(JsonIn in) {
        return new Channel(
                in.text("id"),
                in.text("meter"),
                in.text("label"),
                in.constant("component", Component.class),
                in.constant("scope", Scope.class),
                in.constant("tier", Tier.class),
                in.text("basis"),
                in.optionalText("parent"),
                in.optionalNumber("idle_w"),
                new Channel.Bounds(in.number("low_factor"), in.number("high_factor"), in.number("tick_s")));
    }
}
