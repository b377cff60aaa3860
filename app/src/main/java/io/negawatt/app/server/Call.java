package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import io.negawatt.app.access.Token;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A request that may be answered: who asks for what, in which language. Parameters are read within the bounds that {@code
 * openapi.yaml} gives them, and refused by name where they are beyond.
 *
 * @param request what came in
 * @param path what the path says
 * @param token who asks; empty for the public
 * @param lang language of texts
 * @param at when it came
 * @param body what was sent; empty where the operation takes nothing
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes to be read once; nobody compares calls.
record Call(Request request, Map<String, String> path, Optional<Token> token, Lang lang, Instant at, byte[] body) {
    private static final int LONGEST = 200;

    /** {@return the part of the path of that name} */
    String id() {
        String id = path.getOrDefault("id", "");
        if (id.isEmpty() || id.length() > 64) {
            throw Problem.of(400, "bad.id");
        }
        return id;
    }

    /** {@return the document that was sent} */
    <T> T document(Class<T> type) {
        return Wire.read(body, type);
    }

    String text(Message message) {
        return message.in(lang);
    }

    /** {@return the only tenant that the caller sees, or that he asked for; empty for all} */
    Optional<String> tenant() {
        var only = token.flatMap(Token::tenant);
        var asked = text("tenant");
        if (only.isPresent() && asked.isPresent() && !only.equals(asked)) {
            throw Problem.of(403, "forbidden.tenant", asked.get(), only.get());
        }
        return only.or(() -> asked);
    }

    /** {@return whether the caller may see what belongs to {@code owner}; the public sees all, as that is what it is for} */
    boolean sees(Optional<String> owner) {
        return token.map(it -> it.sees(owner)).orElse(true);
    }

    /** {@return whether the caller has the scope} */
    boolean may(Scope scope) {
        return token.filter(it -> it.may(scope)).isPresent();
    }

    /** {@return name of the token, for logs} */
    String who() {
        return token.map(Token::name).orElse("-");
    }

    Optional<String> text(String name) {
        var value = request.query().getOrDefault(name, List.of()).stream().findFirst();
        value.filter(it -> it.length() > LONGEST).ifPresent(it -> {
            throw Problem.of(400, "bad.parameter.long", name, LONGEST);
        });
        return value.filter(it -> !it.isEmpty());
    }

    List<String> texts(String name, int most) {
        var values = request.query().getOrDefault(name, List.of());
        if (values.size() > most || values.stream().anyMatch(it -> it.length() > LONGEST)) {
            throw Problem.of(400, "bad.parameter.many", name, most);
        }
        return values;
    }

    /** {@return one of the allowed words} */
    String choice(String name, String otherwise, List<String> allowed) {
        String value = text(name).orElse(otherwise);
        if (!allowed.contains(value)) {
            throw Problem.of(400, "bad.parameter.choice", name, value, String.join(", ", allowed));
        }
        return value;
    }

    <E extends Enum<E>> E choice(String name, E otherwise) {
        var values = otherwise.getDeclaringClass().getEnumConstants();
        var words = Arrays.stream(values).map(Call::word).toList();
        return values[words.indexOf(choice(name, word(otherwise), words))];
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }

    int whole(String name, int least, int most, int otherwise) {
        double value = number(name, least, most).orElse(otherwise);
        if (value != Math.rint(value)) {
            throw Problem.of(400, "bad.parameter.whole", name, value);
        }
        return (int) value;
    }

    OptionalDouble number(String name, double least, double most) {
        var text = text(name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value;
        try {
            value = Double.parseDouble(text.get());
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= least && value <= most)) {
            throw Problem.of(400, "bad.parameter.range", name, text.get(), plain(least), plain(most));
        }
        return OptionalDouble.of(value);
    }

    private static String plain(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    Optional<Instant> time(String name) {
        return text(name).map(it -> time(name, it));
    }

    /** {@return the time that a text says, between the years 1970 and 2200} */
    static Instant time(String name, String text) {
        try {
            var time = OffsetDateTime.parse(text);
            if (time.getYear() >= 1970 && time.getYear() < 2200) {
                return time.toInstant();
            }
        } catch (DateTimeException e) {
            throw Problem.of(400, "bad.parameter.time", name, text);
        }
        throw Problem.of(400, "bad.parameter.time", name, text);
    }

    Instant from(Instant otherwise) {
        return time("from").orElse(otherwise);
    }

    /** {@return the end of the time that is asked for, after its start} */
    Instant to(Instant from) {
        var to = time("to").orElse(at);
        if (!to.isAfter(from)) {
            throw Problem.of(400, "bad.parameter.order", from, to);
        }
        return to;
    }

    int limit() {
        return whole("limit", 1, 1000, 50);
    }

    int offset() {
        return whole("offset", 0, 1_000_000, 0);
    }
}
