package io.negawatt.core.account;

import io.negawatt.core.account.PowerCurve.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Time spent in each phase, by stream: of phases that are open inside each other the innermost runs. Energy of a reading is
 * laid on phases in proportion to their time within it, so any two moments' difference is all that is needed.
 *
 * <p>A phase may be told late, with the time at which it changed. Its time is then moved from the phase that was taken to go
 * on; energy that was laid on phases before stays where it is, and the next is laid so as to make up for it as far as it can.
 *
 * <p>Phase 0 is the time outside every phase. Not thread-safe.
 */
final class PhaseClock {
    static final int OUTSIDE = 0;
    /** Spans kept for pictures; a program that flips phases faster than that is drawn by its first ones. */
    private static final int MOST_SPANS = 5_000;

    private final List<String> names = new ArrayList<>(List.of(Account.OUTSIDE));
    private final Map<String, Integer> byName = new HashMap<>();
    /** In the order in which they first spoke. */
    private final List<Stream> streams = new ArrayList<>();

    private final Map<Integer, Stream> byId = new HashMap<>();
    private final List<Span> spans = new ArrayList<>();

    private Mark lastMark = Mark.START;
    private boolean ranked;
    private boolean changedSinceMark;
    private Mark fractionsMark = Mark.START;
    private double fractionsNowS = Double.NaN;
    private final Map<OptionalInt, double[]> fractionsByRank = new HashMap<>();
    private final Map<OptionalInt, List<Stream>> speakingByRank = new HashMap<>();

    private static final class Stream {
        OptionalInt rank = OptionalInt.empty();
        final ArrayDeque<Integer> open = new ArrayDeque<>();
        double countedS;
        /** When it last spoke: since then the innermost phase has been the same. */
        double changedS;

        double[] phaseS = new double[4];

        int innermost() {
            return open.isEmpty() ? OUTSIDE : open.peek();
        }

        /** {@return time in a phase up to {@code nowS}; unlike {@link #count} it changes nothing, not even the last digit} */
        double elapsedS(int phase, double nowS) {
            double countedSoFarS = phase < phaseS.length ? phaseS[phase] : 0;
            return phase == innermost() ? countedSoFarS + Math.max(0, nowS - countedS) : countedSoFarS;
        }

        /** Counts the time since the last call for the innermost phase. */
        void count(double nowS) {
            countTo(Math.max(countedS, nowS));
        }

        /** Counts up to {@code nowS}, or back to it: what was counted since the last change is the innermost phase's. */
        void countTo(double nowS) {
            int phase = innermost();
            if (phase >= phaseS.length) {
                phaseS = Arrays.copyOf(phaseS, Math.max(phase + 1, phaseS.length * 2));
            }
            phaseS[phase] = Math.max(0, phaseS[phase] + nowS - countedS);
            countedS = nowS;
        }
    }

    void begin(double nowS, int streamId, OptionalInt rank, String phase) {
        var stream = stream(streamId);
        speakingByRank.clear();
        if (rank.isPresent()) {
            stream.rank = rank;
            ranked = true;
        }
        advance(stream, nowS);
        stream.open.push(byName.computeIfAbsent(phase, name -> {
            names.add(name);
            return names.size() - 1;
        }));
    }

    void end(double nowS, int streamId, String phase) {
        var stream = stream(streamId);
        Integer index = byName.get(phase);
        if (index != null && stream.open.contains(index)) {
            advance(stream, nowS);
            stream.open.removeFirstOccurrence(index);
        }
    }

    private Stream stream(int streamId) {
        return byId.computeIfAbsent(streamId, id -> {
            var stream = new Stream();
            streams.add(stream);
            return stream;
        });
    }

    private void advance(Stream stream, double toldS) {
        double nowS = Math.max(toldS, stream.changedS);
        stream.countTo(nowS);
        changedSinceMark = true;
        fractionsNowS = Double.NaN;
        int phase = stream.innermost();
        if (phase != OUTSIDE && spans.size() < MOST_SPANS && nowS > stream.changedS) {
            spans.add(new Span(names.get(phase), stream.changedS, nowS));
        }
        stream.changedS = nowS;
    }

    /** {@return whether the program told any phase} */
    boolean isUsed() {
        return names.size() > 1;
    }

    /** {@return whether some stream speaks for one rank only, so that phases differ from process to process} */
    boolean isRanked() {
        return ranked;
    }

    int count() {
        return names.size();
    }

    String name(int phase) {
        return names.get(phase);
    }

    /** What the clock showed at a moment: the time in each phase, by stream. */
    static final class Mark {
        static final Mark START = new Mark(0, new double[0][]);

        private final double atS;
        private final double[][] phaseS;

