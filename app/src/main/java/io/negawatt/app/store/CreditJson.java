package io.negawatt.app.store;

import io.negawatt.app.store.Credit.Saved;
import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.units.Interval;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** A credit as JSON, {@value #SCHEMA}: the same credit gives the same bytes. Energy is in J, carbon in g. */
public final class CreditJson {
    public static final String SCHEMA = "negawatt.credit/1";

    private CreditJson() {}

    /** {@return the credit as a pretty-printed document in UTF-8} */
    public static byte[] write(Credit credit) {
        return JsonOut.pretty(out -> {
            out.text("schema", SCHEMA)
                    .text("state", credit.state().id())
                    .text("subject", credit.subject())
                    .text("method", credit.method())
                    .text("baseline", credit.baseline())
                    .text("from", credit.from().toString())
                    .text("to", credit.to().toString())
                    .whole("days", credit.days());
            interval(out, "energy_j", credit.saved().energyJ());
            interval(out, "location_g", credit.saved().locationG());
            interval(out, "marginal_g", credit.saved().marginalG());
            interval(out, "cost", credit.saved().cost().map(Cost::amount));
            out.text("currency", credit.saved().cost().map(Cost::currency));
        });
    }

    private static void interval(JsonOut out, String name, Optional<Interval> value) {
        out.object(
                name,
                value,
                it -> out.bound("low", it.low()).number("mid", it.mid()).bound("high", it.high()));
    }

    /** {@return the credit in a document; {@link IllegalArgumentException} with the place where it holds none} */
    public static Credit read(byte[] document) {
        try {
            var in = JsonIn.parse(document);
            if (!in.text("schema").equals(SCHEMA)) {
                throw new IllegalArgumentException(
                        "'schema' is '%s', and not '%s'".formatted(in.text("schema"), SCHEMA));
            }
            return new Credit(
                    in.constant("state", Credit.State.class),
                    in.text("subject"),
                    in.text("method"),
                    in.text("baseline"),
                    in.instant("from"),
                    in.instant("to"),
                    in.whole("days"),
                    saved(in));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    private static Saved saved(JsonIn in) {
        return new Saved(
                interval(in, "energy_j"),
                interval(in, "location_g"),
                interval(in, "marginal_g"),
                interval(in, "cost").map(amount -> new Cost(amount, in.text("currency"))));
    }

    private static Optional<Interval> interval(JsonIn in, String name) {
        return in.optionalObject(name).map(it -> CommonJson.interval(it, "mid", "low", "high"));
    }
}
