package io.negawatt.app.report;

import io.negawatt.plan.advise.Finding;

/** What the reader could do, each with what it would change and the command that does it. */
final class FindingsSection {
    private FindingsSection() {}

    static Tag of(View view, int columns) {
        var list = Tag.of("ol", "todo");
        view.findings().forEach(finding -> list.add(item(view, finding)));
        return Panel.of(view, "findings", columns, "", list);
    }

    private static Tag item(View view, Finding finding) {
        var lang = view.lang();
        var item = Tag.of("li").add(Tag.of("b").add(Panel.name(finding.title().in(lang))));
        finding.change()
                .ifPresent(change -> item.add(Tag.of("p", "change").text(new ChangeWords(lang).sentence(change))));
        item.add(Tag.of("p").add(Panel.name(finding.detail().in(lang))));
        finding.basis().ifPresent(basis -> item.add(Tag.of("p", "basis").text(basis.in(lang))));
        if (!finding.command().isEmpty()) {
            item.add(Tag.of("code").add(Panel.name(Shell.quoted(finding.command()))));
        }
        return item;
    }
}
