package io.negawatt.app.server;

import io.negawatt.app.report.Figures;
import io.negawatt.app.server.FindingDesk.Finding;
import io.negawatt.app.server.NowView.Attention;
import io.negawatt.app.server.NowView.Link;
import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.RunFolder;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.Account;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What could be done about runs: of one, everything; of the last days, the best finding for each job, the most saving first. Those of
 * the last days are looked for at most once a minute. Thread-safe.
 */
final class RunAdvice {
    private static final Duration BACK = Duration.ofDays(7);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int MOST_OTHERS = 20;
    private static final int MOST_JOBS = 20;
    private static final int MOST_LINES = 2;
    private static final int MOST_KEPT = 64;
    /** Less of the energy or the money is not worth anybody's attention. */
    private static final double LEAST = 0.03;

    private final Platform platform;
    private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

    private record Key(Optional<String> tenant, Lang lang) {}

    private record Kept(Instant at, List<Attention> lines) {}

    /** The best finding of a run. */
    private record Best(RunFacts run, Finding finding) {
        double energyFraction() {
            return finding.energy().map(it -> -it.mid()).orElse(0.0);
        }

        double costFraction() {
            return run.cost().isEmpty()
                    ? 0
                    : finding.cost().map(it -> -it.mid()).orElse(0.0);
        }

        double saving() {
            return Math.max(energyFraction(), costFraction());
        }

        double savedJ() {
            return saving() * run.totalJ().mid();
        }
    }

    RunAdvice(Platform platform) {
        this.platform = platform;
    }

    /** {@return what could be done about a run; nothing as long as it goes on} */
    List<Finding> of(RunFolder folder, Lang lang) throws StoreException {
        return folder.closed()
                ? of(platform.runs().facts(folder), AccountJson.read(folder.account()), lang)
                : List.of();
    }

    private List<Finding> of(RunFacts run, Account account, Lang lang) throws StoreException {
        var others = new ArrayList<Account>();
        for (var other : platform.runs().like(run).stream().limit(MOST_OTHERS).toList()) {
            others.add(AccountJson.read(platform.runs().folder(other).account()));
        }
        return platform.desks().findings().findings(account, others, lang);
    }

    /** {@return the lines that are worth attention: what would have saved most in the last days} */
    List<Attention> attention(Call call) throws StoreException {
        var key = new Key(call.tenant(), call.lang());
        var before = kept.get(key);
        if (before != null && before.at().plus(FRESH).isAfter(call.at())) {
            return before.lines();
        }
        var lines = lines(call);
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        kept.put(key, new Kept(call.at(), lines));
        return lines;
    }

    private List<Attention> lines(Call call) throws StoreException {
        var newest = new LinkedHashMap<String, RunFacts>();
        platform.runs().all().stream()
                .filter(it -> call.tenant().isEmpty() || call.tenant().equals(it.tenant()))
                .filter(it -> it.powerW().isEmpty() && !it.status().equals(RunFacts.LIVE))
                .filter(it -> it.from().isAfter(call.at().minus(BACK)))
                .forEach(it -> newest.putIfAbsent(it.tenant().orElse("") + "/" + it.name(), it));
        var best = new ArrayList<Best>();
        for (var run : newest.values().stream().limit(MOST_JOBS).toList()) {
            best(run, call.lang()).ifPresent(best::add);
        }
        return best.stream()
                .filter(it -> it.saving() >= LEAST)
                .sorted(Comparator.comparingDouble(Best::savedJ).reversed())
                .limit(MOST_LINES)
                .map(it -> line(call, it))
                .toList();
    }

    private Optional<Best> best(RunFacts run, Lang lang) throws StoreException {
        var folder = platform.runs().folder(run);
        if (!folder.closed()) {
            return Optional.empty();
        }
        return of(run, AccountJson.read(folder.account()), lang).stream()
                .map(it -> new Best(run, it))
                .max(Comparator.comparingDouble(Best::saving));
    }

    private static Attention line(Call call, Best best) {
        var figures = new Figures(call.lang());
        boolean energy = best.energyFraction() >= best.costFraction();
        String saved = energy
                ? figures.energyShort(best.savedJ())
                : best.run()
                        .cost()
                        .map(it -> figures.money(
                                it.amount().times(best.costFraction()).mid(), it.currency()))
                        .orElse("");
        String whole = energy
                ? figures.energyShort(best.run().totalJ().mid())
                : best.run()
                        .cost()
                        .map(it -> figures.money(it.amount().mid(), it.currency()))
                        .orElse("");
        return new Attention(
                "run:" + best.finding().id(),
                "info",
                call.text(Message.of(
                        "server.attention.run",
                        best.run().name(),
                        best.finding().title())),
                call.text(Message.of("server.attention.run.detail", saved, whole, range(figures, best, energy))),
                new Link(
                        "page",
                        call.text(Message.of("server.attention.open")),
                        "/ledger?run=" + best.run().id()));
    }

    /** How sure it is, as the least and the most that it would have saved. */
    private static String range(Figures figures, Best best, boolean energy) {
        var change = (energy ? best.finding().energy() : best.finding().cost()).orElse(Interval.ZERO);
        return figures.percent(-change.high()) + " – " + figures.percent(-change.low());
    }
}
