package io.negawatt.app.cli;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import java.util.Collections;
import java.util.Enumeration;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The message file as the resource bundle that picocli draws usage texts from.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><th>message file</th><th>picocli</th></tr>
 * <tr><td>{@code cli.option.json}</td><td>{@code json}: the option of every command that has no text of its own</td></tr>
 * <tr><td>{@code cli.run.about}</td><td>{@code negawatt.run.usage.header}</td></tr>
 * <tr><td>{@code cli.run.example}</td><td>{@code negawatt.run.usage.footer}</td></tr>
 * <tr><td>{@code cli.run.option.json}</td><td>{@code negawatt.run.json}</td></tr>
 * <tr><td>{@code cli.run.param.CMD}</td><td>{@code negawatt.run.param.CMD}, for {@code descriptionKey = "param.CMD"}</td></tr>
 * </table>
 */
final class UsageTexts extends ResourceBundle {
    private static final String PREFIX = "cli.";
    /** What a usage text can be; other texts of a command must not be taken for that of an option of the same name. */
    private static final Pattern USAGE = Pattern.compile("cli\\.(.+\\.)?(about|example|(option|param)\\..+)");

    private static final String SHARED_OPTION = "option.";
    private static final String ABOUT = ".about";
    private static final String EXAMPLE = ".example";

    private final TreeMap<String, String> byKey = new TreeMap<>();

    UsageTexts(Lang lang) {
        var texts = Texts.of(lang);
        for (String key : texts.keys()) {
            if (key.startsWith(PREFIX) && USAGE.matcher(key).matches()) {
                byKey.put(picocliKey(key.substring(PREFIX.length())), formattable(texts.get(key)));
            }
        }
        byKey.put(
                "usage.synopsisHeading",
                "%n" + formattable(texts.get("cli.usage.synopsis")) + (lang == Lang.ZH ? "" : " "));
        byKey.put("usage.optionListHeading", "%n" + formattable(texts.get("cli.usage.options")) + "%n");
        byKey.put("usage.commandListHeading", "%n" + formattable(texts.get("cli.usage.commands")) + "%n");
        byKey.put("usage.footerHeading", "%n");
    }

    /** picocli runs its texts through String.format. */
    private static String formattable(String text) {
        return text.replace("%", "%%").replace("\n", "%n");
    }

    private static String picocliKey(String key) {
        if (key.startsWith(SHARED_OPTION)) {
            return key.substring(SHARED_OPTION.length());
        }
        String own = "negawatt." + key;
        if (own.endsWith(ABOUT)) {
            return own.substring(0, own.length() - ABOUT.length()) + ".usage.header";
        }
        if (own.endsWith(EXAMPLE)) {
            return own.substring(0, own.length() - EXAMPLE.length()) + ".usage.footer";
        }
        return own.replace("." + SHARED_OPTION, ".");
    }

    @Override
    protected @Nullable Object handleGetObject(String key) {
        return byKey.get(key);
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(byKey.keySet());
    }
}
