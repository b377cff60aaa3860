package io.negawatt.core.text;

import java.util.List;

/**
 * A sentence for a person that is not yet in a language: a key of the message files and what to put into it. Gaps, notes
 * and errors carry messages, so that a run recorded under one language reads well in the other.
 *
 * @param key key in the message files, such as {@code gap.counter.reset}
 * @param args values for {@code {0}}, {@code {1}}, … in this order; numbers already carry their unit
 */
public record Message(String key, List<String> args) {

    public Message {
        args = List.copyOf(args);
    }

    /** {@return a message with these values, each written with {@code toString}} */
    public static Message of(String key, Object... args) {
        return new Message(key, List.of(args).stream().map(Object::toString).toList());
    }

    /** {@return the sentence in {@code lang}} */
    public String in(Lang lang) {
        return Texts.of(lang).get(key, args);
    }

    /** {@return the sentence in English, for logs and machine formats} */
    @Override
    public String toString() {
        return in(Lang.EN);
    }
}
