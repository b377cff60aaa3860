package io.negawatt.plan.operate;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Quantities;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Why a job of a site runs when it does, and what the battery lives on, in a sentence each. */
public final class SiteReasons {
    private static final double CLEARLY = 1e-3;
    private static final double LEAST_W = 1;

    private final SiteVerification verified;
    private final SiteCase real;

    public SiteReasons(SiteVerification verified) {
        this.verified = verified;
        this.real = verified.real();
    }

    /** {@return why a job runs when it does} */
    public Message of(int index) {
        var job = real.jobs().get(index);
        double[] planned = verified.jobW()[index];
        double[] submitted = job.powerW(Math.min(job.release(), real.slots()), real.slots());
        if (Arrays.stream(planned).allMatch(watts -> watts <= LEAST_W)) {
            return Message.of("optimize.site.why.never");
        }
        if (same(planned, submitted)) {
            return Message.of("optimize.site.why.now");
        }
        String length = Quantities.printDuration(Duration.ofSeconds(Math.round(real.stepS() * slots(planned))));
        double[] rates = rates();
        double after = mean(rates, planned);
        double before = mean(rates, submitted);
        if (after < before - CLEARLY * Math.abs(before)) {
            return Message.of(
                    "optimize.site.why." + kind(),
                    length,
                    Numbers.significant(after, 3),
                    Numbers.significant(before, 3));
        }
        var resting = verified.baselines().getFirst().track();
        double wasW = most(resting::importW, submitted);
        double isW = most(verified.realized().track()::importW, planned);
        return isW < wasW
                ? Message.of(
                        "optimize.site.why.peak",
                        Numbers.significant(wasW / 1000, 3),
                        Numbers.significant(isW / 1000, 3))
                : Message.of("optimize.site.why.room");
    }

    private static boolean same(double[] one, double[] other) {
        for (int slot = 0; slot < one.length; slot++) {
            if (Math.abs(one[slot] - other[slot]) > LEAST_W) {
                return false;
            }
        }
        return true;
    }

    /** {@return what the battery pays for what it takes and what it saves by what it gives; empty where it rests} */
    public Optional<Message> battery() {
        var track = verified.realized().track();
        double[] chargeW = power(track::chargeW);
        double[] dischargeW = power(track::dischargeW);
        if (slots(chargeW) == 0 || slots(dischargeW) == 0) {
            return Optional.empty();
        }
        return Optional.of(Message.of(
                "optimize.site.why.battery." + kind(),
                Numbers.significant(mean(rates(), chargeW), 3),
                Numbers.significant(mean(rates(), dischargeW), 3)));
    }

    /** What a kWh is looked at by: its carbon where carbon is nearly all that counted, else its price. */
    private double[] rates() {
        return switch (kind()) {
            case "carbon" -> real.gramsPerKwh();
            case "marginal" -> real.marginalGramsPerKwh();
            default -> real.actual().buyPerKwh();
        };
    }

    private String kind() {
        var price = verified.price();
        double money = spread(real.actual().buyPerKwh());
        double average = price.perAverageG() * spread(real.gramsPerKwh());
        double marginal = price.perMarginalG() * spread(real.marginalGramsPerKwh());
        if (Math.max(average, marginal) <= money) {
            return "cost";
        }
        return average >= marginal ? "carbon" : "marginal";
    }

    private static double spread(double[] values) {
        var all = Arrays.stream(values).summaryStatistics();
        return all.getCount() == 0 ? 0 : all.getMax() - all.getMin();
    }

    /** Receives a figure of a slot. */
    @FunctionalInterface
    private interface Track {
        double at(int slot);
    }

    private double[] power(Track track) {
        var watts = new double[real.slots()];
        Arrays.setAll(watts, track::at);
        return watts;
    }

    private static long slots(double[] watts) {
        return Arrays.stream(watts).filter(one -> one > LEAST_W).count();
    }

    private static double most(Track track, double[] watts) {
        double most = 0;
        for (int slot = 0; slot < watts.length; slot++) {
            most = watts[slot] > LEAST_W ? Math.max(most, track.at(slot)) : most;
        }
        return most;
    }

    private static double mean(double[] rates, double[] watts) {
        double sum = 0;
        double energy = 0;
        for (int slot = 0; slot < watts.length; slot++) {
            sum += rates[slot] * watts[slot];
            energy += watts[slot];
        }
        return energy == 0 ? 0 : sum / energy;
    }
}
