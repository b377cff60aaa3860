package io.negawatt.app.cli;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a command knows of its surroundings: whom it talks to, in which language, and what time it is.
 *
 * @param lang language of everything a person reads
 * @param out results; UTF-8, flushed when the command ends
 * @param err everything else; UTF-8, flushed at each line
 * @param terminals which of the two streams a person watches
 * @param environment variables as the user set them; give exactly these to child processes
 * @param clock wall clock
 */
public record Session(
        Lang lang,
        PrintStream out,
        PrintStream err,
        Terminals terminals,
        Map<String, String> environment,
        InstantSource clock) {

    /** Where the launcher keeps the user's LC_ALL when it starts the JVM under UTF-8, so that arguments keep their bytes. */
    private static final String SAVED_LC_ALL = "NEGAWATT_LC_ALL";

    /**
     * Which streams are terminals; pipes and files get no color and no live line.
     *
     * @param columns width of the terminal as the launcher found it; 0 where it did not
     */
    public record Terminals(boolean out, boolean err, int columns) {
        public static final Terminals NONE = new Terminals(false, false, 0);

        /** {@return the terminals among the file descriptors {@code fds}, such as {@code 12} for both} */
        public static Terminals ofDescriptors(String fds) {
            return new Terminals(fds.contains("1"), fds.contains("2"), 0);
        }

        /** {@return the same of so many columns; 0 where it is no number} */
        Terminals withColumns(String number) {
            return new Terminals(out, err, number.matches("[0-9]{1,5}") ? Integer.parseInt(number) : 0);
        }
    }

    public Session {
        environment = Map.copyOf(environment);
    }

    /** {@return the session of this process} */
    static Session ofProcess() {
        var environment = asTheUserSet(System.getenv());
        var terminals = Terminals.ofDescriptors(System.getProperty("negawatt.terminals", ""))
                .withColumns(System.getProperty("negawatt.columns", ""));
        return new Session(
                language(environment),
                stream(FileDescriptor.out, false),
                stream(FileDescriptor.err, true),
                terminals,
                environment,
                InstantSource.system());
    }

    /** {@return a session that says nothing to anybody} */
    static Session silent(Lang lang) {
        var nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Session(lang, nowhere, nowhere, Terminals.NONE, Map.of(), InstantSource.system());
    }

    private static PrintStream stream(FileDescriptor descriptor, boolean flushLines) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), flushLines, StandardCharsets.UTF_8);
    }

    /** {@return the same session in another language} */
    Session in(Lang other) {
        return new Session(other, out, err, terminals, environment, clock);
    }

    /**
     * {@return the language that {@code --lang} asks for, else {@code otherwise}}
     *
     * <p>Looked for ahead of all other parsing, because even usage errors are said in it; what follows {@code --} belongs to
     * the metered command.
     *
     * @throws BadInputException if {@code --lang} is neither {@code en} nor {@code zh}
     */
    static Lang language(String[] args, Lang otherwise) {
        var own = Arrays.stream(args).takeWhile(arg -> !arg.equals("--")).toList();
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).startsWith("--lang=")) {
                return languageOfCode(own.get(i).substring("--lang=".length()));
            }
            if (own.get(i).equals("--lang") && i + 1 < own.size()) {
                return languageOfCode(own.get(i + 1));
            }
        }
        return otherwise;
    }

    /** {@return the language of the first locale variable that is set, in the order of POSIX} */
    static Lang language(Map<String, String> environment) {
        return Lang.ofLocale(Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(locale -> !locale.isEmpty())
                .findFirst()
                .orElse(""));
    }

    private static Lang languageOfCode(String code) {
        return Arrays.stream(Lang.values())
                .filter(lang -> lang.code().equals(code))
                .findFirst()
                .orElseThrow(() -> BadInputException.of("cli.error.lang", code));
    }

    /** {@return the variables as the user had set them before the launcher touched the locale} */
    static Map<String, String> asTheUserSet(Map<String, String> environment) {
        var original = new TreeMap<>(environment);
        Optional.ofNullable(original.remove(SAVED_LC_ALL)).ifPresent(locale -> {
            if (locale.isEmpty()) {
                original.remove("LC_ALL");
            } else {
                original.put("LC_ALL", locale);
            }
        });
        return original;
    }

    /** {@return the text of {@code key} in the language of this session} */
    public String text(String key, Object... args) {
        return Texts.of(lang).get(key, args);
    }

    /** {@return whether results may carry color: a terminal that understands it, and nobody who set {@code NO_COLOR}} */
    public boolean color() {
        return terminals.out() && allowsGlyphs() && !isSet("NO_COLOR");
    }

    /** {@return whether one line on the error stream may be rewritten in place} */
    public boolean liveLine() {
        return terminals.err() && allowsGlyphs();
    }

    /** {@return columns of the terminal behind standard output; 0 where it is a file or a pipe, which has no end of line} */
    int width() {
        return terminals.out() ? Screens.terminal(this).width() : 0;
    }

    /** {@return whether stack traces are wanted} */
    public boolean debug() {
        return isSet("NEGAWATT_DEBUG");
    }

    private boolean allowsGlyphs() {
        return !isSet("NEGAWATT_ACCESSIBLE")
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private boolean isSet(String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }
}
