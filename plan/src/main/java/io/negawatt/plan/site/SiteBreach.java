package io.negawatt.plan.site;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Power;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which rules a plan breaks where none keeps all of them, by how much, and why, in words.
 *
 * @param rule what is broken
 * @param index job or slot
 * @param amount kW in a slot, kWh of the battery, or the part of a job that is left out: kWh of one that may pause, else a share
 */
record SiteBreach(Rule rule, int index, double amount) {
    private static final double LEAST = 1e-4;
    private static final double W_PER_KW = 1000;

    /** Rules in the order in which they are given up, the first one first; a weight is how many kWh of the first one a kWh is. */
    enum Rule {
        /** What the battery is to hold at the end. */
        END(1),
        /** The contracted demand. */
        CONTRACT(30),
        /** All energy of a job before its deadline. */
        JOB(1000),
        /** Power for machines that cannot wait. */
        SUPPLY(30_000);

        private final double weight;

        Rule(double weight) {
            this.weight = weight;
        }

        double weight() {
            return weight;
        }
    }

    /** {@return what a solved model breaks} */
    static List<Message> of(SiteModel model) {
        var breaches = model.slacks.stream()
                .map(slack -> new SiteBreach(
                        slack.rule(), slack.index(), slack.amount().solutionValue()))
                .filter(breach -> breach.amount > LEAST)
                .toList();
        double least = 2 * model.roundingKw();
        var clear = breaches.stream().filter(breach -> breach.amount > least).toList();
        return words(model.problem, clear.isEmpty() ? breaches : clear);
    }

    /** {@return the words for them, the gravest first} */
    static List<Message> words(SiteProblem problem, List<SiteBreach> breaches) {
        var words = new ArrayList<Message>();
        slots(
                        problem,
                        breaches,
                        Rule.SUPPLY,
                        "site.breach.supply",
                        problem.site().grid().importLimitW())
                .ifPresent(words::add);
        breaches.stream()
                .filter(breach -> breach.rule == Rule.JOB)
                .map(breach -> job(problem, breach))
                .forEach(words::add);
        slots(
                        problem,
                        breaches,
                        Rule.CONTRACT,
                        "site.breach.contract",
                        problem.site().grid().allowedW())
                .ifPresent(words::add);
        breaches.stream()
                .filter(breach -> breach.rule == Rule.END)
                .map(breach -> Message.of(
                        "site.breach.end", Energy.ofJoules(problem.endJ()), Energy.ofKilowattHours(breach.amount)))
                .forEach(words::add);
        return words;
    }

    private static Optional<Message> slots(
            SiteProblem problem, List<SiteBreach> breaches, Rule rule, String key, double limitW) {
        var broken = breaches.stream().filter(breach -> breach.rule == rule).toList();
        return broken.stream()
                .max(Comparator.comparingDouble(SiteBreach::amount))
                .map(worst -> Message.of(
                        key,
                        new Power(limitW),
                        new Power(worst.amount * W_PER_KW),
                        broken.size(),
                        Energy.ofKilowattHours(
                                broken.stream().mapToDouble(SiteBreach::amount).sum() * problem.stepH()),
                        problem.timeOf(worst.index)));
    }

    private static Message job(SiteProblem problem, SiteBreach breach) {
        var job = problem.jobs().get(breach.index);
        double neededJ = job.energyJ(problem.stepS());
        var missing = Energy.ofJoules(job.interruptible() ? breach.amount * 3.6e6 : breach.amount * neededJ);
        int window = Math.min(job.deadline(), problem.slots()) - job.release();
        if (window < job.shapeW().length) {
            return Message.of("site.breach.window", job.id(), job.shapeW().length, Math.max(0, window), missing);
        }
        return Message.of("site.breach.job", job.id(), missing, Energy.ofJoules(neededJ));
    }
}
