package io.negawatt.train.learn;

import io.negawatt.core.text.Message;
import io.negawatt.train.learn.CommentOrCode.Fate;
import io.negawatt.train.learn.LabeledTexts.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Collects the comment lines and code lines of source files, and counts what became of every line. */
final class SourceHarvest {
    static final int FEWEST_LETTERS = 3;
    static final int LONGEST_LINE = 400;

    private static final Pattern OPENING = Pattern.compile("^(?:/\\*+|\\*+(?!/)|//+|#+|<!--+)");
    private static final Pattern CLOSING = Pattern.compile("(?:\\*+/|--+>)$");

    private final List<List<Row>> files = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Set<Integer>> labelsByText = new HashMap<>();
    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    private final List<Message> notes = new ArrayList<>();

    /** Takes a file; one in a language that is not known is passed over. */
    void add(Path file, String name) {
        SourceSyntax.of(file).ifPresent(syntax -> {
            switch (TextRead.of(file, name)) {
                case TextRead.Unread unread -> notes.add(Message.of("train.text.skipped", unread.why()));
                case TextRead.Text text -> {
                    text.note().ifPresent(notes::add);
                    names.add(name);
                    files.add(rows(syntax, text.text()));
                }
            }
        });
    }

    private List<Row> rows(SourceSyntax syntax, String text) {
        var rows = new ArrayList<Row>();
        var lines = new SourceLines(syntax);
        for (String line : (Iterable<String>) text.lines()::iterator) {
            switch (lines.next(line)) {
                case BLANK -> count(Fate.BLANK);
                case MIXED -> count(Fate.MIXED);
                case TEXT -> count(Fate.NEITHER);
                case CODE -> add(line.strip(), CommentOrCode.CODE, rows);
                case COMMENT -> addComment(line.strip(), rows);
            }
        }
        return rows;
    }

    private void addComment(String line, List<Row> rows) {
        // Names the interpreter of a script.
        if (line.startsWith("#!")) {
            count(Fate.NEITHER);
        } else {
            String opened = OPENING.matcher(line).replaceFirst("");
            add(CLOSING.matcher(opened).replaceFirst("").strip(), CommentOrCode.COMMENT, rows);
        }
    }

    private void add(String text, int label, List<Row> rows) {
        if (text.codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS) {
            count(Fate.SHORT);
        } else if (text.length() > LONGEST_LINE) {
            count(Fate.LONG);
        } else {
            rows.add(new Row(text, label));
            labelsByText.computeIfAbsent(text, _ -> new HashSet<>()).add(label);
        }
    }

    private void count(Fate fate) {
        fates.merge(fate, 1, Integer::sum);
    }

    /** {@return the names of the files, in the order they came} */
    List<String> names() {
        return names;
    }

    /** {@return for each file the lines that no file before it has, without those that are code here and comment there} */
    List<List<Row>> different() {
        var seen = new HashSet<String>();
        return files.stream()
                .map(rows -> rows.stream().filter(row -> keep(row, seen)).toList())
                .toList();
    }

    private boolean keep(Row row, Set<String> seen) {
        var fate = fate(row, seen);
        count(fate);
        return fate == Fate.CODE || fate == Fate.COMMENT;
    }

    private Fate fate(Row row, Set<String> seen) {
        if (labelsByText.getOrDefault(row.text(), Set.of()).size() > 1) {
            return Fate.AMBIGUOUS;
        }
        if (!seen.add(row.text())) {
            return Fate.REPEATED;
        }
        return row.label() == CommentOrCode.CODE ? Fate.CODE : Fate.COMMENT;
    }

    Map<Fate, Integer> fates() {
        return fates;
    }

    List<Message> notes() {
        return notes;
    }
}
