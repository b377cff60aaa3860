package io.negawatt.app.report;

import io.negawatt.core.text.Numbers;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.schedule.Neighbors;
import java.time.Duration;
import java.util.List;

/** What a later deadline buys one job, all others as planned: the share that it saves against running at once. */
final class DeadlineChart {
    private static final int POINTS = 40;
    private static final int TICKS = 2;

    private final Job job;
    private final List<Neighbors.Due> curve;
    private final double atOnce;

    DeadlineChart(JobsView view, Job job) {
        this.job = job;
        var longest = Duration.between(job.release(), job.deadline()).multipliedBy(2);
        this.curve = view.neighbors().deadlines(job, longest, POINTS);
        this.atOnce = curve.isEmpty() ? 0 : curve.getFirst().score();
    }

    Tag draw(String label) {
        var picture = Svg.picture("plot small", label);
        if (curve.size() < 2) {
            return Tag.of("div");
        }
        double most = curve.stream().mapToDouble(this::saved).max().orElse(0);
        var y = Scale.upTo(Math.max(1, most), TICKS);
        for (double tick : y.ticks()) {
            picture.add(Svg.line("grid", 0, 1 - y.at(tick), 1, 1 - y.at(tick)));
            picture.add(Svg.text("tick last", 0, 1 - y.at(tick), -6, 4, Terse.number(tick)));
        }
        var inner = Tag.of("svg")
                .attr("width", "100%")
                .attr("height", "100%")
                .attr("viewBox", "0 0 1000 1000")
                .attr("preserveAspectRatio", "none");
        var path = new StringBuilder();
        for (var due : curve) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(Svg.plain(1000 * x(due.afterRelease()), 1))
                    .append(' ')
                    .append(Svg.plain(1000 * (1 - y.at(saved(due))), 1));
        }
        picture.add(inner.add(Tag.of("path", "curve c-part").attr("d", path.toString())));
        mark(picture, y);
        picture.add(Svg.text("tick first", 0, 1, 0, 16, hours(curve.getFirst().afterRelease())));
        picture.add(Svg.text("tick last", 1, 1, 0, 16, hours(curve.getLast().afterRelease())));
        return Tag.of("div", "plot-box narrow").add(picture);
    }

    /** Marks the deadline that the job has. */
    private void mark(Tag picture, Scale y) {
        var now = Duration.between(job.release(), job.deadline());
        curve.stream()
                .filter(due -> due.afterRelease().compareTo(now) <= 0)
                .reduce((a, b) -> b)
                .ifPresent(due -> {
                    double at = x(due.afterRelease());
                    picture.add(Svg.line("mean", at, 0, at, 1));
                    picture.add(Svg.dot("peak", at, 1 - y.at(saved(due)), "4.5"));
                    picture.add(Svg.text(
                            "tick last strong", at, 1 - y.at(saved(due)), -8, 18, Numbers.fixed(saved(due), 0) + " %"));
                });
    }

    private double saved(Neighbors.Due due) {
        return atOnce == 0 ? 0 : 100 * (atOnce - due.score()) / Math.abs(atOnce);
    }

    private double x(Duration afterRelease) {
        double first = curve.getFirst().afterRelease().toMinutes();
        double last = curve.getLast().afterRelease().toMinutes();
        return (afterRelease.toMinutes() - first) / (last - first);
    }

    private static String hours(Duration time) {
        return Terse.three(time.toMinutes() / 60.0) + " h";
    }
}
