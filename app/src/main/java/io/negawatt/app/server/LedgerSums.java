package io.negawatt.app.server;

import io.negawatt.app.server.LedgerView.ComponentSum;
import io.negawatt.app.server.LedgerView.GapSum;
import io.negawatt.app.server.LedgerView.LedgerSum;
import io.negawatt.app.server.LedgerView.SavingShare;
import io.negawatt.app.server.SavingDesk.Saved;
import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Sums over runs. Ratios are sum over sum. */
final class LedgerSums {
    private final List<RunFacts> runs;
    private final Lang lang;

    LedgerSums(List<RunFacts> runs, Lang lang) {
        this.runs = runs;
        this.lang = lang;
    }

    LedgerSum of(Instant from, Instant to, Optional<Saved> saved, OptionalDouble budgetFraction) {
        var energyJ = sum(RunFacts::totalJ);
        return new LedgerSum(
                from,
                to,
                runs.size(),
                IntervalView.of(energyJ),
                saved.map(it -> IntervalView.of(it.savedJ())),
                saved.map(it -> IntervalView.of(energyJ.plus(it.savedJ()))),
                saved.map(this::shares).orElse(List.of()),
                cost().map(MoneyView::of),
                Optional.empty(),
                IntervalView.of(sum(RunFacts::locationG)),
                IntervalView.of(sum(RunFacts::marketG)),
                IntervalView.of(sum(RunFacts::waterL)),
                IntervalView.of(sum(RunFacts::hardwareG)),
                ratio(RunFacts::coveredS, RunFacts::elapsedS),
                new GapSum(
                        runs.stream().mapToInt(RunFacts::gaps).sum(),
                        runs.stream().mapToDouble(RunFacts::longestGapS).max().orElse(0)),
                ratio(RunFacts::meteredJ, it -> it.totalJ().mid()),
                budgetFraction,
                components());
    }

    Interval sum(Function<RunFacts, Interval> figure) {
        return runs.stream().map(figure).reduce(Interval.ZERO, Interval::plus);
    }

    private OptionalDouble ratio(Function<RunFacts, Double> above, Function<RunFacts, Double> below) {
        double whole = runs.stream().mapToDouble(below::apply).sum();
        double part = runs.stream().mapToDouble(above::apply).sum();
        return whole > 0 ? OptionalDouble.of(part / whole) : OptionalDouble.empty();
    }

    /** Money of several currencies has no sum; nor has money of which a part is not known. */
    private Optional<Cost> cost() {
        var costs = runs.stream().flatMap(it -> it.cost().stream()).toList();
        var currencies = costs.stream().map(Cost::currency).distinct().toList();
        if (currencies.size() != 1 || costs.size() < runs.size()) {
            return Optional.empty();
        }
        var amount = costs.stream().map(Cost::amount).reduce(Interval.ZERO, Interval::plus);
        return Optional.of(new Cost(amount, currencies.getFirst()));
    }

    private List<SavingShare> shares(Saved saved) {
        return saved.shares().stream()
                .map(it -> new SavingShare(it.method(), name(it.method()), it.fraction()))
                .toList();
    }

    /** A method that the program does not know keeps the name that its credit gives it. */
    private String name(String method) {
        String key = "server.saving." + method;
        var texts = Texts.of(lang);
        return texts.keys().contains(key) ? texts.get(key) : method;
    }

    private List<ComponentSum> components() {
        var sums = new ArrayList<ComponentSum>();
        for (var component : Component.values()) {
            var uses = runs.stream()
                    .flatMap(it -> it.components().stream())
                    .filter(it -> it.component() == component)
                    .toList();
            var energyJ = uses.stream().map(ComponentUse::energyJ).reduce(Interval.ZERO, Interval::plus);
            double least = energyJ.mid() / 100;
            var tier = uses.stream()
                    .filter(it -> it.energyJ().mid() > 0 && it.energyJ().mid() >= least)
                    .map(ComponentUse::tier)
                    .reduce(Tier::weaker)
                    .orElse(Tier.METERED);
            sums.add(new ComponentSum(component.id(), IntervalView.of(energyJ), tier.id()));
        }
        return sums;
    }
}
