package io.negawatt.app.report;

import static io.negawatt.app.report.Panel.name;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.Status;
import java.util.ArrayList;
import java.util.List;

/** Which run this is, and whether it ended well and was seen in full. */
final class HeadSection {
    private HeadSection() {}

    static Tag of(View view) {
        var account = view.account();
        var title = Tag.of("div", "title")
                .add(Tag.of("h1").add(name(account.name())))
                .add(Tag.of("span", "run").text(view.say("run", account.id())))
                .addAll(pills(view));
        var head = Tag.of("header", "top").add(title, Tag.of("p", "facts").addAll(facts(view)));
        if (!account.command().isEmpty()) {
            head.add(Tag.of("code", "command").add(name(Shell.quoted(account.command()))));
        }
        return head;
    }

    private static List<Tag> facts(View view) {
        var account = view.account();
        var figures = view.figures();
        var facts = new ArrayList<Tag>();
        facts.add(Tag.of("span").add(name(account.host())));
        account.job()
                .map(job -> job.size().isPresent()
                        ? view.say("job.of", job.key(), job.rank(), job.size().getAsInt())
                        : view.say("job", job.key(), job.rank()))
                .ifPresent(text -> facts.add(Tag.of("span").text(text)));
        facts.add(Tag.of("span").text(span(view, account)));
        facts.add(Tag.of("span").text(figures.duration(account.elapsedS())));
        return facts;
    }

    private static String span(View view, Account account) {
        var figures = view.figures();
        boolean sameDay = account.from()
                .atZone(view.zone())
                .toLocalDate()
                .equals(account.to().atZone(view.zone()).toLocalDate());
        String end = sameDay ? figures.timeOfDay(account.to(), view.zone()) : figures.when(account.to(), view.zone());
        return figures.when(account.from(), view.zone()) + " – " + end + " "
                + figures.offset(account.from(), view.zone());
    }

    private static List<Tag> pills(View view) {
        var account = view.account();
        var pills = new ArrayList<Tag>();
        if (account.status() == Status.INTERRUPTED) {
            pills.add(pill("warn", view.say("interrupted")));
        }
        account.exitCode().ifPresent(code -> pills.add(pill(code == 0 ? "good" : "bad", view.say("exit", code))));
        if (account.gapS() > 0) {
            var figures = view.figures();
            String part = figures.percent(account.gapS() / account.elapsedS());
            pills.add(pill("warn", view.say("uncovered", figures.duration(account.gapS()), part)));
        }
        return pills;
    }

    private static Tag pill(String kind, String text) {
        return Tag.of("span", "pill " + kind).text(text);
    }
}
