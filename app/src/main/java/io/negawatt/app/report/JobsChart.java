package io.negawatt.app.report;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.jobs.Bills;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.Run;
import io.negawatt.plan.optimize.Goal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Jobs on the curve of price and carbon: a row for each with its window, its deadline, how it was submitted and how it is planned;
 * below, the power that all jobs draw together. Shows the days around the jobs that are drawn.
 */
final class JobsChart {
    private static final int MOST_BANDS = 400;
    private static final int CARBON_SHADES = 6;
    private static final Duration LONGEST = Duration.ofDays(14);

    private final JobsView view;
    private final List<Job> jobs;
    private final Lang lang;
    private final Texts texts;
    private final int from;
    private final int to;

    JobsChart(JobsView view, List<Job> jobs, Lang lang) {
        this.view = view;
        this.lang = lang;
        this.texts = Texts.of(lang);
        var slots = view.problem().slots();
        var first = jobs.isEmpty() ? slots.start() : jobs.getFirst().release().minus(Duration.ofDays(1));
        this.from = slots.end().isAfter(slots.start().plus(LONGEST)) ? Math.max(0, slots.from(first)) : 0;
        this.to = Math.min(slots.count(), from + slots.holding(LONGEST));
        this.jobs = jobs.stream()
                .filter(job -> slots.from(job.release()) >= from && slots.until(job.deadline()) <= Math.max(to, 1))
                .sorted((a, b) -> a.release().compareTo(b.release()))
                .toList();
    }

    /** {@return day and month} */
    static String day(Instant time, Lang lang) {
        return format(lang == Lang.ZH ? "uuuu 年 M 月 d 日 HH:mm" : "d MMM uuuu HH:mm", time, lang);
    }

    /** {@return day and hour} */
    static String hour(Instant time, Lang lang) {
        return format(lang == Lang.ZH ? "d 日 EEE HH:mm" : "EEE d HH:mm", time, lang);
    }

    private static String format(String pattern, Instant time, Lang lang) {
        return DateTimeFormatter.ofPattern(pattern, lang == Lang.ZH ? Locale.CHINA : Locale.ENGLISH)
                .format(time.atOffset(ZoneOffset.UTC));
    }

    Tag draw() {
        var all = Tag.of("div", "gantt");
        if (view.isKnown(Goal.COST)) {
            all.add(row(texts.get("report.jobs.price"), view.currency() + "/kWh", curve(Goal.COST), "tall"));
        }
        if (view.isKnown(Goal.CARBON)) {
            all.add(row(texts.get("report.jobs.carbon"), "g/kWh", band(), "band"));
        }
        all.add(row("", "", hours(), "hours"));
        for (var job : jobs) {
            String sub = Quantities.printDuration(job.duration()) + " · " + new Figures(lang).power(job.powerW());
            all.add(row(job.id(), sub, bars(job), "job"));
        }
        all.add(row(texts.get("report.jobs.power"), "kW", power(), "tall power"));
        return all.add(row("", "", hours(), "hours"));
    }

    private static Tag row(String name, String sub, Tag picture, String classes) {
        var label = Tag.of("div", "label")
                .add(Tag.of("b").add(Panel.name(name)), Tag.of("small").text(sub));
        return Tag.of("div", "line " + classes).add(label, picture);
    }

    private double x(Instant time) {
        var slots = view.problem().slots();
        double length = Duration.between(slots.timeOf(from), slots.timeOf(to)).toSeconds();
        return Math.clamp(Duration.between(slots.timeOf(from), time).toSeconds() / length, 0, 1);
    }

    private double[] series(Goal goal) {
        var rates = view.problem().zones().getFirst().rates();
        double[] all = switch (goal) {
            case CARBON -> rates.averageG();
            case MARGINAL -> rates.marginalG();
            case COST, PEAK -> rates.price();
        };
        return Arrays.copyOfRange(all, from, to);
    }

    /** The price as steps, its lowest and highest value written out. */
    private Tag curve(Goal goal) {
        double[] values = series(goal);
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(1);
        double bottom = Math.min(0, least);
        var picture = Svg.picture("strip", texts.get("report.jobs.price"));
        picture.add(steps(values, bottom, most, "c-total", true));
        for (double extreme : new double[] {least, most}) {
            int at = indexOf(values, extreme);
            double y = 1 - (extreme - bottom) / Math.max(1e-12, most - bottom);
            picture.add(Svg.text(
                    "tick strong", (at + 0.5) / values.length, y, 0, extreme == most ? -5 : 14, Terse.three(extreme)));
        }
        return picture;
    }

