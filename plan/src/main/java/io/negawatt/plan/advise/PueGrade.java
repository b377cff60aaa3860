package io.negawatt.plan.advise;

import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * The grade of a data center by GB 40879-2021: grade 1 up to an energy ratio of 1.20, grade 2 up to 1.30, grade 3, which is the limit,
 * up to 1.50. The ratio is that of all electricity of the site to that of its IT equipment, over a year.
 */
final class PueGrade implements Policy {
    static final double GRADE_1 = 1.20;
    static final double GRADE_2 = 1.30;
    static final double GRADE_3 = 1.50;
    /** Above the limit there is no grade. */
    static final int NO_GRADE = 4;

    @Override
    public String name() {
        return "gb-40879";
    }

    @Override
    public Sheet of(PolicyFacts facts) {
        var pue = facts.pue();
        if (pue.isEmpty()) {
            return new Sheet(name(), List.of(Sheet.missing("pue", "--total-energy, --it-energy")), notes());
        }
        var value = pue.get().value();
        var rows = new ArrayList<Sheet.Row>();
        rows.add(Sheet.figure("pue", value, "", pue.get().basis()));
        rows.add(Sheet.words("grade", grade(value.mid(), grade(value.low()), grade(value.high())), limits()));
        var limit = Message.of(grade(value.mid()) == NO_GRADE ? "policy.no" : "policy.yes");
        rows.add(Sheet.words("limit", limit, limits()));
        return new Sheet(name(), rows, notes());
    }

    /** {@return the grade of an energy ratio, which is at least 1; {@link #NO_GRADE} above the limit} */
    static int grade(double ratio) {
        if (ratio <= GRADE_1) {
            return 1;
        }
        if (ratio <= GRADE_2) {
            return 2;
        }
        return ratio <= GRADE_3 ? 3 : NO_GRADE;
    }

    private static Message grade(double mid, int best, int worst) {
        var own = name(grade(mid));
        return best == worst ? own : Message.of("policy.gb-40879.range", own, name(best), name(worst));
    }

    private static Message name(int grade) {
        return grade == NO_GRADE ? Message.of("policy.gb-40879.none") : Message.of("policy.gb-40879.one", grade);
    }

    private static Message limits() {
        return Message.of("policy.gb-40879.limits");
    }

    private static List<Message> notes() {
        return List.of(Message.of("policy.gb-40879.note"));
    }
}
