package io.negawatt.train.learn;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The 256 bytes of UTF-8, nothing else: no training, no unknown words, every text of every language. */
public record ByteVocabulary() implements Vocabulary {
    static final int BYTES = 256;

    @Override
    public int size() {
        return BYTES;
    }

    @Override
    public int[] encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    static int[] encode(byte[] bytes) {
        var ids = new int[bytes.length];
        Arrays.setAll(ids, i -> Byte.toUnsignedInt(bytes[i]));
        return ids;
    }

    /** {@return the text that was encoded; where a model made up bytes that are no UTF-8, � stands for them} */
    @Override
    public String decode(int[] ids) {
        var bytes = new byte[ids.length];
        for (int i = 0; i < ids.length; i++) {
            if (ids[i] < 0 || ids[i] >= BYTES) {
                throw new IllegalArgumentException("%d is no byte".formatted(ids[i]));
            }
            bytes[i] = (byte) ids[i];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toText() {
        return VocabularyJson.write(this);
    }
}
