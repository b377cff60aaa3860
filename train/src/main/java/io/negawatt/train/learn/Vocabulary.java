package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;

/**
 * Turns text into token ids, {@code 0 … size − 1}, and back. Immutable and safe for many threads; travels inside a
 * checkpoint as {@link #toText()}.
 */
public sealed interface Vocabulary permits ByteVocabulary, BytePairVocabulary, WordVocabulary {

    /** {@return the number of different ids} */
    int size();

    /** {@return the ids of {@code text}, in its order} */
    int[] encode(String text);

    /**
     * {@return the text of {@code ids}; whether that is exactly the text that was encoded, each kind says for itself}
     *
     * @throws IllegalArgumentException where an id is not below {@link #size()}
     */
    String decode(int[] ids);

    /** {@return this as JSON on one line, the same for equal vocabularies} */
    String toText();

    /**
     * {@return the vocabulary that {@link #toText()} wrote}
     *
     * @throws BadInputException where {@code text} is something else
     */
    static Vocabulary read(String text) {
        return VocabularyJson.read(text);
    }
}
