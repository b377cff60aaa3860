package io.negawatt.plan.replay;

import io.negawatt.plan.forecast.Ahead;
import io.negawatt.plan.forecast.Forecaster;
import io.negawatt.plan.forecast.Source;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Slots;
import io.negawatt.plan.jobs.Zone;
import io.negawatt.plan.optimize.Rates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Rates as they are forecast: at each plan from the steps of the series that have ended, the one that is running among what is not
 * known.
 */
public final class ForecastOutlook implements Replay.Outlook {
    private final Slots slots;
    private final List<Place> places = new ArrayList<>();

    /**
     * The series of a zone that are known, each from before the first slot.
     *
     * @param averageG g/kWh
     * @param marginalG g/kWh
     * @param price for a kWh
     */
    public record History(Optional<Source> averageG, Optional<Source> marginalG, Optional<Source> price) {}

    /** Forecasts of one series, the last one kept. */
    private static final class Line {
        private final Source source;
        private final Ahead ahead;
        private final int steps;
        private int issued = -1;
        private double[] points = {};

        Line(Source source, List<Forecaster> forecasters, int steps) {
            this.source = source;
            this.steps = steps;
            this.ahead = new Ahead(source, forecasters, steps, 7 * source.slotsPerDay());
        }

        double[] at(Slots slots, int slot, int count) {
            int now = source.target().indexOf(slots.timeOf(slot));
            if (now != issued) {
                issued = now;
                points = ahead.at(now);
            }
            var values = new double[count];
            for (int i = 0; i < count; i++) {
                int step = source.target().indexOf(slots.timeOf(slot + i)) - now;
                values[i] = points[Math.min(step, steps - 1)];
            }
            return values;
        }
    }

    /** The three series of a zone. */
    private record Place(Optional<Line> average, Optional<Line> marginal, Optional<Line> price) {}

    /**
     * An outlook of zones, in their order.
     *
     * @param forecasters whose mean is taken
     * @param longest how many slots a plan may look ahead
     */
    public ForecastOutlook(Slots slots, List<History> zones, List<Forecaster> forecasters, int longest) {
        this.slots = slots;
        for (var zone : zones) {
            places.add(new Place(
                    zone.averageG().map(source -> line(source, forecasters, longest)),
                    zone.marginalG().map(source -> line(source, forecasters, longest)),
                    zone.price().map(source -> line(source, forecasters, longest))));
        }
    }

    private Line line(Source source, List<Forecaster> forecasters, int longest) {
        long steps = Math.ceilDiv(
                slots.step().multipliedBy(longest).toNanos(),
                source.target().step().toNanos());
        return new Line(source, forecasters, Math.toIntExact(steps) + 1);
    }

    @Override
    public List<Rates> at(int slot, int count) {
        return places.stream()
                .map(place -> Rates.of(
                        values(place.average(), slot, count),
                        values(place.marginal(), slot, count),
                        values(place.price(), slot, count)))
                .toList();
    }

    private double[] values(Optional<Line> line, int slot, int count) {
        return line.map(one -> one.at(slots, slot, count)).orElse(new double[0]);
    }

    /** {@return an outlook that knows the rates of a problem, for plans in hindsight} */
    public static Replay.Outlook perfect(JobProblem problem) {
        return (slot, count) -> problem.zones().stream()
                .map(Zone::rates)
                .map(rates -> new Rates(
                        Arrays.copyOfRange(rates.averageG(), slot, slot + count),
                        Arrays.copyOfRange(rates.marginalG(), slot, slot + count),
                        Arrays.copyOfRange(rates.price(), slot, slot + count),
                        rates.known()))
                .toList();
    }
}
