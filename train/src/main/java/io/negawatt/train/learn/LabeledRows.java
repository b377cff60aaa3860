package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers labeled texts as they are read, and sees to it that there are two labels and no more. */
final class LabeledRows {
    private static final int LABELS = 2;

    private final String source;
    private final List<Named> rows = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final List<Message> notes = new ArrayList<>();
    private int blank;

    private record Named(String text, String label) {}

    LabeledRows(String source) {
        this.source = source;
    }

    void note(Message note) {
        notes.add(note);
    }

    /** Takes a row that stands on {@code line}. */
    void add(String text, String label, long line) {
        String name = label.strip();
        if (name.isEmpty()) {
            throw BadInputException.of("train.labels.bad.label", source, line);
        }
        if (!names.contains(name) && names.size() == LABELS) {
            var both = List.copyOf(names);
            throw BadInputException.of("train.labels.bad.third", source, line, name, both.get(0), both.get(1));
        }
        names.add(name);
        if (text.isBlank()) {
            blank++;
        } else {
            rows.add(new Named(text, name));
        }
    }

    LabeledTexts texts() {
        var labels = names.stream().sorted().toList();
        if (rows.isEmpty()) {
            throw BadInputException.of("train.labels.bad.empty", source);
        }
        if (labels.size() < LABELS) {
            throw BadInputException.of("train.labels.bad.one", source, labels.get(0));
        }
        if (blank > 0) {
            notes.add(Message.of("train.labels.blank", source, blank));
        }
        var numbered = rows.stream()
                .map(row -> new LabeledTexts.Row(row.text, labels.indexOf(row.label)))
                .toList();
        return new LabeledTexts(source, labels, numbered, notes);
    }
}
