package io.negawatt.plan.advise;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.Part;
import io.negawatt.core.account.Account.Source;
import io.negawatt.core.account.Account.Work;
import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.units.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Accounts of runs for tests, made step by step. */
final class Runs {
    static final Catalog CATALOG = Catalog.load();
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static final double PUE = 1.25;

    private String id = "7f3a";
    private String name = "train.py";
    private Optional<List<String>> command = Optional.empty();
    private Instant from = NOON;
    private double elapsedS = 3600;
    private int exitCode;
    private Account.Status status = Account.Status.COMPLETE;
    private final List<Source> gpus = new ArrayList<>();
    private double transmitJ;
    private final List<Part> phases = new ArrayList<>();
    private final List<Work> work = new ArrayList<>();
    private Optional<Tariff> tariff = Optional.empty();
    private String zone = "DE";

    static Runs run() {
        return new Runs();
    }

    Runs id(String other) {
        id = other;
        return this;
    }

    Runs name(String other) {
        name = other;
        return this;
    }

    Runs command(String... words) {
        command = Optional.of(List.of(words));
        return this;
    }

    Runs from(Instant other) {
        from = other;
        return this;
    }

    Runs elapsed(double seconds) {
        elapsedS = seconds;
        return this;
    }

    Runs failed() {
        exitCode = 1;
        return this;
    }

    Runs interrupted() {
        status = Account.Status.INTERRUPTED;
        return this;
    }

    /** A GPU that drew so many watts on the mean, all of them for the run. */
    Runs gpu(String label, double meanW) {
        double joules = meanW * elapsedS;
        gpus.add(new Source(
                "gpu" + gpus.size(),
                "nvml",
                label,
                Scope.DEVICE,
                Tier.COUNTER,
                joules,
                0,
                joules,
                elapsedS,
                List.of()));
        return this;
    }

    Runs transmit(double joules) {
        transmitJ = joules;
        return this;
    }

    Runs phase(String phase, double joules) {
        phases.add(new Part(phase, joules, elapsedS, 0));
        return this;
    }

    Runs counted(String unit, double amount) {
        work.add(new Work(unit, amount, Interval.exactly(1), Interval.exactly(1)));
        return this;
    }

    Runs tariff(Tariff other) {
        tariff = Optional.of(other);
        return this;
    }

    Runs zone(String other) {
        zone = other;
        return this;
    }

    Subject.Run subject(Account... others) {
        var account = account();
        return new Subject.Run(CATALOG, account, account.terms(), List.of(), List.of(others));
    }

    Account account() {
        double computeJ = gpus.stream().mapToDouble(Source::energyJ).sum();
        double coolingJ = (PUE - 1) * (computeJ + transmitJ);
        double totalJ = computeJ + transmitJ + coolingJ;
        var components = List.of(
                new ComponentUse(Component.COMPUTE, Interval.within(computeJ, 0.02), Tier.COUNTER, gpus),
                new ComponentUse(Component.TRANSMIT, Interval.byFactor(transmitJ, 3), Tier.MODELED, List.of()),
                new ComponentUse(Component.STORE, Interval.ZERO, Tier.MODELED, List.of()),
                new ComponentUse(Component.COOLING, Interval.within(coolingJ, 0.1), Tier.MODELED, List.of()),
                new ComponentUse(Component.OTHER, Interval.ZERO, Tier.MODELED, List.of()));
        var total = Interval.within(totalJ, 0.03);
        var terms = terms();
        var kwh = total.times(1 / 3.6e6);
        return new Account(
                id,
                name,
                command.orElse(List.of("python", name)),
                "host",
                Optional.empty(),
                status,
                OptionalInt.of(exitCode),
                from,
                from.plusMillis(Math.round(elapsedS * 1000)),
                elapsedS,
                elapsedS,
                0,
                components,
                total,
                0,
                0,
                new Account.IdlePolicies(totalJ, totalJ * 1.1, totalJ),
                tariff.map(it -> new Account.Cost(kwh.times(0.6), it.currency())),
                Optional.empty(),
                new Account.Carbon(
                        kwh.times(terms.location().gramsPerKwh()),
                        kwh.times(terms.market().gramsPerKwh()),
                        terms.location(),
                        terms.market()),
                Interval.exactly(1),
                new Account.HardwareUse(new Interval(10, 20, 40), Interval.exactly(1)),
                work,
                List.of(),
                phases,
                List.of(),
                List.of(),
                List.of(),
                terms);
    }

    private Terms terms() {
        return new Terms(
                IdlePolicy.USED,
                1,
                tariff,
                CATALOG.location(zone),
                CATALOG.market(zone),
                new Terms.Term(Interval.exactly(PUE), Tier.MODELED, "--pue"),
                new Terms.Term(Interval.exactly(0.4), Tier.DEFAULT, "catalog"),
                new Terms.Term(Interval.exactly(2), Tier.DEFAULT, "catalog"),
                new Terms.Hardware(Interval.exactly(1e6), Interval.exactly(1e5), 1e8, List.of("8 × H100"), "catalog"));
    }
}
