package io.negawatt.core.text;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message file of one language. {@code {0}} stands for the first value; braces have no other meaning, and quotes need
 * no escape. A key that is missing is a programming error and throws: the build checks that both files hold the same keys.
 */
public final class Texts {
    private static final class English {
        static final Texts TEXTS = read(Lang.EN);
    }

    private static final class Chinese {
        static final Texts TEXTS = read(Lang.ZH);
    }

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Map<String, String> byKey;

    private Texts(Map<String, String> byKey) {
        this.byKey = byKey;
    }

    /** {@return the messages in {@code lang}} */
    public static Texts of(Lang lang) {
        return switch (lang) {
            case EN -> English.TEXTS;
            case ZH -> Chinese.TEXTS;
        };
    }

    /** {@return the text of {@code key} with the values put in} */
    public String get(String key, Object... args) {
        return get(key, List.of(args));
    }

    String get(String key, List<?> args) {
        String text = byKey.get(key);
        if (text == null) {
            throw new IllegalArgumentException(
                    "no message has the key '%s'; add it to both message files".formatted(key));
        }
        // In one pass, because a value may itself hold braces.
        return PLACE.matcher(text).replaceAll(place -> {
            int index = Integer.parseInt(place.group(1));
            return Matcher.quoteReplacement(
                    index < args.size() ? args.get(index).toString() : place.group());
        });
    }

    /** {@return every key, sorted} */
    public Set<String> keys() {
        return byKey.keySet();
    }

    private static Texts read(Lang lang) {
        String file = "messages." + lang.code() + ".properties";
        try (var in = Texts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its message file " + file);
            }
            var properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            var byKey = new TreeMap<String, String>();
            properties.forEach((key, text) -> byKey.put((String) key, (String) text));
            return new Texts(byKey);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
