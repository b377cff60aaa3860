package io.negawatt.app.cli;

import io.negawatt.core.text.BadInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** An option whose value is one of a few words. */
final class Choice {
    private Choice() {}

    /**
     * {@return the constant that goes by a word: its name in small letters, with hyphens}
     *
     * @throws BadInputException where the word is none of them; it names them all
     */
    static <E extends Enum<E>> E of(String option, String word, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> BadInputException.of("cli.error.choice", option, word, words(type)));
    }

    private static <E extends Enum<E>> String words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Choice::word).collect(Collectors.joining(", "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
