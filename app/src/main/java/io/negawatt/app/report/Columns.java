package io.negawatt.app.report;

import java.util.ArrayList;
import java.util.List;

/** Text in the fixed columns of a terminal, where a Chinese character or an emoji is two columns wide. */
public final class Columns {
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x231A, 0x231B},
        {0x2329, 0x232A},
        {0x23E9, 0x23EC},
        {0x25FD, 0x25FE},
        {0x2614, 0x2615},
        {0x2648, 0x2653},
        {0x26AA, 0x26AB},
        {0x26BD, 0x26BE},
        {0x26C4, 0x26C5},
        {0x2705, 0x2705},
        {0x270A, 0x270B},
        {0x2728, 0x2728},
        {0x274C, 0x274C},
        {0x2753, 0x2755},
        {0x2795, 0x2797},
        {0x2B1B, 0x2B1C},
        {0x2B50, 0x2B50},
        {0x2E80, 0x303E},
        {0x3041, 0x33FF},
        {0x3400, 0x4DBF},
        {0x4E00, 0x9FFF},
        {0xA000, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18CFF},
        {0x1B000, 0x1B2FF},
        {0x1F18E, 0x1F18E},
        {0x1F191, 0x1F19A},
        {0x1F200, 0x1F320},
        {0x1F32D, 0x1F335},
        {0x1F337, 0x1F37C},
        {0x1F37E, 0x1F393},
        {0x1F3A0, 0x1F3F0},
        {0x1F3F8, 0x1F43E},
        {0x1F440, 0x1F4FC},
        {0x1F4FF, 0x1F53D},
        {0x1F54B, 0x1F567},
        {0x1F5FB, 0x1F64F},
        {0x1F680, 0x1F6C5},
        {0x1F6D0, 0x1F6DF},
        {0x1F6EB, 0x1F6FC},
        {0x1F7E0, 0x1F7EB},
        {0x1F90C, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private Columns() {}

    /** {@return how many columns the text takes} */
    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** {@return the text with spaces after it up to {@code width} columns} */
    static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** {@return the text with spaces before it up to {@code width} columns} */
    static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - width(text))) + text;
    }

    /** {@return the text, cut with an ellipsis where it takes more than {@code width} columns} */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        var kept = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            used += width(c);
            if (used > width - 1) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.append('…').toString();
    }

    /** {@return the text in lines of at most {@code width} columns, broken at spaces and between wide characters} */
    public static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        String rest = text;
        while (width(rest) > width) {
            int end = breakAt(rest, width);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** The last place at which a line of {@code width} columns may end; in the midst of a word where there is no other. */
    private static int breakAt(String text, int width) {
        int used = 0;
        int best = 0;
        int index = 0;
        while (index < text.length()) {
            int c = text.codePointAt(index);
            boolean may = c == ' ' || (width(c) == 2 && !isClosing(c));
            if (may && index > 0) {
                best = index;
            }
            used += width(c);
            if (used > width) {
                break;
            }
            index += Character.charCount(c);
        }
        return best > 0 ? best : Math.max(index, Character.charCount(text.codePointAt(0)));
    }

    /** Whether a character must not begin a line, such as a full stop. */
    private static boolean isClosing(int c) {
        return "，。；：、！？）》」』”’％".indexOf(c) >= 0;
    }

    /** {@return the text without characters that could move the cursor, clear the screen or turn the writing direction} */
    static String clean(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || isBidi(c) || c == 0x2028 || c == 0x2029 ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isBidi(int c) {
        return (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C;
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (c >= range[0] && c <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
