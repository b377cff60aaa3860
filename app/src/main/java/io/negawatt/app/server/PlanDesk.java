package io.negawatt.app.server;

import io.negawatt.core.text.Lang;
import io.negawatt.core.units.Interval;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Jobs, and when they run best. What is shaped as {@code openapi.yaml} says goes to the page as it stands. */
public interface PlanDesk {
    /** A desk with no jobs, which takes none. */
    PlanDesk NONE = new PlanDesk() {
        @Override
        public List<Job> jobs(Optional<String> tenant) {
            return List.of();
        }

        @Override
        public Job submit(Job job) {
            throw Problem.of(409, "no.jobs");
        }

        @Override
        public boolean withdraw(String id) {
            return false;
        }

        @Override
        public Optional<Plan> plan(Query query, Lang lang) {
            return Optional.empty();
        }

        @Override
        public Optional<List<DeadlinePoint>> deadlines(Query query, String job) {
            return Optional.empty();
        }

        @Override
        public Optional<Plan> approve(Query query, String who, Lang lang) {
            return Optional.empty();
        }
    };

    /** What a plan makes small. */
    enum Objective {
        CARBON,
        COST,
        BOTH
    }

    /**
     * A job that can wait.
     *
     * @param release not before
     * @param deadline to be done by
     * @param durationS how long it runs, in s
     * @param powerW its power while it runs, in W
     * @param interruptible whether it may pause; no where nobody says
     * @param restartS what a pause costs, in s; nothing where nobody says
     */
    record Job(
            String id,
            Optional<String> name,
            Optional<String> tenant,
            Instant release,
            Instant deadline,
            double durationS,
            double powerW,
            @Nullable Boolean interruptible,
            OptionalDouble restartS) {}

    /** Another deadline of a job, or another word on whether it may pause. */
    record Change(String id, Optional<Instant> deadline, Optional<Boolean> interruptible) {}

    /**
     * What is asked for.
     *
     * @param tenant only this tenant's jobs; empty for all
     */
    record Query(Objective objective, List<Change> changes, Optional<String> tenant) {}

    /** A time in which a job runs. */
    record Span(Instant from, Instant to) {}

    /**
     * A job with its times.
     *
     * @param submitted when it would run if it began at once
     * @param costs amounts in the plan's currency; empty where no price is known
     * @param why why then, for people
     */
    record Planned(
            Job job,
            List<Span> spans,
            Span submitted,
            double locationG,
            double locationGSubmitted,
            OptionalDouble costs,
            OptionalDouble costsSubmitted,
            String why) {}

    /** Carbon and money of all jobs. */
    record Sum(double locationG, OptionalDouble cost) {}

    /**
     * A plan on a grid of time.
     *
     * @param reasons which limit cannot be met and by how much; empty where all are
     * @param savedG what it saves against running at once, with its 90 % interval, in g
     * @param savedCost the same in money
     * @param hindsight the best that could have been
     * @param importW mean import of the site in each step, in W
     */
    record Plan(
            Instant at,
            Instant from,
            double stepS,
            Objective objective,
            List<String> reasons,
            List<Planned> jobs,
            Sum submitted,
            Sum planned,
            Interval savedG,
            Optional<Interval> savedCost,
            Optional<Sum> hindsight,
            List<Double> importW) {}

    /** What a deadline saves, as a fraction of what running at once takes. */
    record DeadlinePoint(Instant deadline, double windowS, Interval savedFraction) {}

    /** {@return the jobs that wait or run} */
    List<Job> jobs(Optional<String> tenant) throws IOException;

    /** {@return the job as it is planned from now on; {@link io.negawatt.core.text.BadInputException} where it cannot be} */
    Job submit(Job job) throws IOException;

    /** {@return whether there was such a job} */
    boolean withdraw(String id) throws IOException;

    /** {@return the plan; empty where there is no job} */
    Optional<Plan> plan(Query query, Lang lang) throws IOException;

    /** {@return what deadlines of a job save; empty where there is no such job} */
    Optional<List<DeadlinePoint>> deadlines(Query query, String job) throws IOException;

    /** Takes a plan: its deadlines become those of the jobs, its starts become actions. {@return the plan that holds} */
    Optional<Plan> approve(Query query, String who, Lang lang) throws IOException;
}
