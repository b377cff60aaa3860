package io.negawatt.app.report;

import io.negawatt.core.meter.Tier;

/** What a reader should know, and how to read the figures. */
final class NotesSection {
    private NotesSection() {}

    static Tag notes(View view) {
        var list = Tag.of("ul", "plain");
        view.account().notes().forEach(note -> list.add(Tag.of("li").add(Panel.name(note.in(view.lang())))));
        return Panel.of(view, "notes", 12, "", list);
    }

    /** {@return the guide, folded} */
    static Tag guide(View view) {
        var tiers = Tag.of("dl", "tiers");
        for (var tier : Tier.values()) {
            tiers.add(Tag.of("dt").add(TierGlyph.of(tier, view)))
                    .add(Tag.of("dd").text(view.say("read." + tier.id())));
        }
        var more = Tag.of("ul", "plain");
        for (String topic : new String[] {"interval", "residual", "gap", "carbon", "hardware", "total"}) {
            more.add(Tag.of("li").text(view.say("read.about-" + topic)));
        }
        return Tag.of("section", "panel c12 guide").add(Panel.foldOnScreen(view.say("read.title"), tiers, more));
    }
}
