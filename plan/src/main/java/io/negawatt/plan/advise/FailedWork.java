package io.negawatt.plan.advise;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.Status;
import io.negawatt.core.text.Message;
import java.util.List;

/** A run that failed or was cut short: what it used is lost unless the next one goes on from where it came to. */
final class FailedWork implements FindingKind {

    @Override
    public String name() {
        return "failed";
    }

    @Override
    public List<Finding> of(Subject.Run run) {
        if (!failed(run.account())) {
            return List.of();
        }
        var change = Change.ofEnergy(Change.upTo(1), Change.upTo(1));
        return List.of(Finding.change(
                name(),
                Message.of("finding.failed.title"),
                Message.of("finding.failed.detail"),
                change,
                Message.of("finding.basis.account"),
                run.training("--checkpoint", "training.ckpt", "--checkpoint-every", "100", "--resume")));
    }

    /** {@return whether a run did not come to its end, or ended with a code that says it failed} */
    static boolean failed(Account account) {
        return account.status() == Status.INTERRUPTED
                || account.exitCode().stream().anyMatch(code -> code != 0);
    }
}
