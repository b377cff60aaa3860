package io.negawatt.app.study;

import io.negawatt.app.report.Tag;
import java.util.List;

/** Sentences in the report: the most important one stands out, and no line break parts a figure from its unit. */
final class Prose {
    private static final String UNBROKEN = "\u00A0";

    private Prose() {}

    /** {@return the sentence that most readers come for} */
    static Tag lead(String sentence) {
        return Tag.of("p", "lead").text(unbroken(sentence));
    }

    static Tag said(String sentence) {
        return Tag.of("p", "said").text(unbroken(sentence));
    }

    /** {@return the first sentence, and the others below it, one a line} */
    static List<Tag> of(List<String> sentences) {
        var list = Tag.of("ul", "plain said");
        sentences.stream().skip(1).forEach(sentence -> list.add(Tag.of("li").text(unbroken(sentence))));
        return List.of(lead(sentences.getFirst()), list);
    }

    /** {@return the text with its figures tied to their units} */
    static String unbroken(String text) {
        return text.replaceAll(" (?=%|…|([µmkM]?[JW])\\b)|(?<=…) ", UNBROKEN);
    }
}
