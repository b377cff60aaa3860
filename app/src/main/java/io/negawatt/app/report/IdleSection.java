package io.negawatt.app.report;

import io.negawatt.core.account.IdlePolicy;

/** The total under each answer to who bears idle power, side by side. */
final class IdleSection {
    private IdleSection() {}

    static Tag of(View view, int columns) {
        var policies = view.account().idlePolicies();
        double mostJ = Math.max(policies.usedJ(), Math.max(policies.reservedJ(), policies.unallocatedJ()));
        var list = Tag.of("div", "policies");
        for (var policy : IdlePolicy.values()) {
            list.add(policy(view, policy, mostJ));
        }
        return Panel.of(view, "idle", columns, "", list, Tag.of("p", "note").text(view.say("idle.note")));
    }

    private static Tag policy(View view, IdlePolicy policy, double mostJ) {
        boolean inUse = view.account().terms().idlePolicy() == policy;
        double energyJ = energyJ(view, policy);
        var unit = FigureUnit.ofEnergyJ(mostJ);
        var name = Tag.of("span", "policy-name").text(view.say("idle." + policy.id()));
        if (inUse) {
            name.add(Tag.of("span", "pill").text(view.say("idle.in-use")));
        }
        return Tag.of("div", "policy")
                .add(name, Tag.of("b", "n").text(unit.column(energyJ) + " " + unit.symbol()))
                .add(Bars.of(Figures.share(energyJ, mostJ), inUse ? "c-part" : "c-soft"))
                .add(Tag.of("small").text(view.say("idle." + policy.id() + ".about")));
    }

    private static double energyJ(View view, IdlePolicy policy) {
        var policies = view.account().idlePolicies();
        return switch (policy) {
            case USED -> policies.usedJ();
            case RESERVED -> policies.reservedJ();
            case UNALLOCATED -> policies.unallocatedJ();
        };
    }
}
