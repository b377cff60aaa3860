package io.negawatt.app.server;

import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.RunFolder;
import io.negawatt.app.store.RunLabels;
import io.negawatt.app.store.StoreException;
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

/**
 * The closed runs of the ledger as they are on the disk: each account is read once, and again when its file changes; the folder
 * is looked through at most once in {@link #FRESH}. Thread-safe.
 */
final class RunShelf {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Ledger ledger;
    private final InstantSource clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private List<RunFacts> sorted = List.of();
    private List<StoreException> problems = List.of();
    private Instant looked = Instant.MIN;

    /** An account as it was when its file had this key; no facts where it cannot be read. */
    private record Entry(String key, Optional<RunFacts> facts, Optional<StoreException> problem) {}

    RunShelf(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** {@return every closed run, the newest first} */
    synchronized List<RunFacts> all() throws StoreException {
        look();
        return sorted;
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
        facts.sort(Comparator.comparing(RunFacts::from).reversed().thenComparing(RunFacts::id));
        sorted = List.copyOf(facts);
        problems = List.copyOf(failures);
    }
}
