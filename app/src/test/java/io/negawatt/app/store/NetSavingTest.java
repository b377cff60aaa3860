package io.negawatt.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.store.Credit.State;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.units.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NetSavingTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");

    private static RunHeader run(String currency) {
        return new RunHeader(
                "7f3a",
                "train",
                List.of("train"),
                OptionalInt.of(0),
                Account.Status.values()[0],
                "host",
                FROM,
                60,
                new Interval(3e6, 4e6, 5e6),
                Optional.of(new Cost(Interval.exactly(1.5), currency)),
                Interval.exactly(400),
                Interval.exactly(500));
    }

    @Test
    void netIsVerifiedMinusUsedAndPlannedCountsNowhere() {
        var verified = CreditsTest.credit(State.VERIFIED, "site", FROM, FROM.plusSeconds(60));
        var planned = CreditsTest.credit(State.PLANNED, "site", FROM, FROM.plusSeconds(60));
        var net = NetSaving.of(List.of(run("EUR")), List.of(verified, planned));
        assertThat(net.credit().energyJ().mid()).isEqualTo(10e6);
        assertThat(net.debit().energyJ().mid()).isEqualTo(4e6);
        assertThat(net.net().energyJ().mid()).isEqualTo(6e6);
        assertThat(net.net().energyJ().low()).isEqualTo(6e6 - Math.hypot(1e6, 1e6));
        assertThat(net.net().locationG().mid()).isEqualTo(600);
        assertThat(net.net().cost())
                .hasValueSatisfying(cost -> assertThat(cost.amount().mid()).isEqualTo(0.5));
        assertThat(net.planned()).containsExactly(planned);
    }

    @Test
    void moneyOfTwoCurrenciesHasNoSum() {
        var credit = CreditsTest.credit(State.VERIFIED, "site", FROM, FROM.plusSeconds(60));
        assertThat(NetSaving.of(List.of(run("CNY")), List.of(credit)).net().cost())
                .isEmpty();
        assertThat(NetSaving.of(List.of(run("CNY"), run("EUR")), List.of())
                        .debit()
                        .cost())
                .isEmpty();
    }
}
