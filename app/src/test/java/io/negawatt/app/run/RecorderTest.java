package io.negawatt.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.store.Disk;
import io.negawatt.app.store.Journal;
import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.account.RunEvent.Noted;
import io.negawatt.core.account.Terms;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails during a run: the account is whole, says so once, and the journal goes on when it can. */
class RecorderTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private boolean writesFail;
    private boolean forcesFail;
    private Journal journal;
    private Recorder recorder;

    @BeforeEach
    void begin() throws Exception {
        var started = new RunEvent.Started(
                START, "7f3a", "probe", List.of("true"), "host", Optional.empty(), 0.1, List.of(), anywhere(), "1");
        journal = Journal.create(failing(Disk.LOCAL), folder.resolve("journal"), System::nanoTime, force -> {});
        journal.append(started);
        recorder = new Recorder(journal, started);
    }

    private static Terms anywhere() {
        return new Site(
                        Optional.empty(),
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        IdlePolicy.USED,
                        1,
                        new Site.OfCatalog())
                .terms();
    }

    private Disk failing(Disk disk) {
        return (Disk) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.class}, (_, method, args) -> {
                    var result = method.invoke(disk, args);
                    return result instanceof Disk.File file ? failing(file) : result;
                });
    }

    private Disk.File failing(Disk.File file) {
        return (Disk.File) Proxy.newProxyInstance(
                Disk.class.getClassLoader(), new Class<?>[] {Disk.File.class}, (_, method, args) -> {
                    if ((writesFail && method.getName().equals("write"))
                            || (forcesFail && method.getName().equals("force"))) {
                        throw new IOException("No space left on device");
                    }
                    return method.invoke(file, args);
                });
    }

    private void note(int second) {
        recorder.accept(new Noted(START.plusSeconds(second), Message.of("note." + second)));
    }

    private List<String> notes() {
        return recorder.account().notes().stream().map(Message::key).toList();
    }

    private List<String> journalled() throws IOException {
        var events = new ArrayList<RunEvent>();
        Journal.read(folder.resolve("journal"), events::add);
        return events.stream()
                .filter(Noted.class::isInstance)
                .map(event -> ((Noted) event).note().key())
                .toList();
    }

    @Test
    void theAccountIsWholeAndTheJournalGoesOnWhenItCan() throws Exception {
        note(1);
        for (int second = 2; second < 6; second++) {
            writesFail = second % 2 == 0;
            note(second);
        }
        recorder.close();
        assertThat(notes()).containsExactly("note.1", "run.journal.stopped", "note.2", "note.3", "note.4", "note.5");
        assertThat(journalled())
                .containsExactly("note.1", "store.journal.lost", "note.3", "store.journal.lost", "note.5");
    }

    @Test
    void eventsThatComeTogetherAreInTheAccountAlsoWhenTheJournalCannotTakeThem() throws Exception {
        writesFail = true;
        recorder.accept(List.of(
                new Noted(START.plusSeconds(1), Message.of("note.1")),
                new Noted(START.plusSeconds(1), Message.of("note.2"))));
        writesFail = false;
        note(3);
        recorder.close();
        assertThat(notes()).containsExactly("run.journal.stopped", "note.1", "note.2", "note.3");
        assertThat(journalled()).containsExactly("store.journal.lost", "note.3");
    }

    @Test
    void aDiskThatFailsAtTheVeryEndIsSaidAndHidesNothing() throws Exception {
        note(1);
        forcesFail = true;
        recorder.finish(0);
        recorder.close();
        assertThat(notes()).containsExactly("note.1", "run.journal.stopped");
        assertThat(recorder.account().exitCode()).hasValue(0);
        assertThat(journalled()).containsExactly("note.1");
    }
}
