package io.negawatt.plan.forecast;

/**
 * All that was known when a forecast was issued: the series before that step, and the columns that are known ahead. Asking for
 * more throws {@link LeakException}.
 */
public final class History {
    private final Source source;
    private final int issued;

    History(Source source, int issued) {
        this.source = source;
        this.issued = issued;
    }

    /** {@return the first step that is not known} */
    public int issued() {
        return issued;
    }

    /** {@return number of steps in a day} */
    public int slotsPerDay() {
        return source.slotsPerDay();
    }

    /** {@return whether the step has a value of its own, so that an error can be counted there} */
    public boolean isKnown(int index) {
        return !Double.isNaN(source.raw(past(index)));
    }

    /** {@return the value of a step, filled from the days before where it is a gap} */
    public double value(int index) {
        return source.filled(past(index));
    }

    /** {@return the kind of day that a step lies in, see {@link DayClass}; the calendar is known ahead} */
    public int dayClass(int index) {
        return source.dayClass(index);
    }

    /** {@return number of columns that are known ahead} */
    public int columns() {
        return source.ahead().size();
    }

    /** {@return name of such a column} */
    public String column(int column) {
        return source.ahead().get(column).name();
    }

    /** {@return value of such a column at a step; NaN where it has none} */
    public double ahead(int column, int index) {
        var series = source.ahead().get(column).series();
        return series.isKnown(index) ? series.value(index) : Double.NaN;
    }

    private int past(int index) {
        if (index >= issued) {
            throw new LeakException(index, issued);
        }
        return index;
    }
}
