package io.negawatt.core.account;

import io.negawatt.core.account.Account.GapSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Time that is covered by readings. */
final class Coverage {
    private Coverage() {}

    /** {@return the time in which at least one of these gaps is open, in s} */
    static double unionS(List<GapSpan> gaps) {
        var sorted = gaps.stream().sorted(Comparator.comparing(GapSpan::from)).toList();
        double unionS = 0;
        Instant until = Instant.MIN;
        for (var gap : sorted) {
            var from = gap.from().isAfter(until) ? gap.from() : until;
            if (gap.to().isAfter(from)) {
                unionS += Duration.between(from, gap.to()).toNanos() * 1e-9;
                until = gap.to();
            }
        }
        return unionS;
    }
}
