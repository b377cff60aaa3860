package io.negawatt.app.report;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import io.negawatt.plan.advise.Change;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a change comes to in words: {@code energy −18 % (−21…−15), time +4 % (+2…+6)}. */
record ChangeWords(Lang lang) {
    private static final double PERCENT = 100;
    private static final int DIGITS = 2;

    /** {@return the parts that change, in one line} */
    String sentence(Change change) {
        return Stream.of(
                        part("energy", Optional.of(change.energy())),
                        part("cost", change.cost()),
                        part("carbon", change.carbon()),
                        part("time", Optional.of(change.time())))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" · "));
    }

    private Optional<String> part(String name, Optional<Interval> part) {
        return part.filter(it -> it.low() != 0 || it.high() != 0)
                .map(it -> Texts.of(lang).get("report.change." + name, text(it)));
    }

    /** {@return a part in percent with its ends; a dash where it is not known} */
    static String text(Optional<Interval> part) {
        return part.map(ChangeWords::text).orElse("—");
    }

    static String text(Interval part) {
        return part.low() == part.high()
                ? percent(part.mid()) + " %"
                : percent(part.mid()) + " % (" + percent(part.low()) + "…" + percent(part.high()) + ")";
    }

    private static String percent(double part) {
        String digits =
                Math.abs(part) < 1 ? Numbers.significant(part * PERCENT, DIGITS) : Numbers.fixed(part * PERCENT, 0);
        return (part > 0 ? "+" : "") + digits;
    }
}
