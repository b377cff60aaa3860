package io.negawatt.app.study;

import io.negawatt.app.report.Panel;
import io.negawatt.app.report.Tag;
import java.util.List;
import java.util.stream.IntStream;

/** The shapes in the report: loss against energy, and beside it the shapes by their loss at the budget. */
final class SearchSection {
    private final StudyWords words;
    private final SearchWords said;

    SearchSection(StudyWords words, StudyResult.Search search) {
        this.words = words;
        this.said = new SearchWords(words, search);
    }

    List<Tag> panels() {
        return List.of(picture(), table());
    }

    private Tag picture() {
        var chart = new LossChart(said);
        var legend = Tag.of("div", "legend")
                .add(Tag.of("span").add(Tag.of("i", "band")).text(words.say("search.band")))
                .add(Tag.of("span").add(Tag.of("i", "stroke leads")).text(words.say("search.leading")))
                .add(Tag.of("span").add(Tag.of("i", "stroke")).text(words.say("search.other")));
        return Panel.of(words, "search", 8, words.say("search.sub"), legend)
                .add(chart.draw())
                .add(Tag.of("p", "axis-name")
                        .text(words.say("search.axis", chart.unit().symbol())));
    }

    private Tag table() {
        var heads = List.of(
                Panel.headOfFigures(words.say("shape.rank")),
                Panel.head(words.say("shape")),
                Panel.headOfFigures(words.say("shape.parameters")),
                Panel.headOfFigures(words.say("shape.loss.short")),
                Panel.head(words.say("shape.frontier")));
        var ranked = said.ranked();
        var rows = IntStream.range(0, ranked.size())
                .mapToObj(i -> row(i + 1, ranked.get(i)))
                .toList();
        return Panel.of(words, "shapes", 4, words.say("shapes.sub", said.budget()))
                .addAll(Prose.of(said.sentences()))
                .add(Panel.table("shapes-table", words.say("shapes.title"), heads, rows));
    }

    private Tag row(int rank, ShapeResult shape) {
        var leads = Tag.of("td");
        if (shape.onFrontier()) {
            leads.add(Tag.of("span", "on-frontier").attr("aria-hidden", "true").text("●"))
                    .add(Tag.of("span", "vh").text(words.say("shape.leads")));
        }
        return Tag.of("tr")
                .add(Panel.figure(String.valueOf(rank)))
                .add(Panel.rowHead(Tag.of("span").text(StudyWords.shape(shape))))
                .add(Panel.figure(said.parameters(shape)))
                .add(Panel.figure(SearchWords.loss(shape)), leads);
    }
}
