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
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What lists and sums need of an account, and no more, so that a thousand runs stay in memory.
 *
 * @param command what was run; nothing for an accounted trace
 * @param job what its ranks share; else nothing
 * @param tenant whom it belongs to
 * @param gaps number of gaps
 * @param longestGapS length of the longest, in s
 * @param meteredJ part of its energy that is metered or counted, in J
 * @param powerW its power now; empty once it has ended
 */
record RunFacts(
        String id,
        String name,
        List<String> command,
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
        List<ComponentUse> components,
        OptionalDouble powerW) {
    /** Status of a run that has no account yet. */
    static final String LIVE = "live";

    static RunFacts of(Account account, Optional<String> tenant) {
        return of(account, tenant, account.status().id(), OptionalDouble.empty());
    }

    /** {@return the facts so far of a run that goes on} */
    static RunFacts live(Account account, Optional<String> tenant, OptionalDouble powerW) {
        return of(account, tenant, LIVE, powerW);
    }

    private static RunFacts of(Account account, Optional<String> tenant, String status, OptionalDouble powerW) {
        return new RunFacts(
                account.id(),
                account.name(),
                account.command(),
                account.job().map(it -> it.key()),
                tenant,
                status,
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
                        .toList(),
                powerW);
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
                command,
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
                components,
                powerW);
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
