package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.RunFolder;
import io.negawatt.app.store.Samples;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that die by {@code kill -9}, eight at once in one home. Whenever it comes, the next command closes the run with all that
 * was journalled, once; and those beside it do not notice.
 */
class RunCommandKilledTest {
    /** A batch kills seven. */
    private static final int BATCHES =
            System.getProperty("negawatt.faults", "short").equals("long") ? 29 : 1;

    private static final String WORK = "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; ";

    @TempDir
    private Path home;

    /** When the kill comes, and to whom. */
    private enum Moment {
        STARTING,
        JOURNAL_BEGUN,
        METERING,
        REPORT_WRITTEN,
        ACCOUNT_WRITTEN,
        SEALING,
        CHILD_KILLED,
        LEFT_ALONE;

        boolean beforeTheEnd() {
            return this == JOURNAL_BEGUN || this == METERING || this == STARTING || this == CHILD_KILLED;
        }
    }

    /** One run and its end; what it left behind is looked at right after. */
    private final class Victim implements Callable<Victim> {
        private final Moment moment;
        private final RandomGenerator random;
        private Optional<RunFolder> run = Optional.empty();
        private byte[] journal = {};
        private boolean wasClosed;
        private int exitCode;
        private String err = "";

        Victim(Moment moment, long seed) {
            this.moment = moment;
            this.random = new SplittableRandom(seed);
        }

        @Override
        public Victim call() throws Exception {
            String script = WORK + (moment.beforeTheEnd() ? "exec sleep 60" : "exec sleep 0.3");
            var program = Program.start(home, "run", "--hz", "50", "--", "sh", "-c", script);
            awaitMoment(program);
            switch (moment) {
                case CHILD_KILLED -> program.handle().children().forEach(ProcessHandle::destroyForcibly);
                case LEFT_ALONE -> {}
                default -> program.signal("KILL");
            }
            exitCode = program.exitCode();
            err = program.err();
            look(program);
            return this;
        }

        private void awaitMoment(Program program) throws Exception {
            long journalBytes = 3_000 + random.nextInt(9_000);
            program.await(() -> switch (moment) {
                case STARTING -> true;
                case JOURNAL_BEGUN, LEFT_ALONE -> size(program, "journal") > 0;
                case METERING -> size(program, "journal") > journalBytes;
                case CHILD_KILLED ->
                    size(program, "journal") > journalBytes && program.err().contains("metering");
                case REPORT_WRITTEN -> size(program, "report.html") > 0;
                case ACCOUNT_WRITTEN -> size(program, "account.json") > 0;
                case SEALING -> sealing(program);
            });
            if (moment != Moment.LEFT_ALONE) {
                Thread.sleep(random.nextInt(moment == Moment.STARTING ? 1_500 : 20));
            }
        }

        private long size(Program program, String file) throws IOException {
            find(program);
            return run.isPresent() && Files.exists(run.get().path().resolve(file))
                    ? Files.size(run.get().path().resolve(file))
                    : 0;
        }

        private boolean sealing(Program program) throws IOException {
            find(program);
            return run.isPresent() && Evidence.names(run.get().path()).stream().anyMatch(it -> it.contains("samples"));
        }

        /** A live run's lock holds the id of its process. */
        private void find(Program program) throws IOException {
            if (run.isEmpty() && Files.isDirectory(home.resolve("runs"))) {
                for (String id : Evidence.names(home.resolve("runs"))) {
                    var lock = home.resolve("runs").resolve(id).resolve("lock");
                    if (Files.exists(lock) && read(lock).equals(program.pid() + "\n")) {
                        run = Optional.of(Evidence.run(home, id));
                    }
                }
            }
        }

        private void look(Program program) throws IOException {
            find(program);
            if (run.isPresent() && Files.exists(run.get().journal())) {
                journal = Files.readAllBytes(run.get().journal());
                wasClosed = Files.exists(run.get().account());
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return "";
        }
    }

    @AfterEach
    void leaveNoProcess() {
        Program.endAll(home);
    }

    @Test
    void whatWasJournalledIsAccountedOnce() throws Exception {
        for (int batch = 0; batch < BATCHES; batch++) {
            var victims = victims(batch);
            var lists = List.of(Program.start(home, "account", "list"), Program.start(home, "account", "list"));
            var said = new ArrayList<String>();
            for (var list : lists) {
                assertThat(list.exitCode()).isZero();
                said.add(list.err());
            }
            victims.forEach(victim -> said.add(victim.err));
            try (var samples = Samples.open()) {
                for (var victim : victims) {
                    check(victim, String.join("\n", said), samples);
                }
            }
            var runs = victims.stream()
                    .flatMap(it -> it.run.stream())
                    .map(RunFolder::id)
                    .toList();
            assertThat(new HashSet<>(runs)).hasSameSizeAs(runs);
            assertThat(Program.of(home)).as("programs left").noneMatch(RunCommandKilledTest::isJava);
            Program.endAll(home);
        }
    }

    private List<Victim> victims(int batch) throws Exception {
        try (var threads = Executors.newFixedThreadPool(Moment.values().length)) {
            var started = Arrays.stream(Moment.values())
                    .map(moment -> threads.submit(new Victim(moment, 1_000L * batch + moment.ordinal())))
                    .toList();
            var victims = new ArrayList<Victim>();
            for (var victim : started) {
                victims.add(victim.get());
            }
            return victims;
        }
    }

    private static void check(Victim victim, String said, Samples samples) throws IOException {
        var events = victim.journal.length == 0 ? List.<RunEvent>of() : Evidence.events(victim.journal);
        String about = "%s, exit code %d, run %s".formatted(victim.moment, victim.exitCode, victim.run);
        if (events.isEmpty()) {
            victim.run.ifPresent(run -> assertThat(run.path()).as(about).doesNotExist());
            return;
        }
        var run = victim.run.orElseThrow();
        assertThat(Files.readAllBytes(run.journal())).as(about).isEqualTo(victim.journal);
        Evidence.agrees(run, events, samples);
        assertThat(said.lines().filter(line -> line.contains("Run " + run.id() + " had been cut short")))
                .as(about)
                .hasSizeBetween(victim.wasClosed ? 0 : 1, 1);
        checkEnd(victim, AccountJson.read(run.account()), events);
    }

    private static void checkEnd(Victim victim, Account account, List<RunEvent> events) {
        boolean finished = events.getLast() instanceof RunEvent.Finished;
        assertThat(account.status()).isEqualTo(finished ? Account.Status.COMPLETE : Account.Status.INTERRUPTED);
        switch (victim.moment) {
            case CHILD_KILLED -> {
                assertThat(victim.exitCode).isEqualTo(137);
                assertThat(account.exitCode()).isEqualTo(OptionalInt.of(137));
            }
            case LEFT_ALONE -> {
                assertThat(victim.exitCode).isZero();
                assertThat(account.exitCode()).isEqualTo(OptionalInt.of(0));
            }
            case STARTING, JOURNAL_BEGUN, METERING ->
                assertThat(account.status()).isEqualTo(Account.Status.INTERRUPTED);
            case REPORT_WRITTEN, ACCOUNT_WRITTEN, SEALING ->
                assertThat(finished).isTrue();
        }
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info().command().filter(it -> it.endsWith("java")).isPresent();
    }
}
