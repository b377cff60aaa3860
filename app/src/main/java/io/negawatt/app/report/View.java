package io.negawatt.app.report;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.Source;
import io.negawatt.core.account.PowerCurve;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import io.negawatt.plan.advise.Finding;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * What the sections of a report draw: one account in one language.
 *
 * @param zone time zone in which points in time are written
 */
record View(Account account, PowerCurve curve, List<Finding> findings, Lang lang, ZoneId zone) implements Page {

    /** {@return the text {@code report.<key>}} */
    @Override
    public String say(String key, Object... args) {
        return Texts.of(lang).get("report." + key, args);
    }

    /** {@return the name of the component, as a heading} */
    String component(Component component) {
        String name = Texts.of(lang).get("component." + component.id());
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** {@return what a person calls the source; that of cooling by PUE names the figure too} */
    String label(Source source) {
        if (!source.channel().equals("pue")) {
            return source.label();
        }
        return say("pue", Terse.three(account.terms().pue().value().mid()), source.label());
    }

    /** {@return what a person calls the sources of a component, each name once} */
    List<String> labels(ComponentUse use) {
        return use.sources().stream().map(this::label).distinct().toList();
    }

    String scope(Scope scope) {
        return Texts.of(lang).get("scope." + scope.id());
    }

    /** {@return the CSS class that sets the color of a component} */
    static String color(Component component) {
        return "c-" + component.id();
    }
}
