package io.negawatt.app.report;

import java.util.Collections;
import java.util.List;

/** A curve in one line of text: eight heights of block characters, from 0 to the highest value. */
public final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final char GAP = ' ';

    private Sparkline() {}

    /** {@return one character a value; NaN, which is a gap, becomes a blank} */
    public static String of(List<Double> values) {
        double most = values.stream().filter(Double::isFinite).reduce(0.0, Math::max);
        var line = new StringBuilder();
        values.forEach(value -> line.append(block(value, most)));
        return line.toString();
    }

    /** {@return the same between two edges and exactly {@code width} values wide, the newest at the right} */
    static String framed(List<Double> values, int width) {
        var newest = values.subList(Math.max(0, values.size() - width), values.size());
        var padding = Collections.nCopies(width - newest.size(), Double.NaN);
        return "▕" + of(padding) + of(newest) + "▏";
    }

    private static char block(double value, double most) {
        if (!Double.isFinite(value)) {
            return GAP;
        }
        int step = most > 0 ? (int) (value / most * BLOCKS.length()) : 0;
        return BLOCKS.charAt(Math.clamp(step, 0, BLOCKS.length() - 1));
    }
}
