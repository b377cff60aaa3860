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
 * memory, which counts what is made of them too. What is over is refused with 413, what has no room now with 429.
 */
final class Bodies {
    static final int MOST_BYTES = 4 << 20;
    static final int MOST_UNPACKED = 32 << 20;
    static final int MOST_RATIO = 100;

    private static final int KIB = 1 << 10;
    private static final int CHUNK = 16 << 10;

    private final int allKib;
    private final Semaphore budgetKib;

    /** @param budgetBytes memory for all bodies that are read at one time, and for what is made of them */
    Bodies(long budgetBytes) {
        this.allKib = (int) (budgetBytes / KIB);
        this.budgetKib = new Semaphore(allKib);
    }

    /** What is done with a body while its memory is reserved. */
    interface Use<T> {
        T of(byte[] body) throws IOException;
    }

    /**
     * {@return what {@code use} makes of the body}
     *
     * @param most most bytes of the body as it comes
     * @param growth bytes of memory that {@code use} needs for a byte of the body
     */
    <T> T read(Request request, int most, int growth, Use<T> use) throws IOException {
        boolean packed = isPacked(request);
        int allowed = packed ? most : Math.min(most, room(growth));
        if (length(request) > allowed) {
            throw tooLarge(allowed);
        }
        try (var held = new Held()) {
            byte[] raw = upTo(request.body().get(), allowed, held, packed ? 1 : 1 + growth);
            return use.of(packed ? unpacked(raw, held, growth) : raw);
        }
    }

    /** {@return the longest body for which there is memory when no other is read} */
    private int room(int growth) {
        return (int) Math.min(Integer.MAX_VALUE, (long) allKib * KIB / (1 + growth));
    }

    /** Memory that one request has taken from the budget; it takes more as its body turns out longer. */
    private final class Held implements AutoCloseable {
        private long bytes;
        private int kib;

        private void more(long more, int said) {
            bytes += more;
            int needed = (int) Math.min(Integer.MAX_VALUE, bytes / KIB) - kib;
            if (kib + needed > allKib) {
                throw tooLarge(said);
            }
            if (needed > 0 && !budgetKib.tryAcquire(needed)) {
                throw Problem.of(429, "busy.memory").with("Retry-After", "1");
            }
            kib += Math.max(0, needed);
        }

        @Override
        public void close() {
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

    /** What is packed lies beside what it unpacks to, and only that grows. */
    private byte[] unpacked(byte[] raw, Held held, int growth) throws IOException {
        int most = (int) Math.min(Math.min(MOST_UNPACKED, room(growth)), (long) MOST_RATIO * raw.length);
        try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(raw))) {
            return upTo(in, most, held, 1 + growth);
        } catch (ZipException | EOFException e) {
            throw Problem.of(400, "bad.gzip");
        }
    }

    private static byte[] upTo(InputStream in, int most, Held held, int factor) throws IOException {
        var out = new ByteArrayOutputStream(CHUNK);
        var chunk = new byte[CHUNK];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            if (out.size() + n > most) {
                throw tooLarge(most);
            }
            held.more((long) n * factor, most);
            out.write(chunk, 0, n);
        }
        return out.toByteArray();
    }

    private static Problem tooLarge(int most) {
        return Problem.of(413, "too.large", most);
    }
}
