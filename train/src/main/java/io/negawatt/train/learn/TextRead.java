package io.negawatt.train.learn;

import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What came of reading a file as UTF-8 text. */
sealed interface TextRead {
    /** Most bytes that are held in memory, in one file and in all of a corpus together. */
    long MOST_BYTES = 256L << 20;

    double BYTES_PER_MB = 1e6;

    /** Share of characters that may be no UTF-8 before the file is taken to be in another encoding. */
    double MOST_REPLACED = 0.01;

    /**
     * The text, without byte order mark.
     *
     * @param note says how many places are no UTF-8 and read as �; none where all are
     */
    record Text(String text, Optional<Message> note) implements TextRead {}

    /** No text to learn from. */
    sealed interface Unread extends TextRead {
        /** Says which file, why, and what to do. */
        Message why();
    }

    /** Not meant to be text. */
    record Binary(Message why) implements Unread {}

    /** Cannot be read, is too large or in another encoding. */
    record Refused(Message why) implements Unread {}

    /** {@return the text of {@code file}, which messages call {@code name}} */
    static TextRead of(Path file, String name) {
        try {
            long size = Files.size(file);
            return size > MOST_BYTES ? new Refused(tooLarge(name, size)) : decode(name, Files.readAllBytes(file));
        } catch (IOException e) {
            return new Refused(
                    Message.of("train.text.bad.noFile", name, e.getClass().getSimpleName()));
        }
    }

    static Message tooLarge(String name, long bytes) {
        return Message.of("train.text.bad.large", name, (long) Math.ceil(bytes / BYTES_PER_MB), (long)
                (MOST_BYTES / BYTES_PER_MB));
    }

    private static TextRead decode(String name, byte[] bytes) {
        int wrongAt = firstWrong(bytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            return new Binary(Message.of("train.text.bad.binary", name));
        }
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (wrongAt == bytes.length) {
            return new Text(text, Optional.empty());
        }
        long replaced = text.chars().filter(c -> c == '\uFFFD').count();
        return replaced > text.length() * MOST_REPLACED
                ? new Refused(Message.of("train.text.bad.encoding", name, line(bytes, wrongAt)))
                : new Text(text, Optional.of(Message.of("train.text.replaced", name, replaced)));
    }

    /** {@return the place of the first byte that is no UTF-8; the length where all are} */
    private static int firstWrong(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var out = CharBuffer.allocate(8192);
        var result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return in.position();
    }

    private static int line(byte[] bytes, int at) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