        private Mark(double atS, double[][] phaseS) {
            this.atS = atS;
            this.phaseS = phaseS;
        }

        /** A stream that did not speak yet at the mark was outside every phase. */
        private double phaseS(int stream, int phase) {
            if (stream >= phaseS.length) {
                return phase == OUTSIDE ? atS : 0;
            }
            return phase < phaseS[stream].length ? phaseS[stream][phase] : 0;
        }
    }

    /** {@return what the clock shows at {@code nowS}; all channels that are read together get the same mark} */
    Mark mark(double nowS) {
        if (lastMark.atS != nowS || changedSinceMark) {
            double[][] phaseS = new double[streams.size()][];
            for (int i = 0; i < phaseS.length; i++) {
                streams.get(i).count(nowS);
                phaseS[i] = streams.get(i).phaseS.clone();
            }
            lastMark = new Mark(nowS, phaseS);
            changedSinceMark = false;
        }
        return lastMark;
    }

    /**
     * {@return the fraction of the time since {@code mark} that each phase took for processes of this rank; sums to 1}
     *
     * <p>Where several streams speak for the rank it is their mean. The array is shared: callers leave it as it is.
     */
    double[] fractions(Mark mark, double nowS, OptionalInt rank) {
        if (mark != fractionsMark || nowS != fractionsNowS) {
            fractionsByRank.clear();
            fractionsMark = mark;
            fractionsNowS = nowS;
        }
        return fractionsByRank.computeIfAbsent(rank, r -> measure(mark, nowS, r));
    }

    private double[] measure(Mark mark, double nowS, OptionalInt rank) {
        double[] fractions = new double[names.size()];
        var speaking = speakingFor(rank);
        double elapsedS = nowS - mark.atS;
        if (speaking.isEmpty() || elapsedS <= 0) {
            fractions[OUTSIDE] = 1;
            return fractions;
        }
        for (var stream : speaking) {
            addFractions(fractions, stream, mark, nowS, 1.0 / speaking.size());
        }
        return fractions;
    }

    /**
     * Adds what a stream tells, in all {@code weight}. A phase that was told while a poll was under way has been counted past
     * {@code nowS} already, so the counted time is the base and not the time between the polls. A phase of which time before
     * the mark was taken back has none since the mark.
     */
    private void addFractions(double[] fractions, Stream stream, Mark mark, double nowS, double weight) {
        stream.count(nowS);
        int index = streams.indexOf(stream);
        int phases = Math.min(fractions.length, stream.phaseS.length);
        double[] sinceMarkS = new double[phases];
        for (int phase = 0; phase < phases; phase++) {
            sinceMarkS[phase] = Math.max(0, stream.phaseS[phase] - mark.phaseS(index, phase));
        }
        double countedS = Arrays.stream(sinceMarkS).sum();
        if (countedS <= 0) {
            fractions[stream.innermost()] += weight;
            return;
        }
        for (int phase = 0; phase < phases; phase++) {
            fractions[phase] += weight * sinceMarkS[phase] / countedS;
        }
    }

    /** {@return time in each phase up to {@code nowS}, in s: the mean of the streams that were ever in it} */
    double[] elapsedS(double nowS) {
        double[] sumS = new double[names.size()];
        int[] streamsIn = new int[names.size()];
        for (var stream : streams) {
            for (int phase = 0; phase < sumS.length; phase++) {
                double phaseS = stream.elapsedS(phase, nowS);
                sumS[phase] += phaseS;
                streamsIn[phase] += phaseS > 0 ? 1 : 0;
            }
        }
        for (int phase = 0; phase < sumS.length; phase++) {
            sumS[phase] /= Math.max(1, streamsIn[phase]);
        }
        return sumS;
    }

    private List<Stream> speakingFor(OptionalInt rank) {
        return speakingByRank.computeIfAbsent(rank, this::findSpeaking);
    }

    private List<Stream> findSpeaking(OptionalInt rank) {
        if (rank.isPresent()) {
            var own = streamsOf(rank);
            if (!own.isEmpty()) {
                return own;
            }
        }
        var unranked = streamsOf(OptionalInt.empty());
        return unranked.isEmpty() ? List.copyOf(streams) : unranked;
    }

    private List<Stream> streamsOf(OptionalInt rank) {
        return streams.stream().filter(stream -> stream.rank.equals(rank)).toList();
    }

    /** {@return spans of the phases up to {@code nowS}, by start} */
    List<Span> spans(double nowS) {
        var all = new ArrayList<>(spans);
        for (var stream : streams) {
            if (!stream.open.isEmpty() && nowS > stream.changedS) {
                all.add(new Span(names.get(stream.innermost()), stream.changedS, nowS));
            }
        }
        return List.copyOf(all);
    }
}
