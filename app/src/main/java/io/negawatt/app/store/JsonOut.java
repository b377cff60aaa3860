package io.negawatt.app.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Writes JSON property by property, in the order of the calls: the same calls give the same bytes. A number that is not
 * finite is refused, since JSON has none. Streams, because the mapper of the library takes longer to start than most runs
 * take to close.
 */
final class JsonOut {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;

    private JsonOut(JsonGenerator out) {
        this.out = out;
    }

    /** {@return the object with these properties, on one line} */
    static byte[] compact(Consumer<JsonOut> properties) {
        return write(ObjectWriteContext.empty(), properties);
    }

    /** {@return the object with these properties, one a line, indented by two spaces, with a line feed at the end} */
    static byte[] pretty(Consumer<JsonOut> properties) {
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        byte[] document = write(
                new ObjectWriteContext.Base() {
                    @Override
                    public PrettyPrinter getPrettyPrinter() {
                        return printer;
                    }

                    @Override
                    public boolean hasPrettyPrinter() {
                        return true;
                    }
                },
                properties);
        return (new String(document, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] write(ObjectWriteContext context, Consumer<JsonOut> properties) {
        var bytes = new ByteArrayOutputStream();
        try (var generator = FACTORY.createGenerator(context, bytes)) {
            new JsonOut(generator).object(properties);
        }
        return bytes.toByteArray();
    }

    private void object(Consumer<JsonOut> properties) {
        out.writeStartObject();
        properties.accept(this);
        out.writeEndObject();
    }

    JsonOut object(String name, Consumer<JsonOut> properties) {
        out.writeName(name);
        object(properties);
        return this;
    }

    <T> JsonOut object(String name, Optional<T> value, Consumer<T> properties) {
        out.writeName(name);
        if (value.isPresent()) {
            object(_ -> properties.accept(value.get()));
        } else {
            out.writeNull();
        }
        return this;
    }

    <T> JsonOut objects(String name, Collection<T> items, Consumer<T> properties) {
        out.writeArrayPropertyStart(name);
        items.forEach(item -> object(_ -> properties.accept(item)));
        out.writeEndArray();
        return this;
    }

    JsonOut texts(String name, List<String> items) {
        out.writeArrayPropertyStart(name);
        items.forEach(item -> out.writeString(wellFormed(item)));
        out.writeEndArray();
        return this;
    }

    JsonOut numbers(String name, List<Double> items) {
        out.writeArrayPropertyStart(name);
        items.forEach(out::writeNumber);
        out.writeEndArray();
        return this;
    }

    JsonOut text(String name, String value) {
        out.writeStringProperty(name, wellFormed(value));
        return this;
    }

    JsonOut text(String name, Optional<String> value) {
        out.writeName(name);
        value.ifPresentOrElse(it -> out.writeString(wellFormed(it)), out::writeNull);
        return this;
    }

    JsonOut whole(String name, int value) {
        out.writeNumberProperty(name, value);
        return this;
    }

    JsonOut whole(String name, OptionalInt value) {
        out.writeName(name);
        value.ifPresentOrElse(out::writeNumber, out::writeNull);
        return this;
    }

    JsonOut number(String name, OptionalDouble value) {
        if (value.isPresent()) {
            return number(name, value.getAsDouble());
        }
        out.writeNullProperty(name);
        return this;
    }

    JsonOut number(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("'%s' is %s, which is no figure for a file".formatted(name, value));
        }
        out.writeNumberProperty(name, value);
        return this;
    }

    /** Writes an end of an interval; {@code null} where there is no such bound. */
    JsonOut bound(String name, double value) {
        return number(name, Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value));
    }

    /** Half a surrogate pair, which no UTF-8 can hold, becomes a question mark: a strange name never loses an account. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
