package io.negawatt.plan.schedule;

import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The front between two goals: plans of which none is better than another in both. Found by weights, and so without those plans
 * that lie within the convex hull of the others.
 */
public final class Front {
    private Front() {}

    /**
     * A plan of the front.
     *
     * @param share weight of the second goal, that of both being 1
     */
    public record Point(double share, JobPlan plan) {}

    /** {@return the front, from the best in the first goal to the best in the second} */
    public static List<Point> of(JobProblem problem, Goal first, Goal second, int steps) {
        var points = new ArrayList<Point>();
        for (int step = 0; step <= steps; step++) {
            // The ends keep a trace of the other goal, so that of equal plans the better one is taken.
            double share = Math.clamp((double) step / steps, 1e-6, 1 - 1e-6);
            var objective = Objective.of(Map.of(first, 1 - share, second, share));
            points.add(new Point(share, Planner.plan(problem.with(objective))));
        }
        return points.stream()
                .filter(point -> points.stream().noneMatch(other -> isBetter(other, point, first, second)))
                .sorted(Comparator.comparingDouble(Point::share))
                .toList();
    }

    private static boolean isBetter(Point one, Point other, Goal first, Goal second) {
        double a = one.plan().totals().of(first) - other.plan().totals().of(first);
        double b = one.plan().totals().of(second) - other.plan().totals().of(second);
        boolean isSame = a == 0 && b == 0;
        return a <= 0 && b <= 0 && (!isSame || one.share() < other.share());
    }
}
