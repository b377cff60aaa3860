package io.negawatt.app.desk;

import io.negawatt.app.server.PlanDesk.Job;
import io.negawatt.app.server.PlanDesk.Objective;
import io.negawatt.app.server.PlanDesk.Span;
import io.negawatt.app.store.Disk;
import io.negawatt.app.store.Replacement;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code jobs.json} of the server's folder: the jobs that wait, and the plans that were approved. It is replaced as a whole. */
final class JobBook {
    private static final String SCHEMA = "negawatt.jobs/1";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Disk disk;
    private final Path file;

    JobBook(Disk disk, Path folder) {
        this.disk = disk;
        this.file = folder.resolve("jobs.json");
    }

    /**
     * A job.
     *
     * @param approved when it is to run; nothing as long as nobody approved a plan
     */
    record Waiting(Job job, List<Span> approved) {
        Waiting {
            approved = List.copyOf(approved);
        }

        boolean isApproved() {
            return !approved.isEmpty();
        }

        /** {@return when there is nothing more to be said of it} */
        Instant end() {
            return isApproved() ? approved.getLast().to() : job.deadline();
        }
    }

    /**
     * A plan that was approved.
     *
     * @param who name of the token
     * @param savedG what it was expected to save, in g
     * @param before its jobs as they were
     * @param until end of its last job
     * @param restored whether it was put back
     */
    record Approval(
            String id,
            Instant at,
            String who,
            Objective objective,
            Interval savedG,
            Optional<Interval> savedCost,
            List<Waiting> before,
            Instant until,
            boolean restored) {
        Approval {
            before = List.copyOf(before);
        }

        /** {@return the ids of its jobs} */
        List<String> ids() {
            return before.stream().map(it -> it.job().id()).toList();
        }

        Approval putBack() {
            return new Approval(id, at, who, objective, savedG, savedCost, before, until, true);
        }
    }

    /**
     * What the file holds.
     *
     * @param approvals the oldest first
     * @param next number of the next approval
     */
    record State(String schema, List<Waiting> jobs, List<Approval> approvals, int next) {
        static final State EMPTY = new State(SCHEMA, List.of(), List.of(), 1);

        State {
            jobs = List.copyOf(jobs);
            approvals = List.copyOf(approvals);
        }

        State with(List<Waiting> others) {
            return new State(schema, others, approvals, next);
        }
    }

    /** {@return what the file holds; {@link BadInputException} where it is damaged} */
    State read() {
        try {
            var state = MAPPER.readValue(Files.readAllBytes(file), State.class);
            if (!SCHEMA.equals(state.schema())) {
                throw BadInputException.of("desk.jobs.schema", file, String.valueOf(state.schema()), SCHEMA);
            }
            return state;
        } catch (NoSuchFileException e) {
            return State.EMPTY;
        } catch (JacksonException e) {
            throw new BadInputException(Message.of("desk.jobs.damaged", file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new BadInputException(Message.of("desk.jobs.damaged", file, String.valueOf(e.getMessage())), e);
        }
    }

    void write(State state) throws IOException {
        Replacement.of(disk, file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(state));
    }
}
