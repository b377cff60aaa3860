package io.negawatt.plan.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a regression looks at: parts, each of which puts some numbers into a row and has a name for people.
 *
 * @param parts in the order of the row
 */
record Features(List<Part> parts) {
    private static final int BLOCKS_PER_DAY = 24;
    private static final int DAYS_PER_WEEK = 7;
    private static final int DAYS_PER_MONTH = 28;

    Features {
        parts = List.copyOf(parts);
    }

    /**
     * Some numbers of a row.
     *
     * @param cause what it is, see {@link Driver#cause}
     * @param size how many numbers
     */
    record Part(String cause, int size, Filler filler) {}

    /** Writes the numbers of a part for a forecast issued at {@code issued} of the step {@code target}. */
    interface Filler {
        void fill(Memory memory, History history, int issued, int target, double[] row, int at);
    }

    /** {@return number of inputs} */
    int size() {
        return parts.stream().mapToInt(Part::size).sum();
    }

    /** Writes 1 and the inputs into {@code row}, which has one more place for the output. */
    void fill(Memory memory, History history, int issued, int target, double[] row) {
        row[0] = 1;
        int at = 1;
        for (var part : parts) {
            part.filler.fill(memory, history, issued, target, row, at);
            at += part.size;
        }
    }

    /** {@return the last two days hour by hour, the days of the last week, and days like the one to come} */
    static List<Part> rich(int slotsPerDay) {
        return List.of(
                hours(slotsPerDay, 2 * Math.min(slotsPerDay, BLOCKS_PER_DAY)),
                days(1, 2, 3, 4, 5, 6, 7),
                month(),
                sameTime(6),
                lastWeek(),
                likeDays(),
                kindOfDay());
    }

    /** {@return means over more and more days, and the last hours against what is usual for them} */
    static List<Part> lean(int slotsPerDay) {
        int hours = Math.min(slotsPerDay, 6);
        return List.of(profile(slotsPerDay), meansOfDays(), hours(slotsPerDay, hours), usualHours(slotsPerDay, hours));
    }

    /** {@return what trees need beside the means: the latest days at that time, days like the one to come, and its kind} */
    static List<Part> forTrees() {
        return List.of(sameTime(3), lastWeek(), likeDays(), kindOfDay(), timeOfDay());
    }

    private static Part timeOfDay() {
        return new Part(
                "clock",
                1,
                (memory, history, issued, target, row, at) -> row[at] = Math.floorMod(target, memory.slotsPerDay()));
    }

    /** {@return the columns that are known ahead, at the step itself} */
    static List<Part> columns(History history) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < history.columns(); i++) {
            int column = i;
            parts.add(new Part(history.column(i), 1, (memory, past, issued, target, row, at) -> {
                double value = past.ahead(column, target);
                row[at] = Double.isNaN(value) ? 0 : value;
            }));
        }
        return parts;
    }

    /** {@return which time of the day it is} */
    static Part clock(int slotsPerDay) {
        int blocks = Math.min(slotsPerDay, BLOCKS_PER_DAY);
        int block = slotsPerDay / blocks;
        return new Part("clock", blocks, (memory, history, issued, target, row, at) -> {
            Arrays.fill(row, at, at + blocks, 0);
            row[at + Math.floorMod(target, slotsPerDay) / block] = 1;
        });
    }

    private static Part hours(int slotsPerDay, int count) {
        int block = Math.max(1, slotsPerDay / BLOCKS_PER_DAY);
        return new Part("hours", count, (memory, history, issued, target, row, at) -> {
            for (int i = 0; i < count; i++) {
                int to = issued - i * block;
                row[at + i] = block == 1 ? memory.value(to - 1) : memory.mean(to - block, to);
            }
        });
    }

    private static Part usualHours(int slotsPerDay, int count) {
        int block = Math.max(1, slotsPerDay / BLOCKS_PER_DAY);
        return new Part("hours", count / 2, (memory, history, issued, target, row, at) -> {
            for (int i = 0; i < count / 2; i++) {
                row[at + i] = memory.slotMean(issued - 1 - 2 * i * block, 0, DAYS_PER_WEEK);
            }
        });
    }

    private static Part days(int... back) {
        return new Part("days", back.length, (memory, history, issued, target, row, at) -> {
            int day = memory.slotsPerDay();
            for (int i = 0; i < back.length; i++) {
                row[at + i] = memory.mean(issued - back[i] * day, issued - (back[i] - 1) * day);
            }
        });
    }

    private static Part meansOfDays() {
        int[] days = {1, 2, 3, DAYS_PER_WEEK, 2 * DAYS_PER_WEEK, DAYS_PER_MONTH};
        return new Part("days", days.length, (memory, history, issued, target, row, at) -> {
            for (int i = 0; i < days.length; i++) {
                row[at + i] = memory.mean(issued - days[i] * memory.slotsPerDay(), issued);
            }
        });
    }

    private static Part month() {
        return new Part(
                "days",
                1,
                (memory, history, issued, target, row, at) ->
                        row[at] = memory.mean(issued - DAYS_PER_MONTH * memory.slotsPerDay(), issued));
    }

    private static Part sameTime(int days) {
        return new Part("sameTime", days, (memory, history, issued, target, row, at) -> {
            int back = memory.daysBack(target, issued);
            for (int i = 0; i < days; i++) {
                row[at + i] = memory.value(target - (back + i) * memory.slotsPerDay());
            }
        });
    }

    private static Part lastWeek() {
        return new Part("week", 1, (memory, history, issued, target, row, at) -> {
            int week = DAYS_PER_WEEK * memory.slotsPerDay();
            row[at] = memory.value(target - (Math.max(0, target - issued) / week + 1) * week);
        });
    }

    private static Part likeDays() {
        return new Part("likeDays", 2, (memory, history, issued, target, row, at) -> {
            row[at] = memory.likeMean(history, target, issued, 4);
            row[at + 1] = memory.likeMean(history, target, issued, 1);
        });
    }

    private static Part kindOfDay() {
        return new Part("kindOfDay", 2 * DayClass.COUNT, (memory, history, issued, target, row, at) -> {
            Arrays.fill(row, at, at + 2 * DayClass.COUNT, 0);
            row[at + history.dayClass(target)] = 1;
            row[at + DayClass.COUNT + history.dayClass(Math.max(0, target - memory.slotsPerDay()))] = 1;
        });
    }

    private static Part profile(int slotsPerDay) {
        int[] days = {1, 2, 3, DAYS_PER_WEEK, 2 * DAYS_PER_WEEK, DAYS_PER_MONTH};
        int[] beside = {1, DAYS_PER_WEEK, DAYS_PER_MONTH};
        int block = Math.max(1, slotsPerDay / BLOCKS_PER_DAY);
        return new Part("sameTime", days.length + 2 * beside.length, (memory, history, issued, target, row, at) -> {
            int back = memory.daysBack(target + block, issued);
            int place = at;
            for (int count : days) {
                row[place++] = memory.slotMean(target, memory.daysBack(target, issued), count);
            }
            for (int count : beside) {
                row[place++] = memory.slotMean(target - block, back, count);
                row[place++] = memory.slotMean(target + block, back, count);
            }
        });
    }
}
