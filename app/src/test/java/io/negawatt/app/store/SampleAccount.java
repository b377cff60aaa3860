package io.negawatt.app.store;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Money;
import io.negawatt.core.units.Power;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Accounts for tests; the figures are unlike each other, so that a mix-up shows. */
final class SampleAccount {
    private SampleAccount() {}

    static Account of(String id, Instant from, String name) {
        var detail =
                new Account.Source("dram-0", "rapl", "内存", Scope.DEVICE, Tier.COUNTER, 1.5, 0.25, 2.5, 3.5, List.of());
        var source = new Account.Source(
                "package-0",
                "rapl",
                "Xeon \"8480\"",
                Scope.MODULE,
                Tier.ATTRIBUTED,
                10.1,
                0.75,
                20.2,
                30.3,
                List.of(detail));
        var terms = SampleRun.terms();
        return new Account(
                id,
                name,
                List.of("python", "训练.py", "--名 \"x\"\t\\"),
                "node-1,node-2",
                Optional.of(new RunEvent.Job("slurm:4711", 1, OptionalInt.of(8))),
                Account.Status.COMPLETE,
                OptionalInt.of(3),
                from,
                from.plusNanos(92_000_000_001L),
                92.000000001,
                90.5,
                1.500000001,
                List.of(
                        new Account.ComponentUse(
                                Component.COMPUTE, new Interval(9, 10.1, 11), Tier.ATTRIBUTED, List.of(source)),
                        new Account.ComponentUse(Component.COOLING, Interval.ZERO, Tier.DEFAULT, List.of())),
                new Interval(4.5e7, 45_724_000.125, Double.POSITIVE_INFINITY),
                0.3,
                7.25,
                new Account.IdlePolicies(1.25, 2.25, 3.25),
                Optional.of(new Account.Cost(new Interval(0.011, 0.0125, 0.013), "CNY")),
                Optional.of(new Account.Demand(OptionalInt.of(15), new Power(1512.5), new Money(60.5, "CNY"))),
                new Account.Carbon(
                        new Interval(10, 11.1, 12), new Interval(11, 12.3, 13), terms.location(), terms.market()),
                new Interval(0.1, 0.11, 0.2),
                new Account.HardwareUse(new Interval(1.6, 5, 21), new Interval(0.1, 0.2, 0.4)),
                List.of(new Account.Work(
                        "词元 tokens", 4096, new Interval(0.002, 0.0025, 0.003), new Interval(1e-7, 2e-7, 3e-7))),
                List.of(new Account.Part("0", 5.5, 6.5, 7.5)),
                List.of(new Account.Part("前向", 8.5, 9.5, 10.5), new Account.Part(Account.OUTSIDE, 0, 0, 0)),
                List.of(new Account.Part("python", 1 / 3.0, 1e-300, 1e300)),
                List.of(new Account.GapSpan("nic", from, from.plusNanos(1), SampleRun.GAP)),
                List.of(Message.of("store.journal.lost", 3)),
                terms);
    }
}
