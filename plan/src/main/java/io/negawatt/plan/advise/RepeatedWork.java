package io.negawatt.plan.advise;

import io.negawatt.core.account.Account;
import io.negawatt.core.text.Message;
import java.util.List;
import java.util.function.Predicate;

/** A command that has run to its end before, word for word: its result could have been kept. */
final class RepeatedWork implements FindingKind {

    @Override
    public String name() {
        return "repeated";
    }

    @Override
    public List<Finding> of(Subject.Run run) {
        var account = run.account();
        var before = run.sameCommand().stream()
                .filter(Predicate.not(FailedWork::failed))
                .filter(other -> other.from().isBefore(account.from()))
                .toList();
        if (before.isEmpty() || FailedWork.failed(account)) {
            return List.of();
        }
        return List.of(Finding.change(
                name(),
                Message.of("finding.repeated.title", before.size() + 1),
                Message.of("finding.repeated.detail", ids(before)),
                Change.ofEnergy(Change.upTo(1), Change.upTo(1)),
                Message.of("finding.basis.ledger"),
                List.of("negawatt", "account", "compare", before.getLast().id(), account.id())));
    }

    private static String ids(List<Account> accounts) {
        return String.join(", ", accounts.stream().map(Account::id).limit(5).toList());
    }
}
