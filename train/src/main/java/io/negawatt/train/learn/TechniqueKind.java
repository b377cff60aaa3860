package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A technique that can be asked for by name, with or without a value: {@code recompute}, {@code lora}, {@code lora=16}.
 *
 * @param name as people type it
 * @param usage how it is asked for, with the value that is standard, such as {@code lora=8}
 * @param standard value that is taken where none is given; empty for techniques without one, and for those that need one
 * @param make makes the technique from the value as text, empty where none was given and none is standard
 */
public record TechniqueKind(String name, String usage, Optional<String> standard, Function<String, Technique> make) {

    private static TechniqueKind valued(String name, String standard, Function<String, Technique> make) {
        return new TechniqueKind(name, name + "=" + standard, Optional.of(standard), make);
    }

    /** {@return what it changes, for people} */
    public Message changes() {
        return Message.of("technique." + name + ".changes");
    }

    /** {@return what it may cost, for people} */
    public Message cost() {
        return Message.of("technique." + name + ".cost");
    }

    static TechniqueKind plain(String name, Supplier<Technique> make) {
        return new TechniqueKind(name, name, Optional.empty(), value -> {
            if (!value.isEmpty()) {
                throw BadInputException.of("train.technique.novalue", name, value);
            }
            return make.get();
        });
    }

    static TechniqueKind whole(String name, int least, int standard, IntFunction<Technique> make) {
        return valued(name, Integer.toString(standard), value -> {
            if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least) {
                throw BadInputException.of("train.technique.whole", name, value, least);
            }
            return make.apply(Integer.parseInt(value));
        });
    }

    static TechniqueKind share(String name, double standard, DoubleFunction<Technique> make) {
        return valued(name, Double.toString(standard), value -> {
            if (!value.matches("0?\\.\\d{1,6}")) {
                throw BadInputException.of("train.technique.share", name, value);
            }
            return make.apply(Double.parseDouble(value));
        });
    }

    static TechniqueKind file(String name, Function<String, Technique> make) {
        return new TechniqueKind(name, name + "=FILE", Optional.empty(), value -> {
            if (value.isEmpty()) {
                throw BadInputException.of("train.technique.file", name);
            }
            return make.apply(value);
        });
    }
}
