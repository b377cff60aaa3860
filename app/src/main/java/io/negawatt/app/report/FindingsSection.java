package io.negawatt.app.report;

/** What the reader could do, each with the command that does it. */
final class FindingsSection {
    private FindingsSection() {}

    static Tag of(View view, int columns) {
        var list = Tag.of("ol", "todo");
        view.findings().forEach(finding -> list.add(item(view, finding)));
        return Panel.of(view, "findings", columns, "", list);
    }

    private static Tag item(View view, Finding finding) {
        var item = Tag.of("li")
                .add(Tag.of("b").add(Panel.name(finding.title().in(view.lang()))))
                .add(Tag.of("p").add(Panel.name(finding.detail().in(view.lang()))));
        finding.command().ifPresent(command -> item.add(Tag.of("code").add(Panel.name(command))));
        return item;
    }
}
