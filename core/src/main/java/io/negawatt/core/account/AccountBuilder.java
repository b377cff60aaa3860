package io.negawatt.core.account;

import io.negawatt.core.account.Account.Status;
import io.negawatt.core.account.RunEvent.Started;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Builds an account from the events of one run. The account may be asked for at any time, for a live line, and again when
 * more has happened; the same events always give the same account.
 *
 * <p>Not thread-safe.
 */
public final class AccountBuilder implements Consumer<RunEvent> {
    private final Started started;
    private final List<ChannelTally> channels;
    private final Map<String, List<ChannelTally>> byBasis;
    private final CurveBuilder curve;
    private final PhaseClock phaseClock = new PhaseClock();
    private final List<ProcessTally> processes = new ArrayList<>();
    private final Map<String, Double> counts = new TreeMap<>();
    private final List<Message> notes = new ArrayList<>();
    private final ChannelTally.Phases phases = new ChannelTally.Phases(phaseClock, this::rankOf);
    private Instant lastAt;
    private OptionalInt exitCode = OptionalInt.empty();
    private boolean finished;

    /** @param started the first event of the run */
    public AccountBuilder(Started started) {
        this.started = started;
        this.lastAt = started.at();
        this.channels = started.channels().stream()
                .map(channel -> new ChannelTally(channel, started.at()))
                .toList();
        this.byBasis = channels.stream()
                .collect(Collectors.groupingBy(tally -> tally.channel().basis()));
        this.curve = new CurveBuilder(started.at(), started.periodS());
    }

    /**
     * {@return the account of a run from all its events}
     *
     * @throws IllegalArgumentException if the first event is not {@link Started}
     */
    public static Account accountOf(Iterable<RunEvent> events) {
        return of(events).account();
    }

    /**
     * {@return a builder that has seen all these events}
     *
     * @throws IllegalArgumentException if the first event is not {@link Started}
     */
    public static AccountBuilder of(Iterable<RunEvent> events) {
        var iterator = events.iterator();
        if (!iterator.hasNext() || !(iterator.next() instanceof Started started)) {
            throw new IllegalArgumentException("the first event of a run must be its start");
        }
        var builder = new AccountBuilder(started);
        iterator.forEachRemaining(builder);
        return builder;
    }

    @Override
    public void accept(RunEvent event) {
        switch (event) {
            case Started again -> throw new IllegalArgumentException("run %s was started twice".formatted(again.id()));
            case RunEvent.ProcessSeen seen -> process(seen.process()).see(seen);
            case RunEvent.Polled polled -> poll(polled);
            case RunEvent.PhaseBegan begun ->
                phaseClock.begin(sinceStartS(begun.at()), begun.stream(), begun.rank(), begun.phase());
            case RunEvent.PhaseEnded ended -> phaseClock.end(sinceStartS(ended.at()), ended.stream(), ended.phase());
            case RunEvent.Counted counted -> counts.merge(counted.unit(), counted.amount(), Double::sum);
            case RunEvent.Noted noted -> notes.add(noted.note());
            case RunEvent.Finished end -> {
                exitCode = OptionalInt.of(end.exitCode());
                finished = true;
                reach(end.at());
            }
        }
    }

    private void poll(RunEvent.Polled polled) {
        if (polled.readings().size() != channels.size()) {
            throw new IllegalArgumentException("run %s has %d channels, but a poll brought %d readings"
                    .formatted(started.id(), channels.size(), polled.readings().size()));
        }
        for (var activity : polled.activities()) {
            for (var channel : byBasis.getOrDefault(activity.basis(), List.of())) {
                channel.use(activity);
            }
            if (activity.basis().equals(Activity.CPU)) {
                activity.uses().forEach(use -> process(use.process()).use(use.amount(), polled.at()));
            }
        }
        reach(polled.at());
        for (int i = 0; i < channels.size(); i++) {
            channels.get(i).read(polled.readings().get(i), phases, curve);
        }
    }

    /** Only polls and the end of the command carry a run on: a phase told after the last poll has no reading to go with. */
    private void reach(Instant at) {
        lastAt = at.isAfter(lastAt) ? at : lastAt;
    }

    private ProcessTally process(int index) {
        while (processes.size() <= index) {
            processes.add(new ProcessTally(lastAt));
        }
        return processes.get(index);
    }

    private OptionalInt rankOf(int process) {
        return process < processes.size() ? processes.get(process).rank() : OptionalInt.empty();
    }

    private double sinceStartS(Instant at) {
        return Duration.between(started.at(), at).toNanos() * 1e-9;
    }

    /** {@return the account up to the last event; {@code INTERRUPTED} as long as the run has not finished} */
    public Account account() {
        var status = finished ? Status.COMPLETE : Status.INTERRUPTED;
        return new Closing(
                        started,
                        lastAt,
                        status,
                        exitCode,
                        channels.stream().map(channel -> channel.close(lastAt)).toList(),
                        processes,
                        phaseClock,
                        counts,
                        notes)
                .account();
    }

    /** {@return power over time up to the last event} */
    public PowerCurve curve() {
        double elapsedS = sinceStartS(lastAt);
        var whole = curve.copy();
        channels.forEach(channel -> channel.layHeld(whole));
        return whole.curve(elapsedS, phaseClock.spans(elapsedS));
    }
}
