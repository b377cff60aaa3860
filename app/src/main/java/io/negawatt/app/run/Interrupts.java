package io.negawatt.app.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What happens on Ctrl-C and on SIGTERM: the first one reaches the command, which may clean up, and lets the account close;
 * the second one kills the command and skips what is left.
 *
 * <p>Ctrl-C in a terminal goes to the whole process group, so the command has it already. An interrupt that comes otherwise,
 * and a SIGTERM or SIGHUP, comes to this program alone and is passed on.
 */
public final class Interrupts implements AutoCloseable {
    private Optional<Signals> first = Optional.empty();
    private Optional<Child> child = Optional.empty();
    private boolean killed;
    private final List<Runnable> restore = new ArrayList<>();
    private final Consumer<Phase> listener;
    private final Path ownStat;

    /** What an interrupt means, for whoever talks to the user. */
    public enum Phase {
        /** The first: the account closes once the command has ended. */
        CLOSING,
        /** The second: the command was killed. */
        KILLED
    }

    /**
     * Begins to listen.
     *
     * @param listener told at once, on a thread of the system
     */
    public static Interrupts listen(Consumer<Phase> listener) {
        var interrupts = new Interrupts(listener, Path.of("/proc/self/stat"));
        for (var signal : List.of(Signals.HUP, Signals.INT, Signals.TERM)) {
            interrupts.restore.add(signal.on(interrupts::received));
        }
        return interrupts;
    }

    Interrupts(Consumer<Phase> listener, Path ownStat) {
        this.listener = listener;
        this.ownStat = ownStat;
    }

    /**
     * Takes the command, once it is started, as the one that signals are passed on to. Those that came before reach it now: a
     * command may run, and be told to end, before this is called.
     */
    public synchronized void passTo(Child started) {
        child = Optional.of(started);
        if (killed) {
            started.kill();
        } else {
            first.ifPresent(started::send);
        }
    }

    /** {@return the exit code of a run that was interrupted, such as 130; empty where it was not} */
    public synchronized Optional<Integer> exitCode() {
        return first.map(signal -> 128 + signal.number());
    }

    synchronized void received(Signals signal) {
        if (first.isEmpty()) {
            first = Optional.of(signal);
            listener.accept(Phase.CLOSING);
            if (signal != Signals.INT || !comesFromTerminal()) {
                child.ifPresent(command -> command.send(signal));
            }
        } else {
            killed = true;
            child.ifPresent(Child::kill);
            listener.accept(Phase.KILLED);
        }
    }

    /** Whether this program is in the group that the terminal sends Ctrl-C to. */
    boolean comesFromTerminal() {
        try {
            var fields =
                    Files.readString(ownStat).replaceFirst("(?s)^.*\\) ", "").split(" ");
            String processGroup = fields[2];
            String terminalGroup = fields[5];
            return processGroup.equals(terminalGroup);
        } catch (IOException noProc) {
            // Better told twice than never.
            return false;
        }
    }

    @Override
    public void close() {
        restore.forEach(Runnable::run);
    }
}
