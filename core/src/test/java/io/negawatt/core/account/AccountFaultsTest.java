package io.negawatt.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.Account.Source;
import io.negawatt.core.meter.FaultMeter;
import io.negawatt.core.series.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The laws of the account where the meter does everything that meters do wrong. */
class AccountFaultsTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final long TRACES = "long".equals(System.getProperty("negawatt.faults")) ? 10_000 : 2_000;
    private static final int POLLS = 40;

    @Test
    void everySecondIsCoveredOnceAndNoAccountFalls() {
        LongStream.range(0, TRACES).forEach(seed -> {
            double lastJ = 0;
            var meter = FaultMeter.of(seed);
            var builder = new AccountBuilder(started(meter));
            meter.start(START);
            for (var now : meter.schedule(START, POLLS, Duration.ofMillis(250))) {
                builder.accept(new RunEvent.Polled(now, meter.poll(now), List.of()));
                double nowJ = meteredJ(builder.account());
                assertThat(nowJ).as("seed %d", seed).isGreaterThanOrEqualTo(lastJ);
                lastJ = nowJ;
            }
            var account = builder.account();
            assertThat(account.coveredS() + account.gapS())
                    .as("seed %d", seed)
                    .isCloseTo(account.elapsedS(), within(1e-9 * (1 + account.elapsedS())));
            assertThat(account.gaps())
                    .allSatisfy(gap -> assertThat(gap.reason().toString()).isNotBlank());
        });
    }

    @Test
    void theAccountHoldsWhatTheMeterReadAndNothingElse() {
        LongStream.range(0, TRACES).forEach(seed -> {
            var meter = FaultMeter.of(seed);
            var events = new ArrayList<RunEvent>(List.of(started(meter)));
            meter.start(START);
            double readJ = 0;
            for (var now : meter.schedule(START, POLLS, Duration.ofMillis(250))) {
                var readings = meter.poll(now);
                events.add(new RunEvent.Polled(now, readings, List.of()));
                for (int i = 0; i < readings.size(); i++) {
                    if (readings.get(i) instanceof Reading.Used used
                            && meter.channels().get(i).parent().isEmpty()) {
                        readJ += used.energy().joules();
                    }
                }
            }
            assertThat(meteredJ(AccountBuilder.accountOf(events)))
                    .as("seed %d", seed)
                    .isCloseTo(readJ, within(1e-9 * (1 + readJ)));
        });
    }

    private static RunEvent.Started started(FaultMeter meter) {
        return new RunEvent.Started(
                START,
                "r",
                "faults",
                List.of(),
                "host",
                Optional.empty(),
                0.25,
                meter.channels(),
                RandomRun.terms(IdlePolicy.USED, 1, 1.5),
                "test");
    }

    private static double meteredJ(Account account) {
        return account.components().stream()
                .flatMap(c -> c.sources().stream())
                .filter(source -> !source.channel().equals("pue"))
                .mapToDouble(Source::meteredJ)
                .sum();
    }
}
