package io.negawatt.app.alert;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.RunFolder;
import io.negawatt.app.store.RunLabels;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.Account;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Tokens of closed runs and the energy that they took; each account is read once. Not thread-safe. */
final class RunWork {
    private static final String TOKENS = "tokens";

    private final Ledger ledger;
    private final Consumer<StoreException> unreadable;
    private final Map<String, Optional<Run>> read = new HashMap<>();

    private record Run(
            Optional<String> tenant,
            Optional<String> job,
            Map<String, String> labels,
            long endMs,
            double energyJ,
            double tokens) {}

    /** @param unreadable told once of each account that cannot be read */
    RunWork(Ledger ledger, Consumer<StoreException> unreadable) {
        this.ledger = ledger;
        this.unreadable = unreadable;
    }

    /** {@return the sums over the runs that ended in {@code [fromMs, toMs)} and counted tokens} */
    Usage.Work between(Usage.Whose whose, long fromMs, long toMs) throws StoreException {
        var folders = ledger.folders().stream().filter(RunFolder::closed).toList();
        read.keySet().retainAll(folders.stream().map(RunFolder::id).toList());
        double energyJ = 0;
        double tokens = 0;
        for (var folder : folders) {
            var run = read.computeIfAbsent(folder.id(), _ -> read(folder));
            if (run.isPresent() && run.get().endMs() >= fromMs && run.get().endMs() < toMs && isOf(run.get(), whose)) {
                energyJ += run.get().energyJ();
                tokens += run.get().tokens();
            }
        }
        return new Usage.Work(energyJ, tokens);
    }

    private Optional<Run> read(RunFolder folder) {
        try {
            var account = AccountJson.read(folder.account());
            var labels = RunLabels.read(folder);
            double tokens = account.work().stream()
                    .filter(it -> it.unit().equals(TOKENS))
                    .mapToDouble(Account.Work::amount)
                    .sum();
            long endMs = account.from().toEpochMilli() + Math.round(account.elapsedS() * 1e3);
            return tokens > 0
                    ? Optional.of(new Run(
                            labels.tenant(),
                            account.job().map(it -> it.key()),
                            labels.labels(),
                            endMs,
                            account.totalJ().mid(),
                            tokens))
                    : Optional.empty();
        } catch (StoreException e) {
            unreadable.accept(e);
            return Optional.empty();
        }
    }

    private static boolean isOf(Run run, Usage.Whose whose) {
        boolean tenant = whose.tenant().isEmpty() || whose.tenant().equals(run.tenant());
        return tenant
                && whose.labels().entrySet().stream()
                        .allMatch(it -> it.getKey().equals(Names.JOB)
                                ? run.job().filter(it.getValue()::equals).isPresent()
                                : it.getValue().equals(run.labels().get(it.getKey())));
    }
}
