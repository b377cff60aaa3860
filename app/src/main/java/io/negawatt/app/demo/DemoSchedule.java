package io.negawatt.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which runs the demonstration had: on each part of its site one after the other, over the last weeks. What they draw together is
 * what the site draws but for its idle nodes, so that the sums of the ledger and the power of the site tell one story.
 */
final class DemoSchedule {
    private static final Duration BACK = Duration.ofDays(30);
    private static final Duration BETWEEN = Duration.ofMinutes(5);
    private static final int INTERRUPTED_EVERY = 19;
    private static final int GAP_EVERY = 7;

    private static final Kind PRETRAIN = new Kind("pretrain-13b", "language", 24, 6_900, 15, 6.4, 8, "", Work.TRAINING);
    private static final Kind CHAT = new Kind("chat-serving", "platform", 18, 6_050, 24, 0.41, 0, "", Work.SERVING);
    private static final Kind LORA = new Kind("lora-70b", "finance", 8, 5_900, 7, 2.9, 8, "", Work.TRAINING);
    private static final Kind EMBED = new Kind("batch-embed", "search", 5, 5_700, 9, 0.07, 0, "modeled", Work.SERVING);
    private static final Kind DISTILL =
            new Kind("distill-3b", "edge", 4, 6_100, 6, 1.8, 4, "attributed", Work.TRAINING);
    private static final Kind EVAL = new Kind("eval-suite", "language", 5, 5_200, 3, 0.9, 0, "", Work.SERVING);

    /** What a part of the site runs in turn. */
    private static final List<List<Kind>> PARTS =
            List.of(List.of(PRETRAIN), List.of(CHAT), List.of(LORA), List.of(EMBED, DISTILL, EVAL));

    /** How long ago the last run of each part ended. */
    private static final long[] ENDED_MIN = {130, 680, 15, 55};

    /** What a run does. */
    enum Work {
        TRAINING,
        SERVING
    }

    /**
     * A job that is run again and again.
     *
     * @param nodes how many nodes it takes
     * @param nodeW mean power of a node, in W
     * @param hours mean length
     * @param joulesPerToken energy of its GPUs by token, in J
     * @param ranks how many ranks tell themselves apart; 0 for none
     * @param tier how its figures are got; empty for counters
     */
    record Kind(
            String name,
            String tenant,
            int nodes,
            double nodeW,
            double hours,
            double joulesPerToken,
            int ranks,
            String tier,
            Work work) {}

    /**
     * A run of it.
     *
     * @param number from 0, the newest of its part first
     */
    record Planned(Kind kind, Instant from, double elapsedS, int number) {
        Instant to() {
            return from.plusMillis(Math.round(elapsedS * 1e3));
        }

        /** {@return whether nothing tells how it ended} */
        boolean isInterrupted() {
            return number % INTERRUPTED_EVERY == 4;
        }

        boolean hasGap() {
            return kind.ranks() > 0 && number % GAP_EVERY == 0;
        }

        /** {@return about what it used, cooling included, in J} */
        double energyJ() {
            return kind.nodes() * kind.nodeW() * elapsedS * (1 + DemoRuns.COOLING);
        }
    }

    private final List<Planned> runs;

    DemoSchedule(Instant now, long seed) {
        var random = new SplittableRandom(seed);
        var planned = new ArrayList<Planned>();
        for (int part = 0; part < PARTS.size(); part++) {
            var kinds = PARTS.get(part);
            var end = now.minus(Duration.ofMinutes(ENDED_MIN[part]));
            for (int i = 0; end.isAfter(now.minus(BACK)); i++) {
                var kind = kinds.get(i % kinds.size());
                double elapsedS = 3_600 * kind.hours() * (0.75 + 0.5 * random.nextDouble());
                var from = end.minusMillis(Math.round(elapsedS * 1e3));
                planned.add(new Planned(kind, from, elapsedS, i));
                end = from.minus(BETWEEN);
            }
        }
        planned.sort(Comparator.comparing(Planned::from).reversed());
        runs = List.copyOf(planned);
    }

    /** {@return the runs, those that began last first} */
    List<Planned> runs() {
        return runs;
    }

    /** {@return what the runs used that began in a time, in J} */
    double energyJ(Instant from, Instant to) {
        return runs.stream()
                .filter(it -> !it.from().isBefore(from) && it.from().isBefore(to))
                .mapToDouble(Planned::energyJ)
                .sum();
    }
}
