package io.negawatt.app.study;

import io.negawatt.app.run.CannotStartException;
import io.negawatt.app.run.RunFiles;
import io.negawatt.app.run.RunSession;
import io.negawatt.app.run.Site;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.StoreException;
import io.negawatt.app.train.Training;
import io.negawatt.core.account.Account;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.text.Lang;
import io.negawatt.train.parallel.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries out arms of the study, one after the other, each as a run of its own in the ledger.
 *
 * @param ledger takes the runs
 * @param site terms of their accounts
 * @param environment of the processes
 * @param lang language of their reports
 * @param version of the program
 * @param folder for plans and results
 */
record Bench(
        Ledger ledger,
        Site site,
        Map<String, String> environment,
        Lang lang,
        String version,
        Path folder,
        InstantSource clock) {
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * {@return what the arm came to}
     *
     * @throws ArmFailedException where its training did not end well
     */
    Measured measure(Arm arm) throws IOException, InterruptedException {
        var result = folder.resolve("result.json");
        Files.deleteIfExists(result);
        var file = folder.resolve("plan.json");
        Files.deleteIfExists(folder.resolve("plan.json.reached"));
        arm.plan().withResult(Optional.of(result.toString())).write(file);
        var command = Training.command(file, lang);
        var request = new RunSession.Request(
                command, command, "study " + arm.name(), PERIOD, site, quiet(), Map.of(), version);
        try (var run = ledger.newRun()) {
            var ended = new RunSession(request, run, new Unwatched(), clock).run();
            RunFiles.writeAccount(run, ended.builder(), List.of(), lang, ZoneId.systemDefault());
            RunFiles.seal(run);
            if (ended.exitCode() != 0) {
                throw new ArmFailedException(arm.name(), ended.exitCode());
            }
            var outcome = JSON.readValue(Files.readString(result), Outcome.class);
            return new Measured(run.folder().id(), outcome, ended.builder().account());
        } catch (CannotStartException | StoreException e) {
            throw new IOException(e);
        }
    }

    private Map<String, String> quiet() {
        var variables = new HashMap<>(environment);
        variables.put(Training.QUIET_VARIABLE, "1");
        return variables;
    }

    /** The study says itself how it gets on. */
    private static final class Unwatched implements RunSession.Watcher {
        @Override
        public void started(long pid, List<Channel> channels, List<Discoveries.Row> meters) {}

        @Override
        public Duration liveEvery() {
            return Duration.ofMinutes(1);
        }

        @Override
        public void live(Account account) {}

        @Override
        public void interrupted() {}
    }
}
