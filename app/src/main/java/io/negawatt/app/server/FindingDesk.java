package io.negawatt.app.server;

import io.negawatt.core.account.Account;
import io.negawatt.core.text.Lang;
import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.Optional;

/** What could be done about a run. */
@FunctionalInterface
public interface FindingDesk {

    /**
     * Something that could be done. Changes are fractions of what the run used, negative where something is saved; one that is
     * not known is empty.
     *
     * @param id such as {@code 7f3a.1}
     * @param command what does it
     */
    record Finding(
            String id,
            String title,
            String detail,
            Optional<Interval> energy,
            Optional<Interval> time,
            Optional<Interval> cost,
            Optional<Interval> carbon,
            Optional<String> command) {}

    /**
     * {@return the findings, the most saving first}
     *
     * @param others runs of the same command on the same host and of the same tenant
     */
    List<Finding> findings(Account account, List<Account> others, Lang lang);
}
