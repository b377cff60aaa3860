package io.negawatt.app.demo;

import io.negawatt.app.ingest.Intake;
import io.negawatt.app.live.LiveException;
import io.negawatt.app.server.Desks;
import io.negawatt.app.server.FindingDesk.Finding;
import io.negawatt.app.server.SavingDesk.Asked;
import io.negawatt.app.server.SavingDesk.Saved;
import io.negawatt.app.server.SavingDesk.Share;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.Account;
import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.meter.MeterKind;
import io.negawatt.core.meter.Meters;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The demonstration: a ledger of runs, a month of power, a run that goes on, and a sample of every series each time it is asked to go
 * on. One thread feeds it; its desks are thread-safe.
 */
public final class Demo {
    private static final Duration BACK = Duration.ofDays(31);
    private static final Duration BACK_STEP = Duration.ofMinutes(10);
    private static final Duration FINE = Duration.ofHours(26);
    private static final Duration FINE_STEP = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    /** The store sorts samples by the hour, and looks through a batch for each hour that it tells of. */
    private static final int SAMPLES_A_BATCH = 144;

    private static final long SEED = 7;
    /** What is saved of what would have been used. */
    private static final double SAVED = 0.126;

    private static final double SAVED_ERROR = 0.08;
    /** What runs draw at a time, cooling included. */
    private static final double RUNS_W = 430_000;

    private final SiteSetting site;
    private final InstantSource clock;
    private final DemoPlant plant = new DemoPlant();
    private final DemoSchedule schedule;
    private long sequence;
    private Optional<DemoLive> running = Optional.empty();

    public Demo(InstantSource clock) {
        this.clock = clock;
        this.site = DemoSite.around(clock.instant());
        this.schedule = new DemoSchedule(clock.instant(), SEED);
    }

    /** {@return the site of the demonstration} */
    public SiteSetting site() {
        return site;
    }

    /** {@return budgets, actions, plans, savings and findings of the demonstration} */
    public Desks desks() {
        return new Desks(
                new DemoBudgets(clock, site.clock()),
                new DemoActions(clock),
                new DemoPlans(site, clock),
                this::saved,
                (account, _, lang) -> findings(account, lang));
    }

    /** Writes the runs of the last weeks into an empty ledger. */
    public void writeRuns(Ledger ledger) throws StoreException {
        writeRuns(ledger, schedule.runs().size());
    }

    /** Writes so many runs of the last weeks, the newest first. */
    public void writeRuns(Ledger ledger, int count) throws StoreException {
        var runs = new DemoRuns(site.terms(), SEED);
        for (var planned : schedule.runs().subList(0, count)) {
            runs.write(ledger, planned);
            runOn();
        }
    }

    /** {@return the meter of its nodes that is closed, with what opens it} */
    public List<Discoveries.Row> closedMeters() {
        var rapl = Meters.ALL.stream().filter(it -> it.name().equals("rapl")).findFirst();
        var closed = new MeterKind.Discovery.Closed(
                Message.of("demo.meter.rapl"),
                Message.of("demo.meter.rapl.remedy"),
                List.of("sudo", "chmod", "a+r", "/sys/class/powercap/intel-rapl:0/energy_uj"));
        return rapl.stream().map(it -> new Discoveries.Row(it, closed)).toList();
    }

    /** Stores the power of the last month: by ten minutes, and of the last day by the minute. */
    public void writePast(Intake intake) throws LiveException {
        var now = clock.instant();
        var times = new ArrayList<Instant>();
        var fine = now.minus(FINE);
        for (var at = now.minus(BACK); at.isBefore(now.minusSeconds(1)); ) {
            times.add(at);
            at = at.plus(at.isBefore(fine) ? BACK_STEP : FINE_STEP);
        }
        for (int i = 0; i < times.size(); i += SAMPLES_A_BATCH) {
            var part = times.subList(i, Math.min(times.size(), i + SAMPLES_A_BATCH));
            intake.take(plant.at(part, times.getLast(), now.toEpochMilli(), sequence++), Optional.empty());
        }
    }

    /** Stores the power of this moment. */
    public void goOn(Intake intake) throws LiveException {
        var now = clock.instant();
        intake.take(plant.at(now, 0, now.toEpochMilli()), Optional.empty());
    }

    /** Begins the run that goes on; from now on {@link #runOn} tells what it uses. */
    public void beginRun(Ledger ledger) throws StoreException {
        running = Optional.of(DemoLive.begin(ledger, site.terms(), clock.instant()));
    }

    /** Lets the run go on up to now, where one has begun. */
    public void runOn() throws StoreException {
        if (running.isPresent()) {
            running.get().goOn(clock.instant());
        }
    }

    /** Takes the run that goes on back. */
    public void endRun() throws StoreException {
        if (running.isPresent()) {
            running.get().close();
            running = Optional.empty();
        }
    }

    private Optional<Saved> saved(Asked asked) {
        if (asked.tenant().isPresent()) {
            return Optional.empty();
        }
        double usedJ = usedJ(asked.from(), asked.to());
        if (usedJ <= 0) {
            return Optional.empty();
        }
        double savedJ = usedJ * SAVED / (1 - SAVED);
        return Optional.of(new Saved(
                Interval.within(savedJ, SAVED_ERROR),
                List.of(new Share("paired", 0.62), new Share("regression", 0.38))));
    }

    /** Of some hours what the site draws, since few runs end in them; of a longer time what its runs used. */
    private double usedJ(Instant from, Instant to) {
        var length = Duration.between(from, to);
        return length.compareTo(DAY) < 0 ? RUNS_W * length.toMillis() / 1e3 : schedule.energyJ(from, to);
    }

    private static List<Finding> findings(Account account, Lang lang) {
        var texts = Texts.of(lang);
        return List.of(
                new Finding(
                        account.id() + ".1",
                        texts.get("demo.finding.clock"),
                        texts.get("demo.finding.clock.detail"),
                        Optional.of(new Interval(-0.14, -0.12, -0.10)),
                        Optional.of(new Interval(0.02, 0.03, 0.04)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("sudo nvidia-smi --lock-gpu-clocks=0,1605")),
                new Finding(
                        account.id() + ".2",
                        texts.get("demo.finding.start"),
                        texts.get("demo.finding.start.detail"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Interval(0.02, 0.04, 0.06)),
                        Optional.of(new Interval(-0.34, -0.29, -0.24)),
                        Optional.of("systemd-run --user --on-calendar=11:00 negawatt run -- train " + account.name())));
    }
}
