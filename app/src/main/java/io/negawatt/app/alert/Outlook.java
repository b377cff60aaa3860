package io.negawatt.app.alert;

import io.negawatt.app.server.BudgetDesk.Forecast;
import java.util.Optional;

/**
 * What the end of a period will bring: what is used, and for each hour that is left the mean of the same hour of the week over the
 * last four weeks, or of the same hour of the day, or of all. The range comes from how far whole days were off that profile: the error of
 * n days is that of a day times √(n + n²/m) for m days of history, since days err for themselves and the profile for all of them.
 *
 * @see <a href="https://otexts.com/fpp3/prediction-intervals.html">Hyndman, Athanasopoulos: Forecasting, prediction intervals</a>
 */
final class Outlook {
    static final int HOURS_A_DAY = 24;
    static final int HOURS_A_WEEK = 168;

    /** Half of the 90 % interval of a normal error, in standard deviations. */
    private static final double Z90 = 1.645;

    private Outlook() {}

    /**
     * {@return the end of the period with its 90 % interval; empty with less than a day of history}
     *
     * @param used what is used up to now
     * @param hourly amounts of the last hours, the latest last; NaN where nothing is known
     * @param hoursLeft hours up to the end of the period
     */
    static Optional<Forecast> of(double used, double[] hourly, double hoursLeft) {
        int first = firstKnown(hourly);
        int known = hourly.length - first;
        if (known < HOURS_A_DAY) {
            return Optional.empty();
        }
        double rest = 0;
        int whole = (int) Math.floor(hoursLeft);
        for (int ahead = 0; ahead < whole; ahead++) {
            rest += profile(hourly, hourly.length + ahead);
        }
        rest += (hoursLeft - whole) * profile(hourly, hourly.length + whole);
        double days = hoursLeft / HOURS_A_DAY;
        double historyDays = (double) known / HOURS_A_DAY;
        double error = Z90 * dayError(hourly, first) * Math.sqrt(days + days * days / historyDays);
        return Optional.of(new Forecast(used + rest, used + Math.max(0, rest - error), used + rest + error));
    }

    private static int firstKnown(double[] hourly) {
        int first = 0;
        while (first < hourly.length && Double.isNaN(hourly[first])) {
            first++;
        }
        return first;
    }

    private static double profile(double[] hourly, int hour) {
        double week = mean(hourly, hour, HOURS_A_WEEK);
        double day = Double.isNaN(week) ? mean(hourly, hour, HOURS_A_DAY) : week;
        return Double.isNaN(day) ? mean(hourly, hour, 1) : day;
    }

    /** {@return the mean of the hours that lie whole multiples of {@code every} before {@code hour}; NaN where none is known} */
    private static double mean(double[] hourly, int hour, int every) {
        double sum = 0;
        int count = 0;
        for (int at = hour % every; at < Math.min(hour, hourly.length); at += every) {
            if (!Double.isNaN(hourly[at])) {
                sum += hourly[at];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /**
     * {@return standard deviation of whole days from the profile; at least a twentieth of a day, since four weeks are few} Less than
     * two weeks have no profile of a week that is not themselves; a profile of few rounds is near to each of them, which is put right.
     */
    private static double dayError(double[] hourly, int first) {
        int every = hourly.length - first < 2 * HOURS_A_WEEK ? HOURS_A_DAY : HOURS_A_WEEK;
        int beyond = Math.ceilDiv(hourly.length, every) * every;
        double squares = 0;
        double sum = 0;
        int days = 0;
        for (int end = hourly.length; end - HOURS_A_DAY >= first; end -= HOURS_A_DAY) {
            double off = 0;
            for (int at = end - HOURS_A_DAY; at < end; at++) {
                sum += Double.isNaN(hourly[at]) ? 0 : hourly[at];
                off += Double.isNaN(hourly[at]) ? 0 : hourly[at] - mean(hourly, at + beyond, every);
            }
            squares += off * off;
            days++;
        }
        double day = sum / days;
        double rounds = Math.max(2, (double) (hourly.length - first) / every);
        double freed = rounds / (rounds - 1);
        return Math.max(day / 20, days < 2 ? day / 4 : Math.sqrt(freed * squares / days));
    }
}
