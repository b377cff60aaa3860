package io.negawatt.app.cli;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.store.RunLabels;
import io.negawatt.core.text.BadInputException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The labels that {@code --label NAME=VALUE} gives a run: few and short, and none that the meters give themselves. */
final class LabelWords {
    private static final int MOST = 16;
    private static final int LONGEST = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
    private static final Set<String> RESERVED = Set.of(
            Names.NODE,
            Names.CHANNEL,
            Names.METER,
            Names.DEVICE,
            Names.COMPONENT,
            Names.SCOPE,
            Names.TIER,
            Names.PARENT,
            Names.RUN,
            Names.KIND,
            Names.SOURCE,
            Names.UNIT);

    private LabelWords() {}

    static RunLabels of(Map<String, String> labels) {
        if (labels.size() > MOST) {
            throw BadInputException.of("cli.run.label.many", labels.size(), MOST);
        }
        labels.forEach(LabelWords::check);
        return new RunLabels(labels);
    }

    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw BadInputException.of("cli.run.label.name", name);
        }
        if (RESERVED.contains(name)) {
            throw BadInputException.of("cli.run.label.reserved", name);
        }
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw BadInputException.of("cli.run.label.value", name, LONGEST);
        }
    }
}
