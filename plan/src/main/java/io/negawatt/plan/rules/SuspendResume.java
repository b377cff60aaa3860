package io.negawatt.plan.rules;

import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.tasks.Way;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs while the grid is cleaner than a threshold, pauses else, and runs on when it must to be in time. The threshold is the 30th
 * percentile of the day to come (A. Souza and others, "Ecovisor", ASPLOS 2023, who leave the threshold to the user).
 *
 * @param share of the slots of the next day that are clean enough
 */
public record SuspendResume(String id, double share) implements Rule {
    @Override
    public Optional<Way> choose(Offer offer) {
        var task = offer.task();
        var chosen = new int[task.need()];
        int done = 0;
        int[] free = offer.free();
        for (int i = 0; i < free.length && done < chosen.length; i++) {
            boolean must = free.length - i <= chosen.length - done;
            if (must || offer.rate(free[i]) <= threshold(offer, free[i])) {
                chosen[done++] = free[i];
            }
        }
        return done < chosen.length ? Optional.empty() : Optional.of(offer.slots(chosen));
    }

    private double threshold(Offer offer, int slot) {
        int day = Math.max(
                1, (int) Math.round(24 / offer.model().problem().slots().hours()));
        int end = Math.min(slot + day, offer.model().slots());
        double[] rates = IntStream.range(slot, end).mapToDouble(offer::rate).toArray();
        Arrays.sort(rates);
        return rates[(int) (share * (rates.length - 1))];
    }

    @Override
    public boolean suits(JobProblem problem) {
        return Pauses.areFree(problem);
    }
}
