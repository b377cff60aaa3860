package io.negawatt.plan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.negawatt.plan.jobs.Conduct;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Siting;
import io.negawatt.plan.jobs.Slots;
import io.negawatt.plan.jobs.Zone;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.optimize.Rates;
import io.negawatt.plan.optimize.Totals;
import io.negawatt.plan.rules.RunNow;
import io.negawatt.plan.signal.Series;
import io.negawatt.plan.signal.SeriesFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The month of docs/carbon-blend.md: a job a day on the two carbons of California. */
class ReferenceFrontTest {
    private static final Instant START = Instant.parse("2023-06-08T00:00:00Z");
    private static final Instant AVERAGE_START = Instant.parse("2022-06-08T00:00:00Z");
    private static final int DAYS = 31;

    private static JobProblem month() {
        var folder = Optional.ofNullable(System.getenv("NEGAWATT_REFERENCE_DATA"));
        assumeTrue(
                folder.isPresent(),
                "NEGAWATT_REFERENCE_DATA is not set: blends are not checked against reference data");
        var grid = Path.of(folder.orElseThrow()).resolve("grid");
        var average = read(grid.resolve("carbon/US-CAL-CISO_2022_hourly.csv"), "Carbon Intensity gCO₂eq/kWh (direct)");
        var marginal = read(grid.resolve("load/watttime_example.csv"), "Caiso_North");
        var slots = new Slots(START, Duration.ofHours(1), 24 * DAYS);
        var rates = Rates.of(
                hours(average, AVERAGE_START, slots.count()), hours(marginal, START, slots.count()), new double[0]);
        return new JobProblem(
                slots, jobs(slots), Zone.of("CAISO", 1, Double.POSITIVE_INFINITY, rates), Objective.CARBON);
    }

    private static Series read(Path file, String column) {
        var form = new SeriesFile.Form(Optional.empty(), Optional.empty(), Optional.of(ZoneOffset.UTC));
        return SeriesFile.read(file, form).column(column);
    }

    private static double[] hours(Series series, Instant start, int count) {
        var means = new double[count];
        for (int hour = 0; hour < count; hour++) {
            int from = series.indexOf(start.plus(Duration.ofHours(hour)));
            int steps = (int) Duration.ofHours(1).dividedBy(series.step());
            for (int i = from; i < from + steps; i++) {
                means[hour] += series.value(i) / steps;
            }
        }
        return means;
    }

    private static List<Job> jobs(Slots slots) {
        var jobs = new ArrayList<Job>();
        for (int day = 0; day < DAYS - 1; day++) {
            var release = slots.timeOf(24 * day + 17);
            jobs.add(new Job(
                    "day-" + day,
                    release,
                    release.plus(Duration.ofHours(17)),
                    Duration.ofHours(4),
                    10_000,
                    Conduct.WITH_PAUSES,
                    Siting.ANYWHERE));
        }
        return jobs;
    }

    private static Totals plan(JobProblem month, double average, double marginal) {
        var objective = Objective.of(Map.of(Goal.CARBON, average, Goal.MARGINAL, marginal));
        return Planner.plan(month.with(objective)).totals();
    }

    @Test
    void a_blend_gains_on_both_carbons_where_each_alone_loses_on_the_other() {
        var month = month();
        var now = new RunNow("run-now").plan(month).totals();
        var average = plan(month, 1, 0);
        var marginal = plan(month, 0, 1);
        var blend = plan(month, 3, 1);
        assertThat(average.averageG()).isLessThan(now.averageG());
        assertThat(average.marginalG()).isGreaterThan(now.marginalG());
        assertThat(marginal.marginalG()).isLessThan(now.marginalG());
        assertThat(marginal.averageG()).isGreaterThan(now.averageG());
        assertThat(blend.averageG()).isLessThan(now.averageG());
        assertThat(blend.marginalG()).isLessThan(now.marginalG());
    }
}