    private static int indexOf(double[] values, double value) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == value) {
                return i;
            }
        }
        return 0;
    }

    private static Tag steps(double[] values, double bottom, double most, String classes, boolean filled) {
        var inner = Tag.of("svg")
                .attr("width", "100%")
                .attr("height", "100%")
                .attr("viewBox", "0 0 1000 1000")
                .attr("preserveAspectRatio", "none");
        var path = new StringBuilder();
        double height = Math.max(1e-12, most - bottom);
        for (int i = 0; i < values.length; i++) {
            String y = Svg.plain(1000 * (1 - (values[i] - bottom) / height), 1);
            path.append(i == 0 ? 'M' : 'L')
                    .append(Svg.plain(1000.0 * i / values.length, 1))
                    .append(' ')
                    .append(y);
            path.append('L')
                    .append(Svg.plain(1000.0 * (i + 1) / values.length, 1))
                    .append(' ')
                    .append(y);
        }
        if (filled) {
            inner.add(Tag.of("path", "under").attr("d", path + "L1000 1000L0 1000Z"));
        }
        return inner.add(Tag.of("path", "curve " + classes).attr("d", path.toString()));
    }

    /** Carbon as shades, each band with its figure where there is room. */
    private Tag band() {
        double[] values = series(Goal.CARBON);
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(1);
        var picture = Svg.picture("strip", texts.get("report.jobs.carbon"));
        int bands = Math.min(MOST_BANDS, values.length);
        for (int i = 0; i < bands; i++) {
            double mean = mean(values, i, bands);
            int shade = most > least ? (int) ((mean - least) / (most - least) * (CARBON_SHADES - 1e-9)) : 2;
            picture.add(Svg.rect("shade" + shade, (double) i / bands, 0, 1.02 / bands, 1));
        }
        int figures = Math.min(12, values.length);
        for (int i = 0; i < figures; i++) {
            double mean = mean(values, i, figures);
            boolean dark = most > least && (mean - least) / (most - least) > 0.45;
            picture.add(Svg.text(
                    dark ? "on-dark" : "on-light", (i + 0.5) / figures, 0.5, 0, 4, Terse.three(Math.rint(mean))));
        }
        return picture;
    }

    private static double mean(double[] values, int i, int bands) {
        int first = (int) ((long) i * values.length / bands);
        int end = Math.max(first + 1, (int) ((long) (i + 1) * values.length / bands));
        return Arrays.stream(values, first, Math.min(end, values.length))
                .average()
                .orElse(0);
    }

    private List<Instant> ticks() {
        var slots = view.problem().slots();
        var length = Duration.between(slots.timeOf(from), slots.timeOf(to));
        long every = length.toHours() <= 60 ? 6 : length.toHours() <= 120 ? 12 : length.toHours() <= 240 ? 24 : 48;
        var tick = slots.timeOf(from)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
        var ticks = new ArrayList<Instant>();
        for (; tick.isBefore(slots.timeOf(to)); tick = tick.plus(Duration.ofHours(every))) {
            if (tick.isAfter(slots.timeOf(from))) {
                ticks.add(tick);
            }
        }
        return ticks;
    }

    private Tag hours() {
        var picture = Svg.ornament("strip");
        for (var tick : ticks()) {
            boolean isDay = tick.atOffset(ZoneOffset.UTC).getHour() == 0;
            String day = lang == Lang.ZH ? "d 日 EEE" : "EEE d";
            String text = format(isDay ? day : "HH:mm", tick, lang);
            picture.add(Svg.text(isDay ? "tick strong" : "tick", x(tick), 0.5, 0, 4, text));
        }
        return picture;
    }

    private Tag bars(Job job) {
        var picture = Svg.picture("strip", job.id());
        for (var tick : ticks()) {
            picture.add(Svg.line("grid", x(tick), 0, x(tick), 1));
        }
        double release = x(job.release());
        double due = x(job.deadline());
        picture.add(Svg.rect("window", release, 0.46, due - release, 0.08));
        for (var run : view.asSubmitted().runs(job.id())) {
            picture.add(bar("ghost", run, 0.22, 0.56));
        }
        for (var run : view.plan().runs(job.id())) {
            picture.add(bar("fill c-compute", run, 0.18, 0.64));
        }
        return picture.add(Svg.line("due", due, 0.14, due, 0.86));
    }

    private Tag bar(String classes, Run run, double top, double height) {
        double start = x(run.from());
        return Svg.rect(classes, start, top, Math.max(0.001, x(run.to()) - start), height)
                .attr("rx", "4");
    }

    /** The power of all jobs, and its limit where there is one. */
    private Tag power() {
        var sum = new double[to - from];
        double limit = 0;
        for (var zone : view.problem().zones()) {
            double[] watts = new Bills(view.problem()).powerW(view.plan().runs(), zone.name());
            for (int i = 0; i < sum.length; i++) {
                sum[i] += watts[from + i] / 1000;
            }
            limit += Arrays.stream(zone.limitW()).min().orElse(Double.POSITIVE_INFINITY) / 1000;
        }
        double most = Math.max(Arrays.stream(sum).max().orElse(0), Double.isInfinite(limit) ? 0 : limit);
        var scale = Scale.upTo(most, 2);
        var picture = Svg.picture("strip", texts.get("report.jobs.power"));
        for (double tick : scale.ticks()) {
            picture.add(Svg.line("grid", 0, 1 - scale.at(tick), 1, 1 - scale.at(tick)));
            picture.add(Svg.text("tick last", 0, 1 - scale.at(tick), -6, 4, Terse.number(tick)));
        }
        picture.add(steps(sum, 0, scale.to(), "c-grid", true));
        if (!Double.isInfinite(limit)) {
            double y = 1 - scale.at(limit);
            picture.add(Svg.line("limit", 0, y, 1, y));
            picture.add(Svg.text("tick last bad", 1, y, -4, -5, texts.get("report.jobs.limit", Terse.three(limit))));
        }
        return picture;
    }
}
