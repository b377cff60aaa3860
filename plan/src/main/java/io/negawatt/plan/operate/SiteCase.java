package io.negawatt.plan.operate;

import io.negawatt.plan.simulate.Site;
import io.negawatt.plan.simulate.SiteWorld;
import io.negawatt.plan.site.SiteDemand;
import io.negawatt.plan.site.SiteJob;
import io.negawatt.plan.site.SiteOutlook;
import io.negawatt.plan.site.SiteProblem;
import io.negawatt.plan.site.SiteProblem.Aim;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * A site with what really happens to it, on which plans are tried.
 *
 * @param start when the first slot begins
 * @param actual prices, loads and what sun and wind offer, as they came
 * @param world the same for the simulator, without cooling
 * @param startJ what the battery holds at the start
 * @param endJ what it is to hold at the end, at least
 * @param demand by the months of the site's clock
 * @param gramsPerKwh average carbon of the grid by slot; empty where none is known
 * @param marginalGramsPerKwh marginal carbon of the grid by slot; empty where none is known
 * @param zone the site's clock
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; nobody compares cases.
public record SiteCase(
        Site site,
        Instant start,
        SiteOutlook actual,
        SiteWorld world,
        double startJ,
        double endJ,
        SiteDemand demand,
        List<SiteJob> jobs,
        double[] gramsPerKwh,
        double[] marginalGramsPerKwh,
        ZoneId zone) {
    public SiteCase {
        jobs = List.copyOf(jobs);
    }

    /** {@return number of slots} */
    public int slots() {
        return actual.slots();
    }

    /** {@return length of a slot, s} */
    public double stepS() {
        return world.stepS();
    }

    /** {@return when a slot begins} */
    public Instant timeOf(int slot) {
        return start.plus(Duration.ofNanos(Math.round(slot * stepS() * 1e9)));
    }

    /** {@return the number of the day that a slot lies in, by the site's clock} */
    public long day(int slot) {
        return timeOf(slot).atZone(zone).toLocalDate().toEpochDay();
    }

    /** {@return all of it as one problem, everything known beforehand: what could have been done at best} */
    public SiteProblem inHindsight() {
        return inHindsight(CarbonPrice.NONE);
    }

    /** {@return the same where imports cost their carbon too} */
    SiteProblem inHindsight(CarbonPrice price) {
        var priced = price.on(actual, gramsPerKwh, marginalGramsPerKwh);
        return new SiteProblem(
                site, start, stepS(), startJ, endJ, List.of(priced), Aim.MEAN, capped(), jobs, coolingShare());
    }

    /**
     * {@return the charge with what the site would reach without battery and with jobs as submitted as a ceiling: no plan lifts a
     * peak}
     */
    SiteDemand capped() {
        return demand.perKw() > 0 ? demand.below(demand.peaksW(restingImportW())) : demand;
    }

    /** {@return import by slot where the battery rests and jobs run as they are submitted, W} */
    double[] restingImportW() {
        var importW = new double[slots()];
        double[] cooling = coolingShare();
        Arrays.setAll(importW, actual::netW);
        for (var job : jobs) {
            double[] jobW = job.powerW(Math.min(job.release(), slots()), slots());
            Arrays.setAll(importW, slot -> importW[slot] + jobW[slot] * (1 + cooling[slot]));
        }
        return Arrays.stream(importW)
                .map(watts -> Math.clamp(watts, 0, site.grid().importLimitW()))
                .toArray();
    }

    double[] coolingShare() {
        return Arrays.stream(world.outsideCelsius()).map(site.cooling()::share).toArray();
    }
}
