package io.negawatt.app.store;

import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.Terms;
import io.negawatt.core.meter.Tier;

/** The terms of an account as JSON, each part's reader below its writer. */
final class TermsJson {
    private TermsJson() {}

    static void write(JsonOut out, Terms terms) {
        out.text("idle_policy", terms.idlePolicy().id());
        out.number("reserved_fraction", terms.reservedFraction());
        out.object("tariff", terms.tariff(), it -> TariffJson.write(out, it));
        CommonJson.factor(out, "factor", terms.location());
        CommonJson.factor(out, "market_factor", terms.market());
        term(out, "pue", terms.pue());
        term(out, "wue_l_per_kwh", terms.wue());
        term(out, "ewf_l_per_kwh", terms.ewf());
        out.object("hardware", it -> hardware(it, terms.hardware()));
        out.object("hourly_factor", terms.hourly(), it -> TariffJson.hourly(out, it));
    }

    static Terms read(JsonIn in) {
        return new Terms(
                in.constant("idle_policy", IdlePolicy.class),
                in.number("reserved_fraction"),
                in.optionalObject("tariff").map(TariffJson::read),
                CommonJson.factor(in, "factor"),
                CommonJson.factor(in, "market_factor"),
                term(in, "pue"),
                term(in, "wue_l_per_kwh"),
                term(in, "ewf_l_per_kwh"),
                hardware(in.object("hardware")),
                in.optionalObject("hourly_factor").map(TariffJson::hourly));
    }

    private static void term(JsonOut out, String name, Terms.Term term) {
        out.object(name, it -> {
            CommonJson.interval(it, term.value(), "value", "low", "high");
            it.text("tier", term.tier().id()).text("source", term.source());
        });
    }

    private static Terms.Term term(JsonIn in, String name) {
        var it = in.object(name);
        return new Terms.Term(
                CommonJson.interval(it, "value", "low", "high"), it.constant("tier", Tier.class), it.text("source"));
    }

    private static void hardware(JsonOut out, Terms.Hardware hardware) {
        CommonJson.interval(out, "embodied_gco2e", hardware.embodiedG());
        CommonJson.interval(out, "mass_g", hardware.massG());
        out.number("lifetime_s", hardware.lifetimeS());
        out.texts("parts", hardware.parts()).text("source", hardware.source());
    }

    private static Terms.Hardware hardware(JsonIn in) {
        return new Terms.Hardware(
                CommonJson.interval(in, "embodied_gco2e"),
                CommonJson.interval(in, "mass_g"),
                in.number("lifetime_s"),
                in.texts("parts"),
                in.text("source"));
    }
}
