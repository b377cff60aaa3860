package io.negawatt.app.store;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.Part;
import io.negawatt.core.account.Account.Source;
import java.util.List;

/**
 * Writes an account property by property; {@link AccountReader} has the same methods in the same order. What a list of runs
 * needs comes first, so that such a list reads the head of each file only, see {@link RunHeader}.
 */
final class AccountWriter {
    private AccountWriter() {}

    static void write(JsonOut out, Account account) {
        out.text("schema", AccountJson.SCHEMA);
        head(out, account);
        use(out, account);
        out.object("components", it -> account.components().forEach(use -> component(it, use)));
        out.number("residual_j", account.residualJ()).number("others_j", account.othersJ());
        out.object(
                "idle_policies",
                it -> it.number("used_j", account.idlePolicies().usedJ())
                        .number("reserved_j", account.idlePolicies().reservedJ())
                        .number("unallocated_j", account.idlePolicies().unallocatedJ()));
        out.objects("work", account.work(), it -> work(out, it));
        parts(out, "ranks", account.ranks());
        parts(out, "phases", account.phases());
        parts(out, "processes", account.processes());
        out.objects("gaps", account.gaps(), it -> gap(out, it));
        out.objects("notes", account.notes(), it -> CommonJson.message(out, it));
        out.object("terms", it -> TermsJson.write(it, account.terms()));
    }

    private static void head(JsonOut out, Account account) {
        out.text("id", account.id()).text("name", account.name()).texts("command", account.command());
        out.whole("exit_code", account.exitCode())
                .text("status", account.status().id());
        out.text("host", account.host());
        out.object("job", account.job(), it -> CommonJson.job(out, it));
        out.text("from", account.from().toString()).text("to", account.to().toString());
        out.number("elapsed_s", account.elapsedS());
        out.number("covered_s", account.coveredS()).number("gap_s", account.gapS());
    }

    private static void use(JsonOut out, Account account) {
        out.object("total", it -> CommonJson.interval(it, account.totalJ(), "energy_j", "low_j", "high_j"));
        out.object("cost", account.cost(), it -> {
            CommonJson.interval(out, it.amount(), "amount", "low", "high");
            out.text("currency", it.currency());
        });
        account.demand().ifPresent(demand -> out.object("demand", it -> demand(it, demand)));
        out.object("carbon", it -> carbon(it, account.carbon()));
        out.object("water", it -> CommonJson.interval(it, account.waterL(), "liters", "low_liters", "high_liters"));
        out.object("hardware", it -> {
            CommonJson.interval(it, "embodied_gco2e", account.hardware().embodiedG());
            CommonJson.interval(it, "ewaste_g", account.hardware().ewasteG());
        });
    }

    private static void demand(JsonOut out, Account.Demand demand) {
        out.whole("window_min", demand.windowMinutes());
        out.number("power_w", demand.power().watts());
        out.number("amount_per_month", demand.perMonth().amount());
        out.text("currency", demand.perMonth().currency());
    }

    private static void carbon(JsonOut out, Account.Carbon carbon) {
        CommonJson.interval(out, carbon.locationG(), "location_g", "location_low_g", "location_high_g");
        CommonJson.interval(out, carbon.marketG(), "market_g", "market_low_g", "market_high_g");
        CommonJson.factor(out, "factor", carbon.location());
        CommonJson.factor(out, "market_factor", carbon.market());
    }

    private static void component(JsonOut out, ComponentUse use) {
        out.object(use.component().id(), it -> {
            CommonJson.interval(it, use.energyJ(), "energy_j", "low_j", "high_j");
            it.text("tier", use.tier().id());
            it.objects("sources", use.sources(), source -> source(it, source));
        });
    }

    private static void source(JsonOut out, Source source) {
        out.text("meter", source.meter()).text("channel", source.channel()).text("label", source.label());
        out.text("scope", source.scope().id());
        out.number("energy_j", source.energyJ()).number("residual_j", source.residualJ());
        out.number("metered_j", source.meteredJ());
        out.text("tier", source.tier().id());
        out.number("covered_s", source.coveredS());
        out.objects("details", source.details(), it -> source(out, it));
    }

    private static void work(JsonOut out, Account.Work work) {
        out.text("unit", work.unit()).number("amount", work.amount());
        CommonJson.interval(out, work.energyJPerUnit(), "energy_j_per_unit", "low_j_per_unit", "high_j_per_unit");
        CommonJson.interval(out, work.sciGPerUnit(), "sci_g_per_unit", "sci_low_g_per_unit", "sci_high_g_per_unit");
    }

    private static void parts(JsonOut out, String name, List<Part> parts) {
        out.objects(
                name,
                parts,
                it -> out.text("name", it.name())
                        .number("energy_j", it.energyJ())
                        .number("time_s", it.timeS())
                        .number("cpu_s", it.cpuS()));
    }

    private static void gap(JsonOut out, Account.GapSpan gap) {
        out.text("channel", gap.channel());
        out.text("from", gap.from().toString()).text("to", gap.to().toString());
        CommonJson.message(out, gap.reason());
    }
}
