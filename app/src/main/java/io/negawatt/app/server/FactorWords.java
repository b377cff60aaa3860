package io.negawatt.app.server;

import io.negawatt.core.catalog.Factor;
import io.negawatt.core.text.Message;

/** What kind of factor it is, in words: gas, boundary and mix. */
final class FactorWords {
    private FactorWords() {}

    static String kind(Call call, Factor.Kind kind) {
        String gas = kind.gas().replace("CO2", "CO₂");
        return String.join(" · ", gas, word(call, "boundary", kind.boundary()), word(call, "mix", kind.mix()));
    }

    private static String word(Call call, String group, String word) {
        return switch (word) {
            case "direct", "life-cycle", "average", "marginal", "residual" ->
                call.text(Message.of("report." + group + "." + word));
            default -> word;
        };
    }
}
