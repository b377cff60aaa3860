package io.negawatt.app.store;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.Part;
import io.negawatt.core.account.Account.Source;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.units.Money;
import io.negawatt.core.units.Power;
import java.util.List;

/** Reads what {@link AccountWriter} writes. */
final class AccountReader {
    private AccountReader() {}

    static Account read(JsonIn in) {
        return new Account(
                in.text("id"),
                in.text("name"),
                in.texts("command"),
                in.text("host"),
                in.optionalObject("job").map(CommonJson::job),
                in.constant("status", Account.Status.class),
                in.optionalWhole("exit_code"),
                in.instant("from"),
                in.instant("to"),
                in.number("elapsed_s"),
                in.number("covered_s"),
                in.number("gap_s"),
                components(in.object("components")),
                CommonJson.interval(in.object("total"), "energy_j", "low_j", "high_j"),
                in.number("residual_j"),
                in.number("others_j"),
                idlePolicies(in.object("idle_policies")),
                in.optionalObject("cost").map(AccountReader::cost),
                in.optionalObject("demand").map(AccountReader::demand),
                carbon(in.object("carbon")),
                CommonJson.interval(in.object("water"), "liters", "low_liters", "high_liters"),
                hardware(in.object("hardware")),
                in.objects("work", AccountReader::work),
                parts(in, "ranks"),
                parts(in, "phases"),
                parts(in, "processes"),
                in.objects("gaps", AccountReader::gap),
                in.objects("notes", CommonJson::message),
                TermsJson.read(in.object("terms")));
    }

    private static Account.IdlePolicies idlePolicies(JsonIn in) {
        return new Account.IdlePolicies(in.number("used_j"), in.number("reserved_j"), in.number("unallocated_j"));
    }

    static Account.Cost cost(JsonIn in) {
        return new Account.Cost(CommonJson.interval(in, "amount", "low", "high"), in.text("currency"));
    }

    private static Account.Demand demand(JsonIn in) {
        return new Account.Demand(
                in.optionalWhole("window_min"),
                new Power(in.number("power_w")),
                new Money(in.number("amount_per_month"), in.text("currency")));
    }

    private static Account.HardwareUse hardware(JsonIn in) {
        return new Account.HardwareUse(CommonJson.interval(in, "embodied_gco2e"), CommonJson.interval(in, "ewaste_g"));
    }

    private static Account.Carbon carbon(JsonIn in) {
        return new Account.Carbon(
                CommonJson.interval(in, "location_g", "location_low_g", "location_high_g"),
                CommonJson.interval(in, "market_g", "market_low_g", "market_high_g"),
                CommonJson.factor(in, "factor"),
                CommonJson.factor(in, "market_factor"));
    }

    private static List<ComponentUse> components(JsonIn in) {
        return in.names().stream().map(name -> component(in, name)).toList();
    }

    private static ComponentUse component(JsonIn in, String name) {
        var it = in.object(name);
        return new ComponentUse(
                JsonIn.constant(Component.class, name, in.path()),
                CommonJson.interval(it, "energy_j", "low_j", "high_j"),
                it.constant("tier", Tier.class),
                it.objects("sources", AccountReader::source));
    }

    private static Source source(JsonIn in) {
        return new Source(
                in.text("channel"),
                in.text("meter"),
                in.text("label"),
                in.constant("scope", Scope.class),
                in.constant("tier", Tier.class),
                in.number("energy_j"),
                in.number("residual_j"),
                in.number("metered_j"),
                in.number("covered_s"),
                in.objects("details", AccountReader::source));
    }

    private static Account.Work work(JsonIn in) {
        return new Account.Work(
                in.text("unit"),
                in.number("amount"),
                CommonJson.interval(in, "energy_j_per_unit", "low_j_per_unit", "high_j_per_unit"),
                CommonJson.interval(in, "sci_g_per_unit", "sci_low_g_per_unit", "sci_high_g_per_unit"));
    }

    private static List<Part> parts(JsonIn in, String name) {
        return in.objects(
                name, it -> new Part(it.text("name"), it.number("energy_j"), it.number("time_s"), it.number("cpu_s")));
    }

    private static Account.GapSpan gap(JsonIn in) {
        return new Account.GapSpan(in.text("channel"), in.instant("from"), in.instant("to"), CommonJson.message(in));
    }
}
