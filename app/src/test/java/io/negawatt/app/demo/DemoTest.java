package io.negawatt.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.server.SavingDesk.Asked;
import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.JournalTail;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.RunFolder;
import io.negawatt.app.store.RunLabels;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.series.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration tells one story: what its runs use, what its site draws and what was saved fit together. */
class DemoTest {
    private static final Instant NOW = Instant.parse("2026-11-22T11:40:00Z");
    private static final int RUNS = 16;

    private final Demo demo = new Demo(() -> NOW);

    @TempDir
    private Path home;

    @Test
    void what_is_saved_is_an_eighth_of_what_would_have_been_used() {
        var month = NOW.minus(Duration.ofDays(21));
        double usedJ = new DemoSchedule(NOW, 7).energyJ(month, NOW);

        var saved = demo.desks()
                .savings()
                .saved(new Asked(month, NOW, Optional.empty()))
                .orElseThrow();

        assertThat(saved.savedJ().mid() / (usedJ + saved.savedJ().mid())).isCloseTo(0.126, within(1e-9));
    }

    @Test
    void runs_draw_what_the_site_draws() {
        var from = NOW.minus(Duration.ofDays(20));
        double meanW = new DemoSchedule(NOW, 7).energyJ(from, NOW.minus(Duration.ofDays(2)))
                / Duration.ofDays(18).toSeconds();

        assertThat(meanW).isBetween(0.75 * 430_000, 1.1 * 430_000);
    }

    @Test
    void saved_in_all_time_is_no_more_than_in_the_weeks_that_there_were() {
        var savings = demo.desks().savings();
        var all = savings.saved(new Asked(Instant.EPOCH, NOW, Optional.empty())).orElseThrow();
        var weeks = savings.saved(new Asked(NOW.minus(Duration.ofDays(32)), NOW, Optional.empty()))
                .orElseThrow();

        assertThat(all.savedJ().mid()).isEqualTo(weeks.savedJ().mid());
    }

    @Test
    void among_the_newest_runs_are_ranks_a_gap_and_an_interrupted_one() throws Exception {
        var ledger = Ledger.of(home);
        demo.writeRuns(ledger, RUNS);
        var accounts = new ArrayList<Account>();
        for (var folder : ledger.folders()) {
            accounts.add(AccountJson.read(folder.account()));
        }

        assertThat(accounts).hasSize(RUNS);
        assertThat(accounts).anySatisfy(it -> {
            assertThat(it.ranks()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(it.gaps()).isNotEmpty();
            assertThat(it.phases()).isNotEmpty();
        });
        assertThat(accounts).anyMatch(it -> it.status() == Account.Status.INTERRUPTED);
        assertThat(accounts).allSatisfy(it -> assertThat(it.notes()).isNotEmpty());
    }

    @Test
    void the_load_wanders_from_day_to_day() {
        List<Double> atNoon = new ArrayList<>();
        for (int day = 0; day < 20; day++) {
            atNoon.add(DemoJob.allComputeW(NOW.minus(Duration.ofDays(day))));
        }
        double mean = atNoon.stream().mapToDouble(it -> it).average().orElseThrow();
        double spread = Math.sqrt(atNoon.stream()
                .mapToDouble(it -> (it - mean) * (it - mean))
                .average()
                .orElseThrow());

        assertThat(spread / mean).isBetween(0.015, 0.1);
    }

    @Test
    void says_which_meter_is_closed_and_what_opens_it() {
        assertThat(demo.closedMeters()).singleElement().satisfies(it -> {
            assertThat(it.remedy()).isPresent();
            assertThat(it.command()).contains("sudo");
        });
    }

    @Test
    void a_run_goes_on_until_it_is_taken_back() throws Exception {
        var clock = new AtomicReference<>(NOW);
        var going = new Demo(clock::get);
        var ledger = Ledger.of(home);
        going.beginRun(ledger);
        var folder = ledger.folders().getFirst();
        assertThat(folder.closed()).isFalse();
        assertThat(RunLabels.read(folder).tenant()).contains("vision");

        double beforeJ = usedJ(folder);
        clock.set(NOW.plusSeconds(60));
        going.runOn();
        assertThat(usedJ(folder) - beforeJ).isCloseTo(60 * DemoLive.MEAN_W * 1.2, within(60 * DemoLive.MEAN_W * 0.6));

        going.endRun();
        assertThat(ledger.folders()).isEmpty();
    }

    private static double usedJ(RunFolder folder) throws Exception {
        double[] joules = {0};
        new JournalTail(folder, event -> {
                    if (event instanceof RunEvent.Polled polled) {
                        polled.readings()
                                .forEach(it -> joules[0] +=
                                        ((Reading.Used) it).energy().joules());
                    }
                })
                .read();
        return joules[0];
    }
}
