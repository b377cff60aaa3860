package io.negawatt.app.server;

import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.RunFolder;
import io.negawatt.app.store.RunLabels;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The runs of the ledger. Closed ones are as they are on the disk: each account is read once, and again when its file changes; the
 * folder is looked through at most once in {@link #FRESH}. Those that go on are as their journals tell. Thread-safe.
 */
final class RunShelf {
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Comparator<RunFacts> NEWEST_FIRST =
            Comparator.comparing(RunFacts::from).reversed().thenComparing(RunFacts::id);

    private final Ledger ledger;
    private final InstantSource clock;
    private final LiveRuns live;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private List<RunFacts> sorted = List.of();
    private List<StoreException> problems = List.of();
    private Instant looked = Instant.MIN;

    /** An account as it was when its file had this key; no facts where it cannot be read. */
    private record Entry(String key, Optional<RunFacts> facts, Optional<StoreException> problem) {}

    RunShelf(Ledger ledger, InstantSource clock, LiveRuns live) {
        this.ledger = ledger;
        this.clock = clock;
        this.live = live;
    }

    /** {@return every run that has begun, the newest first} */
    synchronized List<RunFacts> all() throws StoreException {
        look();
        var going = live.facts().stream()
                .filter(it -> !entries.containsKey(it.id()))
                .toList();
        return going.isEmpty()
                ? sorted
                : Stream.concat(going.stream(), sorted.stream())
                        .sorted(NEWEST_FIRST)
                        .toList();
    }

    /** {@return the run where it goes on} */
    Optional<LiveRun> live(RunFolder folder) {
        return folder.closed() ? Optional.empty() : live.find(folder.id());
    }

    /** {@return the account of a run, so far where it goes on} */
    Account account(RunFolder folder) throws StoreException {
        var going = live(folder).flatMap(LiveRun::account);
        return going.isPresent() ? going.get() : AccountJson.read(folder.account());
    }

    /** {@return closed runs of the same command on the same host and of the same tenant, the newest first} */
    synchronized List<RunFacts> like(RunFacts run) throws StoreException {
        look();
        return sorted.stream()
                .filter(it -> !it.id().equals(run.id()) && it.host().equals(run.host()))
                .filter(it -> it.command().equals(run.command()) && it.tenant().equals(run.tenant()))
                .toList();
    }

    /** {@return accounts that cannot be read} */
    synchronized List<StoreException> problems() throws StoreException {
        look();
        return problems;
    }

    /** {@return the folder of the run whose id begins so, and which the caller may see} */
    RunFolder folder(Call call, String prefix) throws StoreException {
        var found = all().stream()
                .filter(it -> it.id().startsWith(prefix) && call.sees(it.tenant()))
                .toList();
        var exact = found.stream().filter(it -> it.id().equals(prefix)).findFirst();
        if (exact.isEmpty() && found.size() > 1) {
            throw Problem.of(400, "bad.run", prefix, found.size());
        }
        var run = exact.or(() -> found.stream().findFirst()).orElseThrow(() -> Problem.missing("run", prefix));
        return folder(run);
    }

    RunFolder folder(RunFacts run) {
        return new RunFolder(run.id(), ledger.home().resolve("runs").resolve(run.id()));
    }

    RunFacts facts(RunFolder folder) throws StoreException {
        return all().stream()
                .filter(it -> it.id().equals(folder.id()))
                .findFirst()
                .orElseThrow(() -> Problem.missing("run", folder.id()));
    }

    private void look() throws StoreException {
        var now = clock.instant();
        if (now.isBefore(looked.plus(FRESH))) {
            return;
        }
        var folders = ledger.folders().stream().filter(RunFolder::closed).toList();
        boolean changed =
                entries.keySet().retainAll(folders.stream().map(RunFolder::id).toList());
        for (var folder : folders) {
            changed |= refresh(folder);
        }
        if (changed) {
            sort();
        }
        looked = now;
    }

    private boolean refresh(RunFolder folder) {
        String key = key(folder);
        var before = entries.get(folder.id());
        if (before != null && before.key().equals(key)) {
            return false;
        }
        entries.put(folder.id(), read(folder, key));
        return true;
    }

    /** A file that is gone between two looks has a key of its own, and its account a problem. */
    private static String key(RunFolder folder) {
        try {
            var file = Files.readAttributes(folder.account(), BasicFileAttributes.class);
            return file.size() + " " + file.lastModifiedTime();
        } catch (IOException e) {
            return "unreadable";
        }
    }

    private static Entry read(RunFolder folder, String key) {
        try {
            var tenant = RunLabels.read(folder).tenant();
            return new Entry(
                    key, Optional.of(RunFacts.of(AccountJson.read(folder.account()), tenant)), Optional.empty());
        } catch (StoreException e) {
            return new Entry(key, Optional.empty(), Optional.of(e));
        }
    }

    private void sort() {
        var facts = new ArrayList<RunFacts>();
        var failures = new ArrayList<StoreException>();
        entries.values().forEach(entry -> {
            entry.facts().ifPresent(facts::add);
            entry.problem().ifPresent(failures::add);
        });
        facts.sort(NEWEST_FIRST);
        sorted = List.copyOf(facts);
        problems = List.copyOf(failures);
    }
}
