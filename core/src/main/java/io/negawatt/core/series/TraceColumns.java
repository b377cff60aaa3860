package io.negawatt.core.series;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns of a trace that are read: as the options say, or guessed from names that end in {@code _W}, {@code _J},
 * {@code t_s} or {@code timestamp}. A guess that could count something twice is refused.
 *
 * @param names the whole header
 * @param time index of the column of time
 * @param values indexes of the columns of values
 * @param kind what the values are
 * @param notes what was guessed
 */
record TraceColumns(List<String> names, int time, List<Integer> values, Trace.Kind kind, List<Message> notes) {
    private static final Set<String> STATISTICS =
            Set.of("min", "max", "mean", "avg", "average", "median", "std", "sum", "total");
    private static final Pattern WORDS = Pattern.compile("[_.\\s-]+");

    /** {@return the columns of {@code file} with this header} */
    static TraceColumns of(String file, List<String> names, TraceOptions options) {
        requireDistinct(file, names);
        int time =
                options.time().isPresent() ? indexOf(file, names, options.time().get()) : guessTime(file, names);
        boolean joules = !options.joules().isEmpty();
        if (joules && !options.watts().isEmpty()) {
            throw BadInputException.of("series.trace.bad.kinds", file, join(options.watts()), join(options.joules()));
        }
        var chosen = joules ? options.joules() : options.watts();
        boolean isGuess = chosen.isEmpty();
        var values = isGuess ? guessValues(file, names) : List.copyOf(chosen);
        var kind = joules || (isGuess && endsIn(values.getFirst(), "_J")) ? Trace.Kind.JOULES : Trace.Kind.WATTS;
        var notes = isGuess || options.time().isEmpty()
                ? List.of(Message.of("series.trace.guessed", file, names.get(time), unit(kind), join(values)))
                : List.<Message>of();
        var indexes = values.stream()
                .distinct()
                .map(name -> indexOf(file, names, name))
                .toList();
        return new TraceColumns(names, time, indexes, kind, notes);
    }

    private static void requireDistinct(String file, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) < i) {
                throw BadInputException.of("series.trace.bad.duplicateColumn", file, names.get(i), i + 1);
            }
        }
    }

    private static int indexOf(String file, List<String> names, String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw BadInputException.of("series.trace.bad.noColumn", file, name, join(names));
        }
        return index;
    }

    private static int guessTime(String file, List<String> names) {
        return first(names, "t_s")
                .or(() -> first(names, "timestamp"))
                .orElseThrow(() -> BadInputException.of("series.trace.bad.noTime", file, join(names)));
    }

    private static Optional<Integer> first(List<String> names, String end) {
        return names.stream().filter(name -> endsIn(name, end)).findFirst().map(names::indexOf);
    }

    private static List<String> guessValues(String file, List<String> names) {
        var watts = names.stream().filter(name -> endsIn(name, "_W")).toList();
        var joules = names.stream().filter(name -> endsIn(name, "_J")).toList();
        if (!watts.isEmpty() && !joules.isEmpty()) {
            throw BadInputException.of("series.trace.bad.kinds", file, join(watts), join(joules));
        }
        var values = watts.isEmpty() ? joules : watts;
        if (values.isEmpty()) {
            throw BadInputException.of("series.trace.bad.noEnergy", file, join(names));
        }
        if (values.size() > 1 && values.stream().anyMatch(TraceColumns::isStatistic)) {
            throw BadInputException.of("series.trace.bad.statistics", file, join(values));
        }
        return values;
    }

    private static boolean isStatistic(String name) {
        return WORDS.splitAsStream(name.toLowerCase(Locale.ROOT)).anyMatch(STATISTICS::contains);
    }

    /** The unit keeps its case, because W and J are symbols; {@code timestamp} and {@code t_s} are words. */
    private static boolean endsIn(String name, String end) {
        return end.startsWith("_")
                ? name.endsWith(end)
                : name.toLowerCase(Locale.ROOT).endsWith(end);
    }

    private static String unit(Trace.Kind kind) {
        return switch (kind) {
            case WATTS -> "W";
            case JOULES -> "J";
        };
    }

    private static String join(List<String> names) {
        var shown = new ArrayList<>(names.subList(0, Math.min(names.size(), 20)));
        if (names.size() > shown.size()) {
            shown.add("…");
        }
        return String.join(", ", shown);
    }
}
