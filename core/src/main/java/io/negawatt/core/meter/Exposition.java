package io.negawatt.core.meter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reader of the Prometheus text format, as far as meters need it: samples with their labels; help, types, exemplars and
 * time stamps are passed over.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus exposition formats</a>
 */
final class Exposition {
    private final String line;
    private int at;

    private Exposition(String line) {
        this.line = line;
    }

    /**
     * One line of a page.
     *
     * @param name name of the metric
     * @param labels its labels, in their order
     * @param value its value; may be NaN or infinite
     */
    record Sample(String name, Map<String, String> labels, double value) {
        Sample {
            labels = Map.copyOf(labels);
        }

        /** {@return the label, or an empty text, which Prometheus takes for the same as no label} */
        String label(String name) {
            return labels.getOrDefault(name, "");
        }
    }

    /** A page that is no exposition text or was cut short; the message names the line. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String what;

        MalformedException(String what) {
            super(what);
            this.what = what;
        }

        /** {@return what is wrong, and where} */
        String what() {
            return what;
        }
    }

    /**
     * {@return the samples whose metric's name is wanted, in the order of the page}
     *
     * @throws MalformedException where a wanted line cannot be read, or the page does not end with the end of a line
     */
    static List<Sample> parse(String page, Predicate<String> wanted) throws MalformedException {
        if (!page.isEmpty() && !page.endsWith("\n")) {
            throw new MalformedException("cut short after %d bytes".formatted(page.length()));
        }
        var samples = new ArrayList<Sample>();
        int number = 0;
        for (int from = 0; from < page.length(); ) {
            int to = page.indexOf('\n', from);
            number++;
            if (wanted.test(metricName(page, from, to))) {
                samples.add(sample(page.substring(from, to).strip(), number));
            }
            from = to + 1;
        }
        return samples;
    }

    private static String metricName(String page, int from, int to) {
        int end = from;
        while (end < to && isNamePart(page.charAt(end))) {
            end++;
        }
        return page.substring(from, end);
    }

    private static boolean isNamePart(char c) {
        return c == '_' || c == ':' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static Sample sample(String line, int number) throws MalformedException {
        try {
            return new Exposition(line).sample();
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new MalformedException("line %d cannot be read: %s".formatted(number, line));
        }
    }

    private Sample sample() {
        String name = name();
        skipSpaces();
        var labels = line.charAt(at) == '{' ? labels() : Map.<String, String>of();
        String[] rest = line.substring(at).strip().split("\\s+", 2);
        return new Sample(name, labels, value(rest[0]));
    }

    private String name() {
        String name = metricName(line, at, line.length());
        at += name.length();
        return name;
    }

    private Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        at++;
        while (line.charAt(at) != '}') {
            skipSpaces();
            String name = name();
            expect('=');
            expect('"');
            labels.put(name, quoted());
            skipSpaces();
            if (line.charAt(at) == ',') {
                at++;
                skipSpaces();
            }
        }
        at++;
        return labels;
    }

    private String quoted() {
        var text = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            text.append(c == '\\' ? unescaped(next()) : c);
        }
        return text.toString();
    }

    private static char unescaped(char c) {
        return c == 'n' ? '\n' : c;
    }

    private char next() {
        return line.charAt(at++);
    }

    private void skipSpaces() {
        while (line.charAt(at) == ' ') {
            at++;
        }
    }

    private void expect(char c) {
        skipSpaces();
        if (next() != c) {
            throw new NumberFormatException("expected " + c);
        }
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
