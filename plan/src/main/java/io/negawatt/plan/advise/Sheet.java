package io.negawatt.plan.advise;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.Optional;

/**
 * What a policy asks for, filled in.
 *
 * @param policy its name
 * @param rows what it asks for, in its order
 * @param notes what a reader must know to use the sheet
 */
public record Sheet(String policy, List<Row> rows, List<Message> notes) {
    private static final int DIGITS = 4;

    public Sheet {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
    }

    /** {@return the name of the policy in full} */
    public Message title() {
        return Message.of("policy." + policy + ".title");
    }

    /** {@return the text that the policy rests on, and what of it is computed here} */
    public Message source() {
        return Message.of("policy." + policy + ".source");
    }

    /**
     * One thing that is asked for.
     *
     * @param id name in files, such as {@code pue}
     * @param figure the figure with its 90 % interval; empty where it is not known or is no figure
     * @param unit its unit; empty for a ratio
     * @param words what is said beside the figure, or instead of it
     * @param basis how it was got, or what would tell it
     */
    public record Row(String id, Optional<Interval> figure, String unit, Optional<Message> words, Message basis) {

        /** {@return the figure as it is written, without its interval; a dash where there is none} */
        public String text() {
            return figure.map(it -> (Numbers.significant(it.mid(), DIGITS) + " " + unit).strip())
                    .orElse("—");
        }
    }

    static Row figure(String id, Interval figure, String unit, Message basis) {
        return new Row(id, Optional.of(figure), unit, Optional.empty(), basis);
    }

    static Row words(String id, Message words, Message basis) {
        return new Row(id, Optional.empty(), "", Optional.of(words), basis);
    }

    /** {@return a row whose figure nobody stated; {@code option} would tell it} */
    static Row missing(String id, String option) {
        return new Row(id, Optional.empty(), "", Optional.empty(), Message.of("policy.missing", option));
    }
}
