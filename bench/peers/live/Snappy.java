import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The block format of snappy, with copies of up to 64 bytes within 32 KiB. */
final class Snappy {
    private static final int WINDOW = 1 << 15;

    static byte[] pack(byte[] in) {
        var out = new ByteArrayOutputStream(in.length / 2);
        for (int rest = in.length; ; rest >>>= 7) {
            out.write(rest < 128 ? rest : rest & 127 | 128);
            if (rest < 128) {
                break;
            }
        }
        var last = new int[1 << 14];
        Arrays.fill(last, -WINDOW);
        int literal = 0;
        for (int at = 0; at + 4 <= in.length; ) {
            int slot = (word(in, at) * 0x1E35A7BD) >>> 18;
            int before = last[slot];
            last[slot] = at;
            if (before >= 0 && at - before < WINDOW && word(in, before) == word(in, at)) {
                int length = 4;
                while (length < 64 && at + length < in.length && in[before + length] == in[at + length]) {
                    length++;
                }
                literal(out, in, literal, at);
                out.write((length - 1) << 2 | 2);
                out.write(at - before);
                out.write(at - before >>> 8);
                at += length;
                literal = at;
            } else {
                at++;
            }
        }
        literal(out, in, literal, in.length);
        return out.toByteArray();
    }

    private static int word(byte[] in, int at) {
        return in[at] & 255 | (in[at + 1] & 255) << 8 | (in[at + 2] & 255) << 16 | in[at + 3] << 24;
    }

    private static void literal(ByteArrayOutputStream out, byte[] in, int from, int to) {
        for (int at = from; at < to; at += 1 << 16) {
            int length = Math.min(to - at, 1 << 16) - 1;
            out.write(61 << 2);
            out.write(length);
            out.write(length >>> 8);
            out.write(in, at, length + 1);
        }
    }
}
