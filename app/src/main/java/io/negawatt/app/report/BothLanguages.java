package io.negawatt.app.report;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.util.LinkedHashMap;
import java.util.Map;

/** A message for a file: its sentence by the code of each language. */
final class BothLanguages {
    private BothLanguages() {}

    static Map<String, String> of(Message message) {
        var both = new LinkedHashMap<String, String>();
        for (var lang : Lang.values()) {
            both.put(lang.code(), message.in(lang));
        }
        return both;
    }
}
