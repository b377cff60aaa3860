package io.negawatt.app.run;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.EnergyPrice;
import io.negawatt.core.units.PowerPrice;
import io.negawatt.plan.simulate.PowerProfile;
import io.negawatt.plan.simulate.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A site as its owner wrote it down; docs/site-plans.md describes the form.
 *
 * @param zone its clock: that of days, of months and of times without a zone
 * @param step length of a slot; that of the prices where it is left out
 * @param startJ what the battery holds at the start
 * @param endJ what it is to hold at the end, at least
 * @param demand price of the highest import of a month; empty for none
 * @param window over which that import is a mean
 * @param exportPrice what exports bring; empty where {@link #sellsAtMarket}
 * @param sellsAtMarket whether exports bring the price of imports
 * @param loadW machines that cannot wait; a column may add to it
 * @param solarPeakW what a column of shares of the peak is multiplied with
 * @param windPeakW the same for wind
 * @param notes what was read otherwise than it was written
 */
public record SiteDescription(
        String name,
        ZoneId zone,
        Optional<Duration> step,
        Site site,
        double startJ,
        double endJ,
        Optional<PowerPrice> demand,
        Duration window,
        Optional<EnergyPrice> exportPrice,
        boolean sellsAtMarket,
        double loadW,
        double solarPeakW,
        double windPeakW,
        List<Work> jobs,
        List<Message> notes) {
    public SiteDescription {
        jobs = List.copyOf(jobs);
        notes = List.copyOf(notes);
    }

    /**
     * A job.
     *
     * @param release when it may run first; the beginning of the plan where it is left out
     * @param deadline when it must have ended; the end of the plan where it is left out
     */
    public record Work(
            String id,
            PowerProfile profile,
            Optional<Instant> release,
            Optional<Instant> deadline,
            boolean interruptible) {}

    /**
     * {@return the site in a YAML file}
     *
     * @throws io.negawatt.core.text.BadInputException with file, line and key where something cannot be used
     */
    public static SiteDescription read(Path file) {
        return new SiteYaml(YamlTree.read(file)).site();
    }
}
