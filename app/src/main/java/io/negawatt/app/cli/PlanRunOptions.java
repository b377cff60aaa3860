package io.negawatt.app.cli;

import io.negawatt.app.report.JobsView;
import io.negawatt.app.run.RunSession;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that plan one command from now on, and start it at its time. */
final class PlanRunOptions {
    private static final Duration LONGEST_NAP = Duration.ofSeconds(30);

    @Option(names = "--run", paramLabel = "CMD")
    @Nullable
    private String command;

    @Option(names = "--duration", paramLabel = "TIME")
    @Nullable
    private String duration;

    @Option(names = "--deadline", paramLabel = "TIME")
    @Nullable
    private String deadline;

    @Option(names = "--power", paramLabel = "POWER")
    private String power = "1 kW";

    @Option(names = "--wait")
    private boolean wait;

    boolean isGiven() {
        return command != null;
    }

    /** {@return the command as a job that is released now and runs in one piece} */
    Job job(Session session, boolean interruptible) {
        if (duration == null || deadline == null) {
            throw BadInputException.of("cli.plan.run", duration == null ? "--duration" : "--deadline");
        }
        if (interruptible) {
            throw BadInputException.of("cli.plan.run.pause");
        }
        var now = session.clock().instant();
        var length = Quantities.duration(duration);
        if (!length.isPositive()) {
            throw BadInputException.of("cli.plan.run", "--duration");
        }
        return new Job(
                String.valueOf(command),
                now,
                due(now, deadline),
                length,
                Quantities.power(power, "W").watts());
    }

    private static Instant due(Instant now, String text) {
        return text.contains("T") && text.endsWith("Z") ? Instant.parse(text) : now.plus(Quantities.duration(text));
    }

    /** Waits for the start and runs the command under the meters, where that is wanted; {@return the exit code} */
    int startIfWanted(Session session, HomeOption home, JobsView view) throws Exception {
        if (!wait || view.plan().runs().isEmpty()) {
            return 0;
        }
        var start = view.plan().runs().getFirst().from();
        session.err().println(session.text("cli.plan.waiting", start, String.valueOf(command)));
        for (var left = left(session, start); left.isPositive(); left = left(session, start)) {
            Thread.sleep(left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP);
        }
        var shell = List.of("sh", "-c", String.valueOf(command));
        var request = new RunSession.Request(
                shell,
                shell,
                String.valueOf(command),
                Duration.ofMillis(100),
                new SiteOptions().site(session.environment()),
                session.environment(),
                Map.of(),
                Version.text());
        return new MeteredRun(session, home.ledger(session), false, new JsonOption()).run(request);
    }

    private static Duration left(Session session, Instant start) {
        return Duration.between(session.clock().instant(), start);
    }
}
