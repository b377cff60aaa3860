package io.negawatt.app.store;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.catalog.Factor;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import java.util.List;

/** The parts that the account and the journal's first record have in common, each with its reader below its writer. */
final class CommonJson {
    private CommonJson() {}

    /** Writes a figure as {@code {low, mid, high}}. */
    static void interval(JsonOut out, String name, Interval value) {
        out.object(
                name,
                it -> it.bound("low", value.low()).number("mid", value.mid()).bound("high", value.high()));
    }

    static Interval interval(JsonIn in, String name) {
        return interval(in.object(name), "mid", "low", "high");
    }

    /** Writes a figure as three properties beside others. */
    static void interval(JsonOut out, Interval value, String mid, String low, String high) {
        out.number(mid, value.mid()).bound(low, value.low()).bound(high, value.high());
    }

    static Interval interval(JsonIn in, String mid, String low, String high) {
        return new Interval(
                in.optionalNumber(low).orElse(Double.NEGATIVE_INFINITY),
                in.number(mid),
                in.optionalNumber(high).orElse(Double.POSITIVE_INFINITY));
    }

    static void factor(JsonOut out, String name, Factor factor) {
        out.object(name, it -> {
            it.text("zone", factor.zone());
            it.text("kind", factor.kind().toString());
            it.whole("year", factor.year());
            interval(it, factor.gramsPerKwh(), "g_per_kwh", "low_g_per_kwh", "high_g_per_kwh");
            it.text("source", factor.source());
        });
    }

    static Factor factor(JsonIn in, String name) {
        var it = in.object(name);
        return new Factor(
                it.text("zone"),
                kind(it),
                it.whole("year"),
                interval(it, "g_per_kwh", "low_g_per_kwh", "high_g_per_kwh"),
                it.text("source"));
    }

    private static Factor.Kind kind(JsonIn in) {
        String text = in.text("kind");
        int first = text.indexOf(' ');
        int last = text.lastIndexOf(' ');
        if (first == last) {
            throw new IllegalArgumentException("'%s.kind' is '%s', but it has three words, such as 'CO2 direct average'"
                    .formatted(in.path(), text));
        }
        return new Factor.Kind(text.substring(0, first), text.substring(first + 1, last), text.substring(last + 1));
    }

    static void job(JsonOut out, RunEvent.Job job) {
        out.text("key", job.key()).whole("rank", job.rank()).whole("size", job.size());
    }

    static RunEvent.Job job(JsonIn in) {
        return new RunEvent.Job(in.text("key"), in.whole("rank"), in.optionalWhole("size"));
    }

    /** Writes a message for programs (key and values) and for people (the English sentence). */
    static void message(JsonOut out, Message message) {
        out.text("key", message.key()).texts("args", message.args()).text("text", english(message));
    }

    /** {@return the message; the sentence as it stands where this version of the program has no such key} */
    static Message message(JsonIn in) {
        var message = new Message(in.text("key"), in.texts("args"));
        return known(message) ? message : Message.of("store.message.verbatim", in.text("text"));
    }

    /** {@return the sentence, or the key and the values where no message has the key} */
    static String english(Message message) {
        return known(message) ? message.in(Lang.EN) : message.key() + " " + List.copyOf(message.args());
    }

    private static boolean known(Message message) {
        return Texts.of(Lang.EN).keys().contains(message.key());
    }
}
