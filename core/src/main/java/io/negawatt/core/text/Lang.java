package io.negawatt.core.text;

import java.util.Locale;

/** A language that everything a person reads exists in. */
public enum Lang {
    EN("en", "en"),
    ZH("zh", "zh-CN");

    private final String code;
    private final String tag;

    Lang(String code, String tag) {
        this.code = code;
        this.tag = tag;
    }

    /** {@return the short code that options and file names use, such as {@code en}} */
    public String code() {
        return code;
    }

    /** {@return the BCP 47 tag for documents, such as {@code zh-CN}} */
    public String tag() {
        return tag;
    }

    /**
     * {@return the language of a POSIX locale name such as {@code zh_CN.UTF-8}; English where it is none of ours}
     *
     * @param posixLocale value of LC_ALL, LC_MESSAGES or LANG; may be empty
     */
    public static Lang ofLocale(String posixLocale) {
        return posixLocale.toLowerCase(Locale.ROOT).startsWith("zh") ? ZH : EN;
    }
}
