package io.negawatt.app.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a window is answered from, hour by hour: sums that were made before where they are those of all samples and fit the
 * steps, and else the samples; of hours whose samples are gone, the coarsest sums that fit, or the finest there are.
 */
final class Plan {

    /** A stretch of time, and the file of sums it is answered from; the samples where there is none. */
    record Part(long fromMs, long toMs, Optional<GroupFile> rolled) {}

    private final Sorted sorted;
    private final Set<Long> unsealed;
    private final long stepMs;
    private final List<Part> parts = new ArrayList<>();

    private Plan(Sorted sorted, Set<Long> unsealed, long stepMs) {
        this.sorted = sorted;
        this.unsealed = unsealed;
        this.stepMs = stepMs;
    }

    /**
     * {@return the parts of a window, in order of time}
     *
     * @param unsealed hours whose sums samples may change that are in no file yet
     */
    static List<Part> of(Sorted sorted, Set<Long> unsealed, Window window) {
        var plan = new Plan(sorted, unsealed, window.stepMs());
        long first = StoredFile.hourOf(window.fromMs());
        long last = StoredFile.hourOf(window.toMs() - 1);
        for (long hour : plan.hoursWithin(first, last)) {
            plan.add(hour);
        }
        return plan.parts;
    }

    /** Hours of which something may be known: those in files and in memory, and their neighbors. */
    private List<Long> hoursWithin(long first, long last) {
        var known = new TreeSet<Long>();
        for (var file : sorted.files()) {
            long from = Math.max(first, file.about().hour() - 1);
            long to = Math.min(last, file.about().endHour());
            for (long hour = from; hour <= to; hour++) {
                known.add(hour);
            }
        }
        unsealed.stream().filter(it -> it >= first && it <= last).forEach(known::add);
        return List.copyOf(known);
    }

    private void add(long hour) {
        var rolled = source(hour);
        long fromMs = hour * StoredFile.HOUR_MS;
        long toMs = fromMs + StoredFile.HOUR_MS;
        if (!parts.isEmpty()
                && parts.getLast().toMs() == fromMs
                && parts.getLast().rolled().equals(rolled)) {
            fromMs = parts.removeLast().fromMs();
        }
        parts.add(new Part(fromMs, toMs, rolled));
    }

    private Optional<GroupFile> source(long hour) {
        boolean gone = hour < sorted.rawHour();
        if (!gone && (unsealed.contains(hour) || !sorted.clean(hour))) {
            return Optional.empty();
        }
        return fitting(FileKind.HOUR, hour)
                .or(() -> fitting(FileKind.MINUTE, hour))
                .or(() -> gone ? finest(hour) : Optional.empty());
    }

    private Optional<GroupFile> fitting(FileKind kind, long hour) {
        return stepMs % kind.stepMs() == 0 ? sorted.rolled(kind, hour) : Optional.empty();
    }

    private Optional<GroupFile> finest(long hour) {
        return sorted.rolled(FileKind.SECOND, hour)
                .or(() -> sorted.rolled(FileKind.MINUTE, hour))
                .or(() -> sorted.rolled(FileKind.HOUR, hour));
    }
}
