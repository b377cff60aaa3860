package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.Journal;
import io.negawatt.app.store.JournalException;
import io.negawatt.app.store.RunFolder;
import io.negawatt.app.store.Samples;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.series.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What must hold of a run on disk, checked against the bytes of its journal. */
final class Evidence {
    private static final double ROUNDING = 1e-9;

    private Evidence() {}

    static RunFolder run(Path home, String id) {
        return new RunFolder(id, home.resolve("runs").resolve(id));
    }

    /** {@return what these bytes of a journal say; nothing where they end before the start of the run} */
    static List<RunEvent> events(byte[] journal) throws IOException {
        var copy = Files.createTempFile("journal", null);
        try {
            Files.write(copy, journal);
            var events = new ArrayList<RunEvent>();
            Journal.read(copy, events::add);
            return events;
        } catch (JournalException e) {
            assertThat(journal.length)
                    .as("a journal that cannot be read: %s", e.getMessage())
                    .isLessThanOrEqualTo(12);
            return List.of();
        } finally {
            Files.delete(copy);
        }
    }

    /** The parts of an account sum to the whole, and every second is covered or a gap. */
    static void lawsHold(Account account) {
        double totalJ = account.totalJ().mid();
        var exact = within(ROUNDING * Math.max(1, totalJ));
        assertThat(account.components().stream()
                        .mapToDouble(it -> it.energyJ().mid())
                        .sum())
                .as("components")
                .isCloseTo(totalJ, exact);
        assertThat(account.processes().stream()
                                .mapToDouble(Account.Part::energyJ)
                                .sum()
                        + account.residualJ())
                .as("processes and residual")
                .isCloseTo(totalJ, exact);
        assertThat(account.coveredS() + account.gapS()).isCloseTo(account.elapsedS(), exact);
        assertThat(account.coveredS()).isNotNegative();
        assertThat(account.gaps()).allMatch(gap -> !gap.reason().toString().isBlank());
    }

    /** The files of a closed run all say the same: the account that follows from its journal, nothing lost, none twice. */
    static void agrees(RunFolder run, List<RunEvent> journalled, Samples samples) throws IOException {
        var account = AccountJson.read(run.account());
        lawsHold(account);
        assertThat(Files.readString(run.account()))
                .as("the account rebuilt from the journal")
                .isEqualTo(new String(AccountJson.write(AccountBuilder.accountOf(journalled)), StandardCharsets.UTF_8));
        var joules = joulesByChannel(journalled);
        same(meteredByChannel(account), joules, "metered in the account");
        var sealed = new TreeMap<String, Double>();
        samples.totals(run).forEach(total -> sealed.put(total.channel(), total.joules()));
        same(sealed, joules, "sum of the samples");
        assertThat(run.report()).isNotEmptyFile();
        assertThat(names(run.path())).containsExactly("account.json", "journal", "report.html", "samples.parquet");
    }

    private static void same(Map<String, Double> actual, Map<String, Double> journalled, String what) {
        journalled.forEach((channel, joules) -> assertThat(actual.getOrDefault(channel, 0.0))
                .as("%s of %s", what, channel)
                .isCloseTo(joules, within(ROUNDING * Math.max(1, joules))));
    }

    /** Sums the readings as plainly as can be, and sees that those of a channel follow each other. */
    private static Map<String, Double> joulesByChannel(List<RunEvent> events) {
        var channels = ((RunEvent.Started) events.getFirst()).channels();
        var joules = new TreeMap<String, Double>();
        var to = new TreeMap<String, Instant>();
        for (var event : events) {
            for (int i = 0; event instanceof RunEvent.Polled polled && i < channels.size(); i++) {
                var reading = polled.readings().get(i);
                String channel = channels.get(i).id();
                if (!(reading instanceof Reading.Pending)) {
                    var before = to.put(channel, reading.to());
                    assertThat(reading.from())
                            .as(channel)
                            .isEqualTo(before == null ? events.getFirst().at() : before);
                }
                if (reading instanceof Reading.Used used) {
                    joules.merge(channel, used.energy().joules(), Double::sum);
                }
            }
        }
        return joules;
    }

    private static Map<String, Double> meteredByChannel(Account account) {
        var joules = new TreeMap<String, Double>();
        account.components().stream()
                .flatMap(component -> component.sources().stream())
                .flatMap(source -> Stream.concat(Stream.of(source), source.details().stream()))
                .forEach(source -> joules.merge(source.channel(), source.meteredJ(), Double::sum));
        return joules;
    }

    static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
