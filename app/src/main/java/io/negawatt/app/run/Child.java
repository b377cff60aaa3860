package io.negawatt.app.run;

import static io.negawatt.app.run.CannotStartException.NOT_EXECUTABLE;

import io.negawatt.core.text.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command that is metered. It has this program's standard input, output and error, environment and process group, so that
 * it behaves as if started alone; other open files are not handed on.
 */
public final class Child {
    /** Variable that names the socket for phases, see {@link PhaseSocket}. */
    public static final String PHASES_VARIABLE = "NEGAWATT_PHASES";

    /** Variable with the id of the run. */
    public static final String RUN_VARIABLE = "NEGAWATT_RUN";

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /**
     * Starts {@code command}.
     *
     * @param command program and arguments; a name without a slash is looked for in PATH
     * @param environment variables of the program, PATH among them
     * @throws CannotStartException where there is no such program (127) or it cannot be executed (126)
     */
    public static Child start(List<String> command, Map<String, String> environment) throws CannotStartException {
        String program = command.getFirst();
        CommandPath.of(environment.getOrDefault("PATH", "/usr/bin:/bin")).check(program);
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new Child(builder.start());
        } catch (IOException e) {
            throw new CannotStartException(
                    NOT_EXECUTABLE, Message.of("error.run.refused", program, String.valueOf(e.getMessage())));
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@return whether the command ended within {@code millis}} */
    public boolean waitFor(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** {@return the command's exit code, or 128 + n if signal n ended it; waits until there is one} */
    public int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    /** Kills the command and what it started, without a chance to clean up. */
    public void kill() {
        var all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    void send(Signals signal) {
        if (process.isAlive()) {
            boolean unused = signal.send(process.pid());
        }
    }
}
