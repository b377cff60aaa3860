package io.negawatt.app.agent;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.SeriesGap;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.MeterSet;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the meters said since it was last taken, as columns of energy: one series a channel, one sample a figure, in J since the
 * figure before. Where a meter does not know there is a sample without a figure and a gap with the reason.
 *
 * <p>Not thread-safe: the thread that polls.
 */
final class Gathering {
    private final MeterSet meters;
    private final List<Row> rows;

    /**
     * @param node name of the host in the labels
     * @param period time between two polls
     */
    Gathering(MeterSet meters, String node, Duration period) {
        this.meters = meters;
        var periods = new HashMap<String, Duration>();
        meters.meters().forEach(meter -> meter.channels().forEach(it -> periods.put(it.id(), meter.period())));
        this.rows = meters.channels().stream()
                .map(it -> new Row(it, series(it, node, longer(period, periods.getOrDefault(it.id(), period)))))
                .toList();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Series series(Channel channel, String node, Duration period) {
        return Names.energy("", node, channel, Math.clamp(period.toMillis(), 1, Series.MOST_PERIOD_MS));
    }

    /** Readings begin at {@code now}. */
    void start(Instant now) {
        meters.start(now);
    }

    /** Polls the meters. */
    void poll(Instant now) {
        var readings = meters.poll(now);
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).add(readings.get(i));
        }
    }

    /** {@return samples since they were last taken; series with none are left out} */
    List<Column> takeColumns() {
        return rows.stream().filter(it -> it.size > 0).map(Row::take).toList();
    }

    /** {@return gaps since they were last taken, those of one reason that follow each other as one} */
    List<SeriesGap> takeGaps() {
        return rows.stream().flatMap(it -> it.takeGaps().stream()).toList();
    }

    /** {@return energy of each channel since this was last asked, in J; a channel with a gap in that time is left out} */
    Map<Channel, Double> takeEnergyJ() {
        var energies = new HashMap<Channel, Double>();
        rows.forEach(row -> {
            if (!row.gapSinceAsked) {
                energies.put(row.channel, row.joulesSinceAsked);
            }
            row.joulesSinceAsked = 0;
            row.gapSinceAsked = false;
        });
        return energies;
    }

    private static final class Row {
        private final Channel channel;
        private final Series series;
        private long[] timesMs = new long[16];
        private double[] values = new double[16];
        private int size;
        private long lastMs = Long.MIN_VALUE;
        private final List<SeriesGap> gaps = new ArrayList<>();
        private double joulesSinceAsked;
        private boolean gapSinceAsked;

        Row(Channel channel, Series series) {
            this.channel = channel;
            this.series = series;
        }

        void add(Reading reading) {
            switch (reading) {
                case Reading.Used used -> used(used);
                case Reading.Gap gap -> gap(gap);
                case Reading.Pending _ -> {}
            }
        }

        private void used(Reading.Used used) {
            double joules = used.energy().joules();
            joulesSinceAsked += joules;
            add(used.to().toEpochMilli(), joules);
        }

        /** Two figures within one ms are one. */
        private void add(long timeMs, double joules) {
            if (timeMs <= lastMs && size > 0) {
                values[size - 1] = Double.isNaN(values[size - 1])
                        ? joules
                        : values[size - 1] + (Double.isNaN(joules) ? 0 : joules);
                return;
            }
            if (size == values.length) {
                timesMs = Arrays.copyOf(timesMs, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            lastMs = Math.max(timeMs, lastMs + 1);
            timesMs[size] = lastMs;
            values[size++] = joules;
        }

        private void gap(Reading.Gap gap) {
            gapSinceAsked = true;
            long fromMs = gap.from().toEpochMilli();
            long toMs = gap.to().toEpochMilli();
            if (toMs > fromMs) {
                add(toMs, Double.NaN);
            }
            if (gap.counted().isPresent()) {
                bridge(gap.counted().get(), gap.reason());
            } else if (toMs > fromMs) {
                gap(fromMs, toMs, gap.reason());
            }
        }

        /** Gaps of the outage may have been told already; this one is over all of it, and it alone has an amount. */
        private void bridge(Reading.Used counted, Message reason) {
            var amount = OptionalDouble.of(counted.energy().joules());
            gaps.add(new SeriesGap(
                    series, counted.from().toEpochMilli(), counted.to().toEpochMilli(), amount, reason));
        }

        private void gap(long fromMs, long toMs, Message reason) {
            boolean goesOn = !gaps.isEmpty()
                    && gaps.getLast().toMs() == fromMs
                    && gaps.getLast().reason().equals(reason);
            long since = goesOn ? gaps.removeLast().fromMs() : fromMs;
            gaps.add(new SeriesGap(series, since, toMs, OptionalDouble.empty(), reason));
        }

        Column take() {
            var column = new Column(series, Arrays.copyOf(timesMs, size), Arrays.copyOf(values, size));
            size = 0;
            return column;
        }

        List<SeriesGap> takeGaps() {
            var taken = List.copyOf(gaps);
            gaps.clear();
            return taken;
        }
    }
}
