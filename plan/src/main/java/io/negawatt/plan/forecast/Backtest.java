package io.negawatt.plan.forecast;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.plan.forecast.Forecaster.Learner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A rolling back-test: at each issue every forecaster sees what was known then and nothing else, the mix is weighed by errors
 * known then, and ranges come from errors known then.
 *
 * <p>Issues before {@link #firstScored} warm up weights and ranges and are not scored. A forecast from now on is the last issue
 * of a back-test that ends now.
 *
 * @param results every forecaster, the mix last
 * @param skipped forecasters that could not take part, and why
 * @param firstScored step from which issues count
 */
public record Backtest(
        Source source, Reach reach, List<Result> results, Map<String, Message> skipped, int firstScored) {
    /** Name of the mix. */
    public static final String MIX = "mix";

    private static final int WARM_UP_DAYS = 56;
    private static final int GUARD_DAYS = 14;

    public Backtest {
        results = List.copyOf(results);
        skipped = Map.copyOf(skipped);
    }

    /**
     * What one forecaster said and how good it was.
     *
     * @param issues with their ranges, those of the warm-up among them
     * @param drivers what drove the last issue, the strongest first
     */
    public record Result(String id, List<Quantiles> issues, Scores scores, List<Driver> drivers) {
        public Result {
            issues = List.copyOf(issues);
            drivers = List.copyOf(drivers);
        }
    }

    /**
     * {@return a back-test over a schedule, which is lengthened to the front by as much warm-up as the history allows}
     *
     * @param forecasters those that take part beside the columns that forecast the series
     */
    public static Backtest run(Source source, Reach reach, Schedule schedule, List<Forecaster> forecasters) {
        var all = new ArrayList<>(forecasters);
        all.addAll(Given.of(source));
        var skipped = new LinkedHashMap<String, Message>();
        int needed = all.stream()
                .mapToInt(Forecaster::daysNeeded)
                .filter(days -> days * source.slotsPerDay() <= schedule.first())
                .max()
                .orElse(0);
        var warmed = warmed(source, schedule, needed);
        all.stream()
                .filter(forecaster -> !isReady(source, forecaster, warmed.first()))
                .forEach(forecaster ->
                        skipped.put(forecaster.id(), Message.of("forecast.short", forecaster.daysNeeded())));
        // Forecasters know nothing of each other, so that they may work side by side and still give the same bits.
        var tracks = all.parallelStream()
                .filter(forecaster -> isReady(source, forecaster, warmed.first()))
                .map(forecaster -> {
                    LeakGuard.check(source, forecaster, reach, early(source, forecaster, warmed.first()));
                    return Rolling.roll(source, forecaster, reach, warmed);
                })
                .toList();
        return new Backtest(source, reach, results(source, reach, tracks, schedule.first()), skipped, schedule.first());
    }

    private static boolean isReady(Source source, Forecaster forecaster, int first) {
        return forecaster.daysNeeded() * source.slotsPerDay() <= first;
    }

    /** {@return an issue soon after the forecaster has what it needs: whoever peeks does so there too, and fits are quick} */
    private static int early(Source source, Forecaster forecaster, int first) {
        return Math.min(first, (forecaster.daysNeeded() + GUARD_DAYS) * source.slotsPerDay());
    }

    /** Puts issues before the first, as far as every forecaster that can take part has the days that it needs. */
    private static Schedule warmed(Source source, Schedule schedule, int daysNeeded) {
        int day = source.slotsPerDay();
        int most = Math.max(0, schedule.first() - daysNeeded * day);
        int issues = Math.min(WARM_UP_DAYS * day, most) / schedule.every();
        return new Schedule(
                schedule.first() - issues * schedule.every(), schedule.end(), schedule.every(), schedule.refitEvery());
    }

    private static List<Result> results(Source source, Reach reach, List<Rolling.Result> rolled, int first) {
        var results = rolled.parallelStream()
                .map(result -> result(source, reach, result.track(), first, explain(source, result)))
                .collect(Collectors.toCollection(ArrayList::new));
        var mixed = members(source, rolled);
        if (!mixed.isEmpty()) {
            var mix = Mixture.of(
                    MIX, source, mixed.stream().map(Rolling.Result::track).toList());
            results.add(result(source, reach, mix.track(), first, drivers(source, mixed, mix.weights())));
        }
        return results;
    }

    private static List<Rolling.Result> members(Source source, List<Rolling.Result> rolled) {
        var names =
                new ArrayList<>(Forecasters.ofMix().stream().map(Forecaster::id).toList());
        Given.of(source).forEach(given -> names.add(given.id()));
        var members = rolled.stream()
                .filter(result -> names.contains(result.track().id()))
                .toList();
        return members.isEmpty() ? rolled : members;
    }

    private static Result result(Source source, Reach reach, Track track, int first, List<Driver> drivers) {
        var issues = Conformal.of(source, track);
        return new Result(track.id(), issues, Scores.of(source, reach, issues, first), drivers);
    }

    private static List<Driver> explain(Source source, Rolling.Result rolled) {
        Learner learner = rolled.learner();
        return learner.explain(
                new History(source, rolled.track().issues().getLast().issued()));
    }

    private static List<Driver> drivers(Source source, List<Rolling.Result> members, double[] weights) {
        var effects = new LinkedHashMap<String, Double>();
        for (int m = 0; m < weights.length; m++) {
            double weight = weights[m];
            if (weight > 0) {
                explain(source, members.get(m))
                        .forEach(driver -> effects.merge(driver.cause(), weight * driver.effect(), Double::sum));
            }
        }
        return Driver.sorted(effects);
    }

    /** {@return the result of a forecaster, where it took part} */
    public Optional<Result> result(String id) {
        return results.stream().filter(result -> result.id().equals(id)).findFirst();
    }

    /** {@return the one with the least pinball loss over the scored issues} */
    public Result best() {
        return results.stream()
                .min(Comparator.comparingDouble(result -> result.scores().pinball()))
                .orElseThrow();
    }

    /** {@return why it was chosen: its loss beside that of the next best} */
    public Message reason() {
        var best = best();
        var next = results.stream()
                .filter(result -> !result.id().equals(best.id()))
                .min(Comparator.comparingDouble(result -> result.scores().pinball()));
        String loss = Numbers.significant(best.scores().pinball(), 3);
        return next.map(other -> Message.of(
                        "forecast.reason",
                        best.id(),
                        loss,
                        other.id(),
                        Numbers.significant(other.scores().pinball(), 3)))
                .orElse(Message.of("forecast.reason.only", best.id(), loss));
    }
}
