package io.negawatt.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.Account.Part;
import io.negawatt.core.account.Account.Source;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.series.Reading;
import io.negawatt.core.units.Energy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The laws of the account, over seeded random runs. */
class AccountLawsTest {
    private static final long RUNS = 10_000;
    /** For laws that look at the account after every event, which is quadratic. */
    private static final long STEPPED_RUNS = "long".equals(System.getProperty("negawatt.faults")) ? RUNS : 500;

    @Test
    void partsAndResidualSumToTheTotal() {
        forEachRun((seed, events) -> {
            var account = AccountBuilder.accountOf(events);
            double totalJ = account.totalJ().mid();
            var close = closeTo(totalJ);
            assertThat(sum(account.processes()) + account.residualJ())
                    .as("processes of seed %d", seed)
                    .isCloseTo(totalJ, close);
            if (!account.ranks().isEmpty()) {
                assertThat(sum(account.ranks()) + account.residualJ())
                        .as("ranks of seed %d", seed)
                        .isCloseTo(totalJ, close);
            }
            if (!account.phases().isEmpty()) {
                assertThat(sum(account.phases()) + account.residualJ())
                        .as("phases of seed %d", seed)
                        .isCloseTo(totalJ, close);
            }
        });
    }

    @Test
    void componentsSumToTheTotalAndSourcesToTheirComponent() {
        forEachRun((seed, events) -> {
            var account = AccountBuilder.accountOf(events);
            double componentsJ = account.components().stream()
                    .mapToDouble(c -> c.energyJ().mid())
                    .sum();
            assertThat(componentsJ)
                    .as("seed %d", seed)
                    .isCloseTo(account.totalJ().mid(), closeTo(componentsJ));
            for (var component : account.components()) {
                double sourcesJ = component.sources().stream()
                        .mapToDouble(Source::energyJ)
                        .sum();
                assertThat(sourcesJ)
                        .as("seed %d", seed)
                        .isCloseTo(component.energyJ().mid(), closeTo(sourcesJ));
            }
        });
    }

    @Test
    void nothingIsChargedThatWasNotMetered() {
        forEachRun((seed, events) -> {
            var account = AccountBuilder.accountOf(events);
            double tinyJ = 1e-9 * (1 + account.totalJ().mid());
            for (var part : account.processes()) {
                assertThat(part.energyJ()).as("process of seed %d", seed).isGreaterThanOrEqualTo(-tinyJ);
            }
            for (var part : account.phases()) {
                assertThat(part.energyJ()).as("phase of seed %d", seed).isGreaterThanOrEqualTo(-tinyJ);
            }
            assertThat(account.residualJ()).as("residual of seed %d", seed).isGreaterThanOrEqualTo(-tinyJ);
            assertThat(account.othersJ()).as("others of seed %d", seed).isGreaterThanOrEqualTo(-tinyJ);
            double meteredJ = account.components().stream()
                    .flatMap(c -> c.sources().stream())
                    .filter(s -> !s.channel().equals("pue"))
                    .mapToDouble(Source::meteredJ)
                    .sum();
            double runJ = account.components().stream()
                    .flatMap(c -> c.sources().stream())
                    .filter(s -> !s.channel().equals("pue"))
                    .mapToDouble(Source::energyJ)
                    .sum();
            assertThat(runJ + account.othersJ())
                    .as("run and others of seed %d", seed)
                    .isCloseTo(meteredJ, closeTo(meteredJ));
        });
    }

    @Test
    void everySecondIsCoveredOrInAGapWithAReason() {
        forEachRun((seed, events) -> {
            var account = AccountBuilder.accountOf(events);
            assertThat(account.coveredS() + account.gapS()).isCloseTo(account.elapsedS(), closeTo(account.elapsedS()));
            assertThat(account.coveredS()).as("seed %d", seed).isGreaterThanOrEqualTo(-1e-9);
            assertThat(account.gaps()).allSatisfy(gap -> {
                assertThat(gap.reason().toString()).isNotBlank();
                assertThat(gap.to()).isAfter(gap.from());
            });
            for (var component : account.components()) {
                for (var source : component.sources()) {
                    double ownGapsS = account.gaps().stream()
                            .filter(g -> g.channel().equals(source.channel()))
                            .mapToDouble(g -> Duration.between(g.from(), g.to()).toNanos() * 1e-9)
                            .sum();
                    assertThat(source.coveredS() + ownGapsS)
                            .as("channel %s of seed %d", source.channel(), seed)
                            .isCloseTo(account.elapsedS(), closeTo(account.elapsedS()));
                }
            }
        });
    }

    @Test
    void meteredEnergyNeverFalls() {
        forEachRun(STEPPED_RUNS, (seed, events) -> {
            var builder = new AccountBuilder((RunEvent.Started) events.getFirst());
            double beforeJ = 0;
            for (var event : events.subList(1, events.size())) {
                builder.accept(event);
                double nowJ = builder.account().components().stream()
                        .flatMap(c -> c.sources().stream())
                        .filter(s -> !s.channel().equals("pue"))
                        .mapToDouble(Source::meteredJ)
                        .sum();
                assertThat(nowJ).as("seed %d", seed).isGreaterThanOrEqualTo(beforeJ - 1e-9 * (1 + beforeJ));
                beforeJ = nowJ;
            }
        });
    }

