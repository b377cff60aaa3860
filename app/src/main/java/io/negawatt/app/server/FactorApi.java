package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import io.negawatt.app.server.LedgerView.LedgerSum;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.core.account.Terms.Term;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Quantities;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The factors in use, and what others would change. */
final class FactorApi {
    private final Platform platform;
    private final Restatement restatement;

    FactorApi(Platform platform, Restatement restatement) {
        this.platform = platform;
        this.restatement = restatement;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("listFactors", "/api/v1/factors", Scope.READ, this::list),
                Operation.post("tryFactors", "/api/v1/factors", Scope.READ, call -> Answer.of(effect(call))),
                Operation.put("changeFactors", "/api/v1/factors", Scope.ADMIN, this::change));
    }

    record FactorView(
            String id,
            String name,
            IntervalView value,
            String unit,
            String kind,
            Optional<String> year,
            String source,
            boolean restatable) {}

    /** What is to be different; what is not given stays. */
    record FactorChange(
            Optional<String> zone,
            OptionalDouble locationGPerKwh,
            OptionalDouble marketGPerKwh,
            Optional<String> price,
            OptionalDouble pue,
            Optional<Instant> from) {
        static final FactorChange NONE = new FactorChange(
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty());

        /** {@return both, of which the later goes first} */
        FactorChange with(FactorChange later) {
            return new FactorChange(
                    later.zone().or(this::zone),
                    or(later.locationGPerKwh(), locationGPerKwh),
                    or(later.marketGPerKwh(), marketGPerKwh),
                    later.price().or(this::price),
                    or(later.pue(), pue),
                    Optional.empty());
        }

        private static OptionalDouble or(OptionalDouble later, OptionalDouble before) {
            return later.isPresent() ? later : before;
        }
    }

    record FactorEffect(int runs, LedgerSum before, LedgerSum after) {}

    private Answer list(Call call) {
        var terms = platform.site().terms();
        var factors = new ArrayList<FactorView>();
        factors.add(carbon(call, "location", terms.location()));
        factors.add(carbon(call, "market", terms.market()));
        terms.hourly()
                .ifPresent(it -> factors.add(view(
                        call,
                        "hourly",
                        Interval.exactly(platform.site().gramsPerKwh(call.at())),
                        "g/kWh",
                        "server.factor.kind.hourly",
                        it.source(),
                        false)));
        terms.tariff().ifPresent(it -> factors.add(price(call, it)));
        factors.add(term(call, "pue", terms.pue(), "", true));
        factors.add(term(call, "wue", terms.wue(), "L/kWh", false));
        factors.add(term(call, "ewf", terms.ewf(), "L/kWh", false));
        return Answer.of(factors);
    }

    private static FactorView carbon(Call call, String id, io.negawatt.core.catalog.Factor factor) {
        return new FactorView(
                id,
                call.text(Message.of("server.factor." + id, factor.zone())),
                IntervalView.of(factor.gramsPerKwh()),
                "g/kWh",
                FactorWords.kind(call, factor.kind()),
                Optional.of(Integer.toString(factor.year())),
                factor.source(),
                true);
    }

    private FactorView price(Call call, Tariff tariff) {
        double now = platform.site().pricePerKwh(call.at()).orElse(0);
        return view(
                call,
                "price",
                Interval.exactly(now),
                tariff.currency() + "/kWh",
                tariff.isConstant() ? "server.factor.kind.constant" : "server.factor.kind.times",
                tariff.name(),
                true);
    }

    private static FactorView term(Call call, String id, Term term, String unit, boolean restatable) {
        return view(call, id, term.value(), unit, "tier." + term.tier().id(), term.source(), restatable);
    }

    private static FactorView view(
            Call call, String id, Interval value, String unit, String kind, String source, boolean restatable) {
        return new FactorView(
                id,
                call.text(Message.of("server.factor." + id)),
                IntervalView.of(value),
                unit,
                call.text(Message.of(kind)),
                Optional.empty(),
                source,
                restatable);
    }

    private FactorEffect effect(Call call) throws IOException {
        var change = call.document(FactorChange.class);
        check(change);
        var from = change.from().orElse(Instant.EPOCH);
        var runs = platform.runs().all().stream()
                .filter(it -> call.tenant().isEmpty() || call.tenant().equals(it.tenant()))
                .filter(it -> !it.from().isBefore(from))
                .toList();
        var after = restatement.of(runs, change);
        return new FactorEffect(runs.size(), sum(call, from, runs), sum(call, from, after));
    }

    private static LedgerSum sum(Call call, Instant from, List<RunFacts> runs) {
        return new LedgerSums(runs, call.lang()).of(from, call.at(), Optional.empty(), OptionalDouble.empty());
    }

    private static void check(FactorChange change) {
        range("location_g_per_kwh", change.locationGPerKwh(), 0, 5000);
        range("market_g_per_kwh", change.marketGPerKwh(), 0, 5000);
        range("pue", change.pue(), 1, 10);
        change.price().ifPresent(text -> {
            if (text.length() > 60 || Quantities.price(text).perKwh() < 0) {
                throw BadInputException.of("cli.error.price.negative", text);
            }
        });
    }

    private static void range(String name, OptionalDouble value, double least, double most) {
        if (value.isPresent() && !(value.getAsDouble() >= least && value.getAsDouble() <= most)) {
            throw Problem.of(400, "bad.parameter.range", name, value.getAsDouble(), least, most);
        }
    }

    private Answer change(Call call) throws IOException {
        var effect = effect(call);
        restatement.take(call.document(FactorChange.class));
        return Answer.of(effect);
    }

    /** What other factors do; see {@link Terms}. */
    interface Restatement {
        /** {@return the runs as they would be under the change} */
        List<RunFacts> of(List<RunFacts> runs, FactorChange change) throws IOException;

        /** Accounts with the change from now on. */
        void take(FactorChange change) throws IOException;
    }
}
