package io.negawatt.app.server;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.units.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What lists and sums need of an account, and no more, so that a thousand runs stay in memory.
 *
 * @param job what its ranks share; else nothing
 * @param tenant whom it belongs to
 * @param gaps number of gaps
 * @param longestGapS length of the longest, in s
 * @param meteredJ part of its energy that is metered or counted, in J
 */
record RunFacts(
        String id,
        String name,
        Optional<String> job,
        Optional<String> tenant,
        String status,
        OptionalInt exitCode,
        String host,
        Instant from,
        double elapsedS,
        double coveredS,
        int gaps,
        double longestGapS,
        Interval totalJ,
        double meteredJ,
        Optional<Account.Cost> cost,
        Interval locationG,
        Interval marketG,
        Interval waterL,
        Interval hardwareG,
        Optional<Account.Work> work,
        Tier tier,
        List<ComponentUse> components) {

    static RunFacts of(Account account, Optional<String> tenant) {
        return new RunFacts(
                account.id(),
                account.name(),
                account.job().map(it -> it.key()),
                tenant,
                account.status().id(),
                account.exitCode(),
                account.host(),
                account.from(),
                account.elapsedS(),
                account.coveredS(),
                account.gaps().size(),
                longestGapS(account),
                account.totalJ(),
                meteredJ(account),
                account.cost(),
                account.carbon().locationG(),
                account.carbon().marketG(),
                account.waterL(),
                account.hardware().embodiedG(),
                work(account),
                tier(account),
                account.components().stream()
                        .map(it -> new ComponentUse(it.component(), it.energyJ(), it.tier(), List.of()))
                        .toList());
    }

    /** {@return the same run with other figures} */
    RunFacts with(
            Interval totalJ,
            Optional<Account.Cost> cost,
            Interval locationG,
            Interval marketG,
            List<ComponentUse> components) {
        return new RunFacts(
                id,
                name,
                job,
                tenant,
                status,
                exitCode,
                host,
                from,
                elapsedS,
                coveredS,
                gaps,
                longestGapS,
                totalJ,
                meteredJ,
                cost,
                locationG,
                marketG,
                waterL,
                hardwareG,
                work,
                tier,
                components);
    }

    private static double longestGapS(Account account) {
        return account.gaps().stream()
                .map(it -> Duration.between(it.from(), it.to()))
                .mapToDouble(it -> it.toNanos() * 1e-9)
                .max()
                .orElse(0);
    }

    private static double meteredJ(Account account) {
        return account.components().stream()
                .flatMap(it -> it.sources().stream())
                .filter(it -> it.tier().compareTo(Tier.COUNTER) <= 0)
                .mapToDouble(Account.Source::energyJ)
                .sum();
    }

    /** Tokens before all else; otherwise what was counted most often. */
    private static Optional<Account.Work> work(Account account) {
        return account.work().stream()
                .min(Comparator.comparing((Account.Work it) -> !it.unit().equals("tokens"))
                        .thenComparing(
                                Comparator.comparingDouble(Account.Work::amount).reversed()));
    }

    private static Tier tier(Account account) {
        double least = account.totalJ().mid() / 100;
        return account.components().stream()
                .filter(it -> it.energyJ().mid() > 0 && it.energyJ().mid() >= least)
                .map(ComponentUse::tier)
                .reduce(Tier::weaker)
                .orElse(Tier.DEFAULT);
    }
}
