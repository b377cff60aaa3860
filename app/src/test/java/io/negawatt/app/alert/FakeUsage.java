package io.negawatt.app.alert;

import io.negawatt.app.live.Window;
import io.negawatt.app.server.BudgetDesk.BudgetTerms;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongToDoubleFunction;

/** A load that is a function of time, in W by the minute, at one price. */
final class FakeUsage implements Usage, Worth {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    LongToDoubleFunction watts = _ -> 1_000;
    LongToDoubleFunction covered = _ -> 1;
    Work work = Work.NONE;
    Optional<String> currency = Optional.of("CNY");
    double perKwh = 0.5;
    int asked;

    static StoredBudget budget(String id, String measure, String period, double limit) {
        return new StoredBudget(
                id,
                new BudgetTerms(
                        "search",
                        measure,
                        period,
                        limit,
                        Optional.of("CNY"),
                        Optional.of("search"),
                        Map.of("node", "n1")));
    }

    @Override
    public Steps over(Whose whose, Window window, long nowMs) {
        asked++;
        var steps = Steps.none(window);
        for (int i = 0; i < window.steps(); i++) {
            for (long at = window.startMs(i); at < Math.min(nowMs, window.startMs(i) + window.stepMs()); at += 60_000) {
                steps.energyJ()[i] += watts.applyAsDouble(at) * 60;
                steps.coveredS()[i] += covered.applyAsDouble(at) * 60;
                steps.expectedS()[i] += 60;
            }
        }
        return steps;
    }

    @Override
    public Work work(Whose whose, long fromMs, long toMs) {
        return work;
    }

    @Override
    public OptionalDouble pricePerKwh(Instant at) {
        return currency.isPresent() ? OptionalDouble.of(perKwh) : OptionalDouble.empty();
    }

    @Override
    public double gramsPerKwh(Instant at) {
        return 600;
    }

    @Override
    public Optional<String> currency() {
        return currency;
    }

    @Override
    public Object state() {
        return List.of(perKwh, currency);
    }

    @Override
    public ZoneId clock() {
        return SHANGHAI;
    }
}
