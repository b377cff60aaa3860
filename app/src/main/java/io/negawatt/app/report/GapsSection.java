package io.negawatt.app.report;

import io.negawatt.core.account.Account.GapSpan;
import java.time.Duration;
import java.util.List;

/** What the meters did not say, when, and why. */
final class GapsSection {
    private static final int MOST_ROWS = 8;
    private static final int MOST_ROWS_FOLDED = 200;

    private GapsSection() {}

    static Tag of(View view) {
        var account = view.account();
        var figures = view.figures();
        String sub = view.say(
                "gaps.sub",
                figures.percent(Figures.share(account.coveredS(), account.elapsedS())),
                figures.duration(account.gapS()));
        var gaps = account.gaps();
        var panel = Panel.of(view, "gaps", 12, sub);
        panel.add(table(view, gaps.subList(0, Math.min(gaps.size(), MOST_ROWS)), view.say("gaps.title")));
        if (gaps.size() > MOST_ROWS) {
            int most = Math.min(gaps.size(), MOST_ROWS_FOLDED);
            String more = view.say("gaps.more", most, gaps.size());
            panel.add(Panel.fold(more, table(view, gaps.subList(0, most), more)));
        }
        return panel.add(Tag.of("p", "note").text(view.say("gaps.note")));
    }

    private static Tag table(View view, List<GapSpan> gaps, String caption) {
        var heads = List.of(
                Panel.head(view.say("channel")),
                Panel.headOfFigures(view.say("gaps.at")),
                Panel.headOfFigures(view.say("gaps.for")),
                Panel.head(view.say("gaps.why")));
        return Panel.table(
                "gaps", caption, heads, gaps.stream().map(gap -> row(view, gap)).toList());
    }

    private static Tag row(View view, GapSpan gap) {
        var figures = view.figures();
        double afterS = seconds(Duration.between(view.account().from(), gap.from()));
        return Tag.of("tr")
                .add(Panel.rowHead(Panel.name(gap.channel())))
                .add(Panel.figure(figures.clock(afterS)))
                .add(Panel.figure(figures.duration(seconds(Duration.between(gap.from(), gap.to())))))
                .add(Panel.wide(gap.reason().in(view.lang())));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() * 1e-9;
    }
}
