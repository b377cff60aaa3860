package io.negawatt.app.server;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads what callers send, within bounds: a body has at most {@value #MOST_BYTES} bytes, {@value #MOST_UNPACKED} after
 * decompression and {@value #MOST_RATIO} times its own length, and all bodies that are read at one time share a budget of
 * memory. What is over is refused with 413, what has no room now with 429.
 */
final class Bodies {
    static final int MOST_BYTES = 4 << 20;
    static final int MOST_UNPACKED = 32 << 20;
    static final int MOST_RATIO = 100;

    private static final int KIB = 1 << 10;
    private static final int CHUNK = 16 << 10;

    private final Semaphore budgetKib;

    /** @param budgetBytes memory for all bodies that are read at one time */
    Bodies(long budgetBytes) {
        this.budgetKib = new Semaphore((int) (budgetBytes / KIB));
    }

    /** What is done with a body while its memory is reserved. */
    interface Use<T> {
        T of(byte[] body) throws IOException;
    }

    /** {@return what {@code use} makes of the body} */
    <T> T read(Request request, int most, Use<T> use) throws IOException {
        long length = length(request);
        if (length > most) {
            throw tooLarge(most);
        }
        boolean packed = isPacked(request);
        long unpacked = length < 0 ? most : length;
        int kib = (int) ((packed ? Math.min(MOST_UNPACKED, unpacked * MOST_RATIO) + unpacked : unpacked) / KIB) + 1;
        if (!budgetKib.tryAcquire(kib)) {
            throw Problem.of(429, "busy.memory").with("Retry-After", "1");
        }
        try {
            byte[] raw = upTo(request.body().get(), most, most);
            return use.of(packed ? unpacked(raw) : raw);
        } finally {
            budgetKib.release(kib);
        }
    }

    private static long length(Request request) {
        try {
            return request.header("Content-Length").map(Long::parseLong).orElse(-1L);
        } catch (NumberFormatException e) {
            throw Problem.of(400, "bad.length");
        }
    }

    private static boolean isPacked(Request request) {
        String encoding = request.header("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "identity" -> false;
            case "gzip" -> true;
            default -> throw Problem.of(415, "bad.encoding", encoding);
        };
    }

    private static byte[] unpacked(byte[] raw) throws IOException {
        int most = (int) Math.min(MOST_UNPACKED, (long) MOST_RATIO * raw.length);
        try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(raw))) {
            return upTo(in, most, MOST_UNPACKED);
        } catch (ZipException | EOFException e) {
            throw Problem.of(400, "bad.gzip");
        }
    }

    private static byte[] upTo(InputStream in, int most, int said) throws IOException {
        var out = new ByteArrayOutputStream(CHUNK);
        var chunk = new byte[CHUNK];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            if (out.size() + n > most) {
                throw tooLarge(said);
            }
            out.write(chunk, 0, n);
        }
        return out.toByteArray();
    }

    private static Problem tooLarge(int most) {
        return Problem.of(413, "too.large", most);
    }
}
