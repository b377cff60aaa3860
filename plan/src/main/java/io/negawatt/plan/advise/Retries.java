package io.negawatt.plan.advise;

import io.negawatt.core.account.Account;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.time.Duration;
import java.util.List;

/** Attempts of the same command that failed within the day before: each began from nothing. */
final class Retries implements FindingKind {
    private static final Duration A_DAY = Duration.ofDays(1);

    @Override
    public String name() {
        return "retries";
    }

    @Override
    public List<Finding> of(Subject.Run run) {
        var account = run.account();
        var failed = run.sameCommand().stream()
                .filter(FailedWork::failed)
                .filter(other -> isShortlyBefore(other, account))
                .toList();
        if (failed.isEmpty()) {
            return List.of();
        }
        double lostJ =
                failed.stream().map(Account::totalJ).mapToDouble(Interval::mid).sum();
        double lostS = failed.stream().mapToDouble(Account::elapsedS).sum();
        double share = lostJ / (lostJ + account.totalJ().mid());
        return List.of(Finding.change(
                name(),
                Message.of("finding.retries.title", failed.size(), new Energy(lostJ)),
                Message.of("finding.retries.detail"),
                Change.ofEnergy(Change.upTo(share), Change.upTo(lostS / (lostS + account.elapsedS()))),
                Message.of("finding.basis.ledger"),
                run.training("--checkpoint", "training.ckpt", "--checkpoint-every", "100", "--resume")));
    }

    private static boolean isShortlyBefore(Account other, Account account) {
        return other.from().isBefore(account.from())
                && !other.from().isBefore(account.from().minus(A_DAY));
    }
}
