package io.negawatt.app.alert;

import java.util.List;
import java.util.Locale;

/**
 * When an alert is raised and when it ends. A rule's value is 1 where it becomes true; the alert lasts until the value is below
 * {@code clear}, so that a figure that wavers about its limit raises no alert twice. A list in the order of how bad it is.
 */
enum Rule {
    /** The limit is reached. */
    LIMIT("bad", 0.97) {
        @Override
        double value(Standing standing) {
            return standing.level();
        }
    },
    /** At the rate of the last hour, which is also that of the last six, the budget will not last. */
    BURN("warn", 0.75) {
        @Override
        double value(Standing standing) {
            boolean lasts = standing.exhausted().isEmpty() || standing.level() >= 1;
            return lasts ? 0 : standing.burn().map(BurnRate::lesser).orElse(0.0) / BURN_MOST;
        }

        @Override
        double valueToClear(Standing standing) {
            return standing.level() >= 1
                    ? 0
                    : standing.burn().map(BurnRate::fast).orElse(0.0) / BURN_MOST;
        }
    },
    /** The end of the period will be beyond the limit. */
    FORECAST("warn", 0.97) {
        @Override
        double value(Standing standing) {
            return standing.level() >= 1
                    ? 0
                    : standing.end().map(it -> it.mid() / standing.limit()).orElse(0.0);
        }
    },
    /** What does not add up is near its limit. */
    NEAR("warn", 0.94) {
        @Override
        double value(Standing standing) {
            boolean flow = standing.budget().measure().isFlow();
            return flow || standing.level() >= 1 ? 0 : standing.level() / NEAR_LIMIT;
        }
    };

    static final List<Rule> ALL = List.of(values());

    /** Twice as fast as planned: the budget is gone in half of its time. */
    static final double BURN_MOST = 2;

    private static final double NEAR_LIMIT = 0.9;

    private final String severity;
    private final double clear;

    Rule(String severity, double clear) {
        this.severity = severity;
        this.clear = clear;
    }

    /** {@return {@code warn} or {@code bad}} */
    String severity() {
        return severity;
    }

    /** {@return 1 or more where the alert is to be raised; NaN where nobody knows} */
    abstract double value(Standing standing);

    double valueToClear(Standing standing) {
        return value(standing);
    }

    /** {@return whether the alert is to be raised} */
    boolean raises(Standing standing) {
        return value(standing) >= 1;
    }

    /** {@return whether an alert that was raised is over; not where nobody knows} */
    boolean clears(Standing standing) {
        return valueToClear(standing) < clear;
    }

    /** {@return the name in files and message keys} */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