    @Test
    void theSameEventsGiveTheSameAccount() {
        forEachRun((seed, events) -> assertThat(AccountBuilder.accountOf(events))
                .as("seed %d", seed)
                .isEqualTo(AccountBuilder.accountOf(RandomRun.events(seed))));
    }

    @Test
    void askingInBetweenChangesNothing() {
        forEachRun(STEPPED_RUNS, (seed, events) -> {
            var builder = new AccountBuilder((RunEvent.Started) events.getFirst());
            for (var event : events.subList(1, events.size())) {
                builder.accept(event);
                builder.account();
                builder.curve();
            }
            assertThat(builder.account()).as("seed %d", seed).isEqualTo(AccountBuilder.accountOf(events));
        });
    }

    @Test
    void scalingEveryReadingScalesTheAccount() {
        forEachRun((seed, events) -> {
            var channelsScale = 1000.0;
            var scaled = map(
                    events,
                    polled -> new RunEvent.Polled(
                            polled.at(),
                            polled.readings().stream()
                                    .map(r -> scale(r, channelsScale))
                                    .toList(),
                            polled.activities()));
            double onceJ = AccountBuilder.accountOf(plain(events)).totalJ().mid();
            assertThat(AccountBuilder.accountOf(plain(scaled)).totalJ().mid())
                    .as("seed %d", seed)
                    .isCloseTo(onceJ * channelsScale, closeTo(onceJ * channelsScale));
        });
    }

    @Test
    void aReadingThatIsToldTwiceCountsOnce() {
        forEachRun((seed, events) -> {
            var twice = new ArrayList<RunEvent>();
            for (var event : events) {
                twice.add(event);
                if (event instanceof RunEvent.Polled polled) {
                    twice.add(new RunEvent.Polled(polled.at(), polled.readings(), List.of()));
                }
            }
            assertThat(AccountBuilder.accountOf(twice).totalJ())
                    .as("seed %d", seed)
                    .isEqualTo(AccountBuilder.accountOf(events).totalJ());
        });
    }

    /** Bytes that a program counts are those that its sockets and files moved: they are its work, and never energy again. */
    @Test
    void countedWorkAddsNoEnergy() {
        forEachRun((seed, events) -> {
            var uncounted = events.stream()
                    .filter(event -> !(event instanceof RunEvent.Counted))
                    .toList();
            var account = AccountBuilder.accountOf(events);
            assertThat(account.components())
                    .as("seed %d", seed)
                    .isEqualTo(AccountBuilder.accountOf(uncounted).components());
            for (var work : account.work()) {
                assertThat(work.amount() * work.energyJPerUnit().mid())
                        .as("%s of seed %d", work.unit(), seed)
                        .isCloseTo(
                                account.totalJ().mid(), closeTo(account.totalJ().mid()));
            }
        });
    }

    @Test
    void theCurveHoldsTheSameEnergy() {
        forEachRun((seed, events) -> {
            var builder = AccountBuilder.of(plain(events));
            var curve = builder.curve();
            double elapsedS = builder.account().elapsedS();
            double curveJ = 0;
            for (var line : curve.lines()) {
                for (int step = 0; step < line.watts().size(); step++) {
                    double watts = line.watts().get(step);
                    curveJ +=
                            Double.isNaN(watts) ? 0 : watts * Math.min(curve.stepS(), elapsedS - step * curve.stepS());
                }
            }
            assertThat(curveJ).as("seed %d", seed).isCloseTo(runJ(builder), closeTo(curveJ));
        });
    }

    /** What the run is charged with. */
    private static double runJ(AccountBuilder builder) {
        return builder.account().components().stream()
                .flatMap(c -> c.sources().stream())
                .filter(s -> !s.channel().equals("pue"))
                .mapToDouble(Source::energyJ)
                .sum();
    }

    /** The same run with channels beside each other, whose idle power only a fit can tell because a stated one does not scale. */
    private static List<RunEvent> plain(List<RunEvent> events) {
        var started = (RunEvent.Started) events.getFirst();
        var channels = started.channels().stream()
                .map(c -> new Channel(
                        c.id(),
                        c.meter(),
                        c.label(),
                        c.component(),
                        c.scope(),
                        c.tier(),
                        c.basis(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        c.bounds()))
                .toList();
        return RandomRun.restarted(events, channels, RandomRun.terms(IdlePolicy.USED, 1, 1.5));
    }

    private static Reading scale(Reading reading, double by) {
        return reading instanceof Reading.Used used
                ? new Reading.Used(
                        used.from(), used.to(), Energy.ofJoules(used.energy().joules() * by))
                : reading;
    }

    private static List<RunEvent> map(List<RunEvent> events, UnaryOperator<RunEvent.Polled> change) {
        return events.stream()
                .map(event -> event instanceof RunEvent.Polled polled ? change.apply(polled) : event)
                .toList();
    }

    private static double sum(List<Part> parts) {
        return parts.stream().mapToDouble(Part::energyJ).sum();
    }

    private static Offset<Double> closeTo(double value) {
        return within(1e-9 * (1 + Math.abs(value)));
    }

    private interface Law {
        void holdsFor(long seed, List<RunEvent> events);
    }

    private static void forEachRun(Law law) {
        forEachRun(RUNS, law);
    }

    private static void forEachRun(long runs, Law law) {
        LongStream.range(0, runs).forEach(seed -> law.holdsFor(seed, RandomRun.events(seed)));
    }
}
