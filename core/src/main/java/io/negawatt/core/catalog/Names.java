package io.negawatt.core.catalog;

import io.negawatt.core.text.Lang;

/** What a thing is called in both languages; product names are the same in both. */
public record Names(String en, String zh) {

    /** {@return a name that is not translated, such as that of a product} */
    public static Names same(String name) {
        return new Names(name, name);
    }

    /** {@return the name in {@code lang}} */
    public String in(Lang lang) {
        return switch (lang) {
            case EN -> en;
            case ZH -> zh;
        };
    }
}
