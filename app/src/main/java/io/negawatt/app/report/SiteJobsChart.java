package io.negawatt.app.report;

import io.negawatt.plan.site.SiteJob;
import java.util.ArrayList;
import java.util.List;

/** Jobs of a site as bars over the hours: planned, as submitted, and when they are due. */
final class SiteJobsChart {
    private static final int MOST_JOBS = 40;
    private static final int ROW_PX = 40;

    private final SitePlanReport page;
    private final SitePlanView view;
    private final SitePlanChart chart;

    SiteJobsChart(SitePlanReport page, SitePlanView view, SitePlanChart chart) {
        this.page = page;
        this.view = view;
        this.chart = chart;
    }

    Tag draw() {
        var jobs = view.real().jobs();
        int shown = Math.min(MOST_JOBS, jobs.size());
        var picture =
                Svg.picture("plot", page.say("jobs.title")).attr("style", "height:%dpx".formatted(ROW_PX * shown + 4));
        picture.addAll(chart.hours(1));
        var all = new ArrayList<Tag>();
        for (int index = 0; index < shown; index++) {
            row(all, jobs.get(index), view.verified().jobW()[index], index, shown);
        }
        picture.addAll(all);
        return Tag.of("div", "plot-box").add(picture);
    }

    private void row(List<Tag> tags, SiteJob job, double[] jobW, int index, int rows) {
        double top = (index + 0.22) / rows;
        double height = 0.5 / rows;
        double middle = (index + 0.47) / rows;
        double stepS = view.real().stepS();
        String size = page.figures().duration(job.shapeW().length * stepS) + " · "
                + page.figures().power(job.mostW());
        tags.add(Svg.text("tick first job-name", 0, middle, -SitePlanChart.SIDE_PX, -2, job.id()));
        tags.add(Svg.text("tick first", 0, middle, -SitePlanChart.SIDE_PX, 13, size));
        double due = chart.x(job.deadline());
        tags.add(Svg.line("grid", chart.x(job.release()), middle, due, middle));
        double ghost = chart.x(job.release() + job.shapeW().length) - chart.x(job.release());
        tags.add(Svg.rect("ghost", chart.x(job.release()), top, ghost, height)
                .attr("style", "fill:none;stroke:var(--muted);stroke-dasharray:3 2")
                .attr("rx", "3"));
        int slot = 0;
        while (slot < jobW.length) {
            int end = slot;
            while (end < jobW.length && jobW[end] > 1) {
                end++;
            }
            if (end > slot) {
                tags.add(Svg.rect("fill c-compute", chart.x(slot), top, chart.x(end) - chart.x(slot), height)
                        .attr("rx", "3"));
            }
            slot = end + 1;
        }
        tags.add(Svg.line("due", due, top - 0.1 / rows, due, top + height + 0.1 / rows)
                .attr("style", "stroke:var(--ink);stroke-width:2"));
    }
}
