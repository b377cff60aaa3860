package io.negawatt.plan.advise;

/** A standard or a law that asks for figures: a file, and its line in {@link Policies#ALL}. */
public interface Policy {

    /** Name in options and files, such as {@code gb-40879}; its texts are {@code policy.NAME.*}. */
    String name();

    /** {@return its sheet, filled in as far as the facts go; what they do not tell stays empty and says what would} */
    Sheet of(PolicyFacts facts);
}
