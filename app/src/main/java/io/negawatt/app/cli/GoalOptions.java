package io.negawatt.app.cli;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Objective;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a plan is to make small, as {@code --weights} and {@code --most} say it. */
final class GoalOptions {
    @Option(names = "--weights", paramLabel = "GOAL=W", split = ",")
    private Map<String, String> weights = new LinkedHashMap<>();

    @Option(names = "--most", paramLabel = "GOAL=AMOUNT")
    @Nullable
    private String most;

    @Option(names = "--front")
    private boolean front;

    /** {@return whether the front between two goals is wanted too} */
    boolean front() {
        return front;
    }

    /**
     * {@return the objective}
     *
     * @param otherwise the goal where none is named
     * @param known goals whose rates are known
     * @param currency of the prices
     */
    Objective objective(Goal otherwise, Set<Goal> known, String currency) {
        var parsed = new EnumMap<Goal, Double>(Goal.class);
        weights.forEach((name, weight) -> {
            double value = SiteOptions.number("--weights", weight);
            if (value < 0) {
                throw BadInputException.of("cli.plan.weight", name, weight);
            }
            parsed.put(goal(name, known), value);
        });
        if (parsed.isEmpty()) {
            parsed.put(otherwise, 1.0);
        }
        parsed.forEach((goal, weight) -> checkKnown(goal, weight, known));
        return new Objective(parsed, Optional.ofNullable(most).map(text -> budget(text, known, currency)));
    }

    private static void checkKnown(Goal goal, double weight, Set<Goal> known) {
        if (weight > 0 && !known.contains(goal)) {
            throw BadInputException.of("cli.plan.unknownGoal", goal.id());
        }
    }

    private static Objective.Budget budget(String text, Set<Goal> known, String currency) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw BadInputException.of("cli.plan.most", text);
        }
        var goal = goal(text.substring(0, equals), known);
        String amount = text.substring(equals + 1);
        checkKnown(goal, 1, known);
        double value = switch (goal) {
            case CARBON, MARGINAL -> Quantities.carbonMass(amount, "g").grams();
            case COST -> Quantities.money(amount, currency).amount();
            case PEAK -> Quantities.power(amount, "W").watts();
        };
        return new Objective.Budget(goal, value);
    }

    /** A goal whose rates are missing is a goal all the same, and another sentence says so. */
    private static Goal goal(String name, Set<Goal> known) {
        return Arrays.stream(Goal.values())
                .filter(goal -> goal.id().equals(name))
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "cli.error.choice",
                        "--weights",
                        name,
                        String.join(", ", known.stream().map(Goal::id).sorted().toList())));
    }
}
