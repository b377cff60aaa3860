package io.negawatt.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseClockTest {
    private static final OptionalInt NO_RANK = OptionalInt.empty();
    private static final int RANKS = 3;
    private static final double POLL_S = 0.1;
    private static final double MOST_LATE_S = 0.02;
    private static final double END_S = 20;

    private final PhaseClock clock = new PhaseClock();

    private static Map<String, Double> byName(PhaseClock clock, double[] values) {
        var named = new TreeMap<String, Double>();
        for (int phase = 0; phase < values.length; phase++) {
            named.put(clock.name(phase), values[phase]);
        }
        return named;
    }

    private double elapsedS(String phase, double nowS) {
        return byName(clock, clock.elapsedS(nowS)).getOrDefault(phase, 0.0);
    }

    @Test
    void aPhaseToldLateHasItsWholeTime() {
        clock.begin(1, 0, NO_RANK, "forward");
        clock.mark(2);
        clock.begin(1.5, 0, NO_RANK, "backward");
        assertThat(elapsedS(Account.OUTSIDE, 2)).isEqualTo(1);
        assertThat(elapsedS("forward", 2)).isEqualTo(0.5);
        assertThat(elapsedS("backward", 2)).isEqualTo(0.5);
        assertThat(clock.spans(2))
                .containsExactly(new PowerCurve.Span("forward", 1, 1.5), new PowerCurve.Span("backward", 1.5, 2));
    }

    @Test
    void whatWasLaidOnPhasesStaysAndTheNextMakesUpForIt() {
        clock.begin(0, 0, NO_RANK, "forward");
        var mark = clock.mark(2);
        clock.begin(1.5, 0, NO_RANK, "backward");
        clock.end(3, 0, "backward");
        // Of the two seconds to 4, one was backward's; half a second before the mark was taken for forward's.
        var fractions = byName(clock, clock.fractions(mark, 4, NO_RANK));
        assertThat(fractions).containsEntry("forward", 0.25).containsEntry("backward", 0.75);
    }

    @Test
    void moreTakenBackThanThereIsLeavesNothingNegative() {
        clock.begin(0, 0, NO_RANK, "forward");
        var mark = clock.mark(2);
        clock.begin(0.5, 0, NO_RANK, "backward");
        var fractions = byName(clock, clock.fractions(mark, 2.25, NO_RANK));
        assertThat(fractions).containsEntry("forward", 0.0).containsEntry("backward", 1.0);
    }

    @Test
    void aStreamNeverGoesBackBehindWhatItSaid() {
        clock.begin(2, 0, NO_RANK, "forward");
        clock.end(1, 0, "forward");
        assertThat(elapsedS(Account.OUTSIDE, 3)).isEqualTo(3);
        assertThat(elapsedS("forward", 3)).isZero();
        assertThat(clock.spans(3)).isEmpty();
    }

    /** A line of a rank: at {@code atS} it goes from one phase to the next, and says so at {@code toldS}. */
    private record Line(int rank, double atS, double toldS, String from, String to) {}

    private static List<Line> lines(SplittableRandom random, double mostLateS) {
        var lines = new ArrayList<Line>();
        for (int rank = 0; rank < RANKS; rank++) {
            double atS = 0.5 * random.nextDouble();
            double toldS = 0;
            String from = "";
            while (atS < END_S - MOST_LATE_S) {
                String to = "phase " + random.nextInt(5);
                toldS = Math.max(toldS, atS + mostLateS * random.nextDouble());
                lines.add(new Line(rank, atS, toldS, from, to));
                from = to;
                atS += 0.002 + 0.03 * random.nextDouble();
            }
        }
        lines.sort(Comparator.comparingDouble(Line::toldS));
        return lines;
    }

    /** What a run of {@link #lines} came to, by phase: its time, and the energy of 1 W that a poll laid on it. */
    private record Run(Map<String, Double> timeS, Map<String, Double> energyJ) {}

    private static Run run(long seed, double mostLateS) {
        var clock = new PhaseClock();
        var energyJ = new TreeMap<String, Double>();
        var mark = PhaseClock.Mark.START;
        double nowS = POLL_S;
        for (var line : lines(new SplittableRandom(seed), mostLateS)) {
            for (; nowS <= line.toldS(); nowS += POLL_S) {
                mark = poll(clock, mark, nowS, energyJ);
            }
            clock.end(line.atS(), line.rank(), line.from());
            clock.begin(line.atS(), line.rank(), OptionalInt.of(line.rank()), line.to());
        }
        for (; nowS < END_S + POLL_S / 2; nowS += POLL_S) {
            mark = poll(clock, mark, nowS, energyJ);
        }
        return new Run(byName(clock, clock.elapsedS(END_S)), energyJ);
    }

    private static PhaseClock.Mark poll(
            PhaseClock clock, PhaseClock.Mark mark, double nowS, Map<String, Double> energyJ) {
        for (int rank = 0; rank < RANKS; rank++) {
            double[] fractions = clock.fractions(mark, nowS, OptionalInt.of(rank));
            double sum = 0;
            for (double fraction : fractions) {
                assertThat(fraction).isBetween(0.0, 1 + 1e-12);
                sum += fraction;
            }
            assertThat(sum).isCloseTo(1, within(1e-12));
            byName(clock, fractions).forEach((phase, part) -> energyJ.merge(phase, part * POLL_S, Double::sum));
        }
        return clock.mark(nowS);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void linesThatComeLateGiveTheTimesOfLinesThatComeAtOnce(long seed) {
        var atOnce = run(seed, 0);
        var late = run(seed, MOST_LATE_S);
        assertThat(late.timeS().keySet()).isEqualTo(atOnce.timeS().keySet());
        late.timeS()
                .forEach((phase, timeS) ->
                        assertThat(timeS).as(phase).isCloseTo(atOnce.timeS().get(phase), within(1e-9)));
    }

    /** Only what a poll cut may be laid on another phase, and most of that is made up for at the next. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void linesThatComeLateGiveTheEnergyOfLinesThatComeAtOnce(long seed) {
        var atOnce = run(seed, 0);
        var late = run(seed, MOST_LATE_S);
        late.energyJ()
                .forEach((phase, energyJ) -> assertThat(energyJ)
                        .as(phase)
                        .isCloseTo(atOnce.energyJ().get(phase), within(0.02 * END_S * RANKS / 5)));
        assertThat(late.energyJ().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(END_S * RANKS, within(1e-9));
    }
}
