package io.negawatt.app.report;

import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;

/** What the parts of a page know of it: its language and where its texts come from. */
public interface Page {

    /** {@return the language of the page} */
    Lang lang();

    /** {@return the page's text of this key; whose texts they are, the page knows} */
    String say(String key, Object... args);

    /** {@return how figures are written} */
    default Figures figures() {
        return new Figures(lang());
    }

    /** {@return the name of a tier} */
    default String tier(Tier tier) {
        return Texts.of(lang()).get("tier." + tier.id());
    }

    /** {@return an id that is unique in a document that holds both languages} */
    default String id(String name) {
        return lang().code() + "-" + name;
    }
}
