package io.negawatt.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.app.store.Credit.Saved;
import io.negawatt.app.store.Credit.State;
import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CreditsTest {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-08T00:00:00Z");

    @TempDir
    Path home;

    static Credit credit(State state, String subject, Instant from, Instant to) {
        return new Credit(
                state,
                subject,
                "paired-replay",
                "run-now",
                from,
                to,
                7,
                new Saved(
                        Optional.of(new Interval(9e6, 10e6, 12e6)),
                        Optional.of(new Interval(800, 1000, 1100)),
                        Optional.empty(),
                        Optional.of(new Cost(new Interval(1, 2, 3), "EUR"))));
    }

    @Test
    void whatIsAddedIsThereOnceHoweverOftenItIsAdded() throws Exception {
        var credits = Credits.of(home);
        assertThat(credits.list().credits()).isEmpty();
        var one = credit(State.VERIFIED, "site", FROM, TO);
        assertThat(credits.add(one)).isEqualTo(credits.add(one));
        assertThat(Credits.of(home).list()).isEqualTo(new Credits.Listing(List.of(one), List.of()));
    }

    @Test
    void theSameSavingOfATimeThatOverlapsIsRefused() throws Exception {
        var credits = Credits.of(home);
        credits.add(credit(State.VERIFIED, "site", FROM, TO));
        var later = credit(State.VERIFIED, "site", TO.minusSeconds(1), TO.plusSeconds(100));
        assertThatThrownBy(() -> credits.add(later))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("count twice");
        credits.add(credit(State.VERIFIED, "site", TO, TO.plusSeconds(100)));
        credits.add(credit(State.VERIFIED, "jobs.csv", FROM, TO));
        credits.add(credit(State.PLANNED, "site", FROM, TO));
        assertThat(credits.list().credits()).hasSize(4);
    }

    @Test
    void aDamagedFileIsToldAndDoesNotCount() throws Exception {
        var file = Credits.of(home).add(credit(State.VERIFIED, "site", FROM, TO));
        Files.writeString(file, Files.readString(file).replace("verified", "promised"));
        var listing = Credits.of(home).list();
        assertThat(listing.credits()).isEmpty();
        assertThat(listing.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.getMessage()).contains("promised", "does not count"));
    }

    @Test
    void aPowerCutLeavesAWholeCreditOrNone() {
        int kept = 0;
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var disk = new FaultyDisk();
            disk.failing(random.nextInt(10), Integer.MAX_VALUE, FaultyDisk.Fault.TEAR);
            boolean done = true;
            try {
                Credits.of(Path.of("/home/li"), disk).add(credit(State.VERIFIED, "site", FROM, TO));
            } catch (IOException e) {
                done = false;
            }
            disk.cutPower(random);
            var files = disk.files().stream()
                    .filter(file -> file.toString().endsWith(".json"))
                    .toList();
            assertThat(!done || files.size() == 1).isTrue();
            files.forEach(file ->
                    assertThat(CreditJson.read(disk.bytes(file)).subject()).isEqualTo("site"));
            kept += files.size();
        }
        assertThat(kept).isBetween(1, 499);
    }
}
