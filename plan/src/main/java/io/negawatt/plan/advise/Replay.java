package io.negawatt.plan.advise;

import io.negawatt.plan.advise.ArrivalTrace.Request;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The requests of a trace played through replicas that take turns. Each replica decodes all its sequences together, one token each
 * step, as engines with continuous batching do: a step takes as long as {@link Pace} says for so many sequences. Requests beyond
 * the batch wait in line.
 *
 * <p>All sequences of a replica grow at the same speed, so that one running count of tokens tells when each ends: a request of n
 * tokens ends when the count has grown by n since it began.
 */
final class Replay {
    /** A part of a token that rounding may leave. */
    private static final double NEARLY = 1e-9;

    private final Pace pace;
    private final double[] stepS;
    private final int batch;
    private final PriorityQueue<Running> running = new PriorityQueue<>();
    private final ArrayDeque<Request> waiting = new ArrayDeque<>();
    private final double[] tokenTimes;
    private final double[] waits;
    private int ended;
    private double nowS;
    private double tokens;
    private double joules;
    private int mostAtOnce;

    private record Running(double endsAtTokens, double beganS, double outputTokens) implements Comparable<Running> {
        @Override
        public int compareTo(Running other) {
            return Double.compare(endsAtTokens, other.endsAtTokens);
        }
    }

    /**
     * What became of a trace.
     *
     * @param tokenTimesS mean time per token of each request, ascending, in s
     * @param waitsS how long each waited for its place in a batch, ascending, in s
     * @param joules energy of the devices of all replicas, until the last answer was complete, in J
     * @param lengthS until then, in s
     * @param mostAtOnce most sequences that a replica held
     */
    record Outcome(List<Double> tokenTimesS, List<Double> waitsS, double joules, double lengthS, int mostAtOnce) {
        /** {@return the time that a share of the requests stays within} */
        double tokenS(double share) {
            return at(tokenTimesS, share);
        }

        double waitS(double share) {
            return at(waitsS, share);
        }

        private static double at(List<Double> sorted, double share) {
            return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
        }
    }

    private Replay(Pace pace, double[] stepS, int batch, int requests) {
        this.pace = pace;
        this.stepS = stepS;
        this.batch = batch;
        this.tokenTimes = new double[requests];
        this.waits = new double[requests];
    }

    /**
     * {@return what becomes of a trace}
     *
     * @param stepS time of a step by the number of sequences, in s: {@link Pace#tokenS} or {@link Pace#lateS}
     * @param batch most sequences of a replica
     */
    static Outcome of(ArrivalTrace trace, Pace pace, double[] stepS, int replicas, int batch) {
        var played = IntStream.range(0, replicas)
                .mapToObj(replica -> {
                    int count = (trace.requests().size() - replica + replicas - 1) / replicas;
                    var replay = new Replay(pace, stepS, batch, count);
                    replay.play(trace.turn(replica, replicas).iterator());
                    return replay;
                })
                .toList();
        double lengthS =
                played.stream().mapToDouble(replay -> replay.nowS).max().orElse(0);
        played.forEach(replay -> replay.idleUntil(lengthS));
        return new Outcome(
                sorted(played, replay -> replay.tokenTimes),
                sorted(played, replay -> replay.waits),
                played.stream().mapToDouble(replay -> replay.joules).sum(),
                lengthS,
                played.stream().mapToInt(replay -> replay.mostAtOnce).max().orElse(0));
    }

    private static List<Double> sorted(List<Replay> played, Function<Replay, double[]> values) {
        return played.stream()
                .flatMapToDouble(replay -> Arrays.stream(values.apply(replay)))
                .sorted()
                .boxed()
                .toList();
    }

    private void play(Iterator<Request> arrivals) {
        while (arrivals.hasNext()) {
            var next = arrivals.next();
            runUntil(next.atS());
            waiting.add(next);
            admit();
        }
        runUntil(Double.POSITIVE_INFINITY);
    }

    /** Decodes until a time, or until nothing is left to decode. */
    private void runUntil(double untilS) {
        while (!running.isEmpty()) {
            double step = stepS[running.size()];
            double left = running.peek().endsAtTokens - tokens;
            double endsS = nowS + left * step;
            if (endsS > untilS) {
                advance(untilS);
                return;
            }
            advance(endsS);
            tokens = running.peek().endsAtTokens;
            endThose();
            admit();
        }
        if (untilS < Double.POSITIVE_INFINITY) {
            idleUntil(untilS);
        }
    }

    private void advance(double toS) {
        double elapsedS = toS - nowS;
        joules += pace.watts()[running.size()] * elapsedS;
        tokens += elapsedS / stepS[running.size()];
        nowS = toS;
    }

    private void idleUntil(double untilS) {
        joules += pace.watts()[0] * Math.max(0, untilS - nowS);
        nowS = Math.max(nowS, untilS);
    }

    private void endThose() {
        while (!running.isEmpty() && running.peek().endsAtTokens <= tokens + NEARLY) {
            var one = running.poll();
            tokenTimes[ended++] = (nowS - one.beganS) / one.outputTokens;
        }
    }

    private void admit() {
        while (!waiting.isEmpty() && running.size() < batch) {
            var request = waiting.poll();
            waits[ended + running.size()] = nowS - request.atS();
            running.add(new Running(tokens + request.outputTokens(), nowS, request.outputTokens()));
            mostAtOnce = Math.max(mostAtOnce, running.size());
        }
    }
}
