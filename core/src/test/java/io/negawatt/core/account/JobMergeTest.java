package io.negawatt.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.Account.Part;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.PowerPrice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Two hosts of 1,000 J a second each, ranks that use a known part of their host. */
class JobMergeTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final double HOST_J = 1000;
    private static final double PUE = 1.5;

    @Test
    void ranksOnOneHostShareItsMeter() {
        var job = JobMerge.merge(List.of(rank("a", 0, 0.5, 0.8), rank("a", 1, 0.3, 0.8)));
        assertThat(job.totalJ().mid()).isCloseTo(HOST_J * PUE, within(1e-6));
        assertThat(job.ranks()).extracting(Part::name).containsExactly("0", "1");
        assertThat(job.ranks().get(0).energyJ()).isCloseTo(HOST_J * PUE * 0.5 / 0.8, within(1e-6));
        assertThat(job.othersJ()).as("the siblings are no strangers").isCloseTo(0, within(1e-6));
    }

    @Test
    void strangersOnTheHostStayOutside() {
        var job = JobMerge.merge(List.of(rank("a", 0, 0.25, 1), rank("a", 1, 0.25, 1)));
        assertThat(job.totalJ().mid()).isCloseTo(HOST_J * PUE * 0.5, within(1e-6));
        assertThat(job.othersJ()).isCloseTo(HOST_J * 0.5, within(1e-6));
    }

    @Test
    void hostsAddUpAndPartsSumToTheTotal() {
        var job = JobMerge.merge(List.of(rank("b", 1, 0.5, 0.5), rank("a", 0, 0.5, 0.5)));
        assertThat(job.host()).isEqualTo("a, b");
        assertThat(job.totalJ().mid()).isCloseTo(2 * HOST_J * PUE, within(1e-6));
        double partsJ = job.ranks().stream().mapToDouble(Part::energyJ).sum();
        assertThat(partsJ + job.residualJ()).isCloseTo(job.totalJ().mid(), within(1e-6));
        double componentsJ =
                job.components().stream().mapToDouble(c -> c.energyJ().mid()).sum();
        assertThat(componentsJ).isCloseTo(job.totalJ().mid(), within(1e-6));
        assertThat(job.hardware().embodiedG().mid())
                .as("two hosts are worn")
                .isCloseTo(2 * rank("a", 0, 0.5, 0.5).hardware().embodiedG().mid(), within(1e-6));
    }

    @Test
    void theResidualOfAHostCountsOnce() {
        var job = JobMerge.merge(List.of(idle("a", 0), idle("a", 1)));
        assertThat(job.totalJ().mid()).isCloseTo(HOST_J * PUE, within(1e-6));
        assertThat(job.residualJ()).isCloseTo(HOST_J * PUE, within(1e-6));
    }

    @Test
    void runsOfDifferentJobsAreRefused() {
        var other = account("a", Optional.of(new RunEvent.Job("slurm:2", 0, OptionalInt.empty())), List.of());
        var none = account("a", Optional.empty(), List.of());
        assertThatThrownBy(() -> JobMerge.merge(List.of(rank("a", 0, 0.5, 1), other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slurm:2");
        assertThatThrownBy(() -> JobMerge.merge(List.of(none))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ranksReachTheTiersOfTheMonthTogether() {
        var tariff = tiered(1.2 * HOST_J * PUE / Energy.JOULES_PER_KWH);
        double one = amount(charged("a", 0, 1, tariff, START));
        var job = JobMerge.merge(List.of(charged("a", 0, 1, tariff, START), charged("b", 1, 1, tariff, START)));
        double jobKwh = 2 * HOST_J * PUE / Energy.JOULES_PER_KWH;
        assertThat(one).as("a rank by itself stays in the first tier").isCloseTo(0.5 * jobKwh / 2, within(1e-12));
        assertThat(amount(job)).isCloseTo(0.5 * jobKwh + 0.3 * 0.4 * jobKwh, within(1e-12));
        assertThat(job.notes()).extracting(Message::key).containsExactly("account.note.tiers");
    }

    @Test
    void aJobOverTheTurnOfAMonthSaysThatItsRanksAreChargedApart() {
        var before = START.minusMillis(500);
        var tariff = tiered(1.2 * HOST_J * PUE / Energy.JOULES_PER_KWH);
        var job = JobMerge.merge(List.of(charged("a", 0, 1, tariff, before), charged("b", 1, 1, tariff, before)));
        assertThat(amount(job)).isCloseTo(2 * 0.5 * HOST_J * PUE / Energy.JOULES_PER_KWH, within(1e-12));
        assertThat(job.notes()).extracting(Message::key).contains("account.note.tiersOfRanks");
    }

    @Test
    void theHighestMeansOfTheRanksAddUp() {
        var charge = new DemandCharge(new PowerPrice(40, "CNY"), new DemandCharge.Peak(15));
        var tariff = new Tariff("t.yaml", "CNY", new Tariff.Flat(0.5), Optional.empty(), Optional.of(charge));
        var job = JobMerge.merge(List.of(charged("a", 0, 0.25, tariff, START), charged("a", 1, 0.75, tariff, START)));
        var demand = job.demand().orElseThrow();
        assertThat(demand.power().watts()).isCloseTo(HOST_J * PUE / 900, within(1e-9));
        assertThat(demand.perMonth().amount()).isCloseTo(40 * HOST_J * PUE / 900 / 1000, within(1e-9));
        assertThat(job.notes()).extracting(Message::key).containsExactly("account.note.demandOfRanks");
    }

    private static double amount(Account account) {
        return account.cost().orElseThrow().amount().mid();
    }

    private static Tariff tiered(double aboveKwh) {
        var tiers = new Tiers(ZoneOffset.UTC, List.of(new Tiers.Step(aboveKwh, 0.3)), OptionalDouble.empty());
        return new Tariff("t.yaml", "CNY", new Tariff.Flat(0.5), Optional.of(tiers), Optional.empty());
    }

    private static Account charged(String host, int rank, double used, Tariff tariff, Instant start) {
        var activity = new Activity(Activity.CPU, 1, 1, List.of(new Activity.Use(0, used)));
        return account(host, job(rank), List.of(activity), TariffLawsTest.terms(tariff), start);
    }

    private static Account rank(String host, int rank, double used, double hostUsed) {
        var activity = new Activity(Activity.CPU, hostUsed, 1, List.of(new Activity.Use(0, used)));
        return account(host, job(rank), List.of(activity));
    }

    private static Account idle(String host, int rank) {
        return account(host, job(rank), List.of(new Activity(Activity.CPU, 0, 1, List.of())));
    }

    private static Optional<RunEvent.Job> job(int rank) {
        return Optional.of(new RunEvent.Job("slurm:1", rank, OptionalInt.of(2)));
    }

    private static Account account(String host, Optional<RunEvent.Job> job, List<Activity> activities) {
        return account(host, job, activities, RandomRun.terms(IdlePolicy.USED, 1, PUE), START);
    }

    private static Account account(
            String host, Optional<RunEvent.Job> job, List<Activity> activities, Terms terms, Instant start) {
        var channel = new Channel(
                "cpu",
                "rapl",
                "CPU",
                Component.COMPUTE,
                Scope.DEVICE,
                Tier.COUNTER,
                Activity.CPU,
                Optional.empty(),
                OptionalDouble.of(100),
                Channel.Bounds.within(0.05));
        var end = start.plusSeconds(1);
        return AccountBuilder.accountOf(List.of(
                new RunEvent.Started(
                        start, host + job, "train", List.of("train"), host, job, 1, List.of(channel), terms, "test"),
                new RunEvent.ProcessSeen(start, 0, 1, "train", OptionalInt.empty()),
                new RunEvent.Polled(end, List.of(new Reading.Used(start, end, Energy.ofJoules(HOST_J))), activities),
                new RunEvent.Finished(end, 0)));
    }
}
