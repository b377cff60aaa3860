package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Lang;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@link Meter} promises, for every kind. */
final class MeterContractTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final int POLLS = 50;

    @TempDir
    Path root;

    static Stream<MeterFixture.Maker> kinds() {
        return MeterFixtures.ALL.stream();
    }

    @Test
    void everyKindHasAFixture() {
        var tested = kinds().map(MeterFixture.Maker::kind).toList();
        assertThat(tested).containsAll(Meters.ALL.stream().map(MeterKind::name).toList());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void channelsAreNamedAndStay(MeterFixture.Maker maker) {
        try (var fixture = maker.make().apply(root);
                var meter = fixture.meter()) {
            var channels = meter.channels();
            assertThat(channels).isNotEmpty();
            assertThat(new HashSet<>(ids(channels))).as("ids are unique").hasSameSizeAs(channels);
            assertThat(channels).allSatisfy(channel -> {
                assertThat(channel.meter()).isEqualTo(maker.kind());
                assertThat(channel.label()).isNotBlank();
                channel.parent().ifPresent(parent -> assertThat(ids(channels)).contains(parent));
            });
            assertThat(meter.period()).isPositive();
            follow(fixture, meter, POLLS);
            assertThat(meter.channels()).isEqualTo(channels);
        }
    }

    private static List<String> ids(List<Channel> channels) {
        return channels.stream().map(Channel::id).toList();
    }

    /** Contiguous, in order, never negative; all that is drawn since the start, and nothing from before it. */
    @ParameterizedTest
    @MethodSource("kinds")
    void figuresAreWhatWasDrawnSinceTheStart(MeterFixture.Maker maker) {
        try (var fixture = maker.make().apply(root);
                var meter = fixture.meter()) {
            var contract = follow(fixture, meter, POLLS);
            for (int i = 0; i < meter.channels().size(); i++) {
                var channel = meter.channels().get(i);
                double usedS = contract.used(i).toNanos() * 1e-9;
                double expectedJ = fixture.watts(channel) * usedS;
                assertThat(contract.usedJ(i))
                        .as(channel.id())
                        .isCloseTo(expectedJ, Offset.offset(1e-6 + 0.001 * expectedJ));
                assertThat(contract.used(i)).as(channel.id()).isGreaterThan(PERIOD.multipliedBy(POLLS * 8 / 10));
            }
        }
    }

    /** A device that vanishes leaves gaps with a reason in both languages, and no exception. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aDeviceThatVanishesLeavesGaps(MeterFixture.Maker maker) {
        try (var fixture = maker.make().apply(root);
                var meter = fixture.meter()) {
            var contract = follow(fixture, meter, POLLS);
            fixture.vanish();
            var now = START.plus(PERIOD.multipliedBy(POLLS));
            var last = List.<Reading>of();
            for (int i = 0; i < POLLS; i++) {
                now = now.plus(PERIOD);
                last = contract.poll(now);
                fixture.settle();
            }
            // Constant parts of a model have nothing that could vanish.
            assertThat(last).anySatisfy(reading -> assertThat(reading).isInstanceOf(Reading.Gap.class));
            last.stream().filter(Reading.Gap.class::isInstance).forEach(MeterContractTest::checkReason);
        }
    }

    private static void checkReason(Reading reading) {
        var reason = ((Reading.Gap) reading).reason();
        assertThat(reason.in(Lang.EN)).isNotBlank().doesNotContain("{0}");
        assertThat(reason.in(Lang.ZH)).isNotBlank().doesNotContain("{0}");
    }

    /** Whatever the clock does, no second is covered twice. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aClockThatStepsBackCoversNothingTwice(MeterFixture.Maker maker) {
        try (var fixture = maker.make().apply(root);
                var meter = fixture.meter()) {
            var contract = follow(fixture, meter, 10);
            var now = START.plus(PERIOD.multipliedBy(10));
            for (long stepMs : new long[] {-3_600_000, 0, -1, 0, 100, 100}) {
                now = now.plusMillis(stepMs);
                fixture.run(PERIOD);
                contract.poll(now);
                fixture.settle();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void itMayBeClosedTwiceAndUnstarted(MeterFixture.Maker maker) {
        try (var fixture = maker.make().apply(root)) {
            var meter = fixture.meter();
            assertThatCode(() -> {
                        meter.close();
                        meter.close();
                    })
                    .doesNotThrowAnyException();
        }
    }

    private static ReadingsContract follow(MeterFixture fixture, Meter meter, int polls) {
        fixture.settle();
        var contract = new ReadingsContract(meter, START);
        fixture.settle();
        for (int i = 1; i <= polls; i++) {
            fixture.run(PERIOD);
            contract.poll(START.plus(PERIOD.multipliedBy(i)));
            fixture.settle();
        }
        return contract;
    }
}
