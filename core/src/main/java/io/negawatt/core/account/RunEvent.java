package io.negawatt.core.account;

import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that happened in a run. Events come in the order of time, but for phases, of which a program may tell a little
 * late; those of one stream are in order. The journal of a run is a list of these, and its account is a pure function of that
 * list: the live account and the one that is rebuilt from disk are the same bytes.
 *
 * <p>All times are on the run's own clock, which never steps: the wall clock at the start plus the monotonic time since.
 */
public sealed interface RunEvent {

    Instant at();

    /**
     * The run began. Always the first event.
     *
     * @param id id of the run, unique in its ledger
     * @param name what a person calls it
     * @param command the command and its arguments; empty for an accounted trace
     * @param host name of the host
     * @param job the larger job that this run is a rank of, if it is
     * @param periodS intended time between polls, in s
     * @param channels the channels, in the order of the readings of every {@link Polled}
     * @param terms how joules are shared out and converted
     * @param version version of the program
     */
    record Started(
            Instant at,
            String id,
            String name,
            List<String> command,
            String host,
            Optional<Job> job,
            double periodS,
            List<Channel> channels,
            Terms terms,
            String version)
            implements RunEvent {}

    /**
     * A process of the run was seen for the first time.
     *
     * @param process its index: 0 for the command, then counting up
     * @param pid its process id on the host
     * @param name its command name
     * @param rank its rank in a distributed job, where its environment says so
     */
    record ProcessSeen(Instant at, int process, long pid, String name, OptionalInt rank) implements RunEvent {}

    /** The meters were polled: one reading a channel, and who used the devices since the poll before. */
    record Polled(Instant at, List<Reading> readings, List<Activity> activities) implements RunEvent {}

    /** The run's program said that a phase begins; {@code stream} tells the connections of several ranks apart. */
    record PhaseBegan(Instant at, int stream, OptionalInt rank, String phase) implements RunEvent {}

    /** The run's program said that a phase ends. */
    record PhaseEnded(Instant at, int stream, String phase) implements RunEvent {}

    /** The run's program counted work, such as 4,096 tokens. */
    record Counted(Instant at, int stream, String unit, double amount) implements RunEvent {}

    /** Something that a reader of the account should know, such as a stepped clock. */
    record Noted(Instant at, Message note) implements RunEvent {}

    /** The command ended by itself. A run without this event was interrupted. */
    record Finished(Instant at, int exitCode) implements RunEvent {}

    /**
     * The job that several metered ranks make up.
     *
     * @param key what all ranks of the job share, such as {@code slurm:4711}
     * @param rank this rank
     * @param size number of ranks, where known
     */
    record Job(String key, int rank, OptionalInt size) {}
}
