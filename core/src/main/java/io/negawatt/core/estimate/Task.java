package io.negawatt.core.estimate;

import java.util.Arrays;
import java.util.Optional;

/** What kind of requests come. It decides how long they are where nobody says. */
public enum Task {
    CHAT("lm-arena-chat", Coefficient.INPUT_CHAT, 600),
    REASONING("gpqa", Coefficient.INPUT_REASONING, 8000),
    IMAGE("image-chat", Coefficient.INPUT_IMAGE, 500),
    VIDEO("video-chat", Coefficient.INPUT_VIDEO, 400);

    private final String id;
    private final Coefficient inputTokens;
    private final double usualOutputTokens;

    Task(String id, Coefficient inputTokens, double usualOutputTokens) {
        this.id = id;
        this.inputTokens = inputTokens;
        this.usualOutputTokens = usualOutputTokens;
    }

    /** {@return the task of this name; empty where it is none of ours} */
    public static Optional<Task> find(String id) {
        return Arrays.stream(values())
                .filter(task -> task.id.equals(id.strip()))
                .findFirst();
    }

    /** {@return the word in files and options, such as {@code gpqa}} */
    public String id() {
        return id;
    }

    /** {@return whether requests carry pictures, which an encoder turns into tokens first} */
    public boolean hasMedia() {
        return this == IMAGE || this == VIDEO;
    }

    /** {@return tokens that an answer has where nobody says} */
    public double usualOutputTokens() {
        return usualOutputTokens;
    }

    /** {@return the coefficient that holds the mean tokens of a prompt} */
    Coefficient inputTokens() {
        return inputTokens;
    }
}
