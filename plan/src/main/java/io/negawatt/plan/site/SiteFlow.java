package io.negawatt.plan.site;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What crosses the border of a site in one outlook of a {@link SiteModel}, in kW. */
final class SiteFlow {
    private static final double W_PER_KW = 1000;

    final SiteOutlook outlook;
    final MPVariable[] imported;
    final MPVariable[] exported;
    final MPVariable[] curtailed;
    final MPVariable[] peaks;
    final MPConstraint[] balance;
    /** By window of the demand charge; empty where peaks do not matter. */
    final List<MPConstraint> windows = new ArrayList<>();

    private final SiteModel model;
    private final MPVariable[] over;

    SiteFlow(SiteModel model, SiteOutlook outlook) {
        this.model = model;
        this.outlook = outlook;
        int slots = model.slots;
        this.imported = new MPVariable[slots];
        this.exported = new MPVariable[slots];
        this.curtailed = new MPVariable[slots];
        this.over = new MPVariable[slots];
        this.balance = new MPConstraint[slots];
        for (int slot = 0; slot < slots; slot++) {
            slot(slot);
        }
        this.peaks = model.problem.demand().matters() ? peaks() : new MPVariable[0];
    }

    private void slot(int slot) {
        var solver = model.solver;
        var grid = model.problem.site().grid();
        double hours = model.problem.stepH();
        double netKw = outlook.netW(slot) / W_PER_KW;
        double overKw = Math.max(0, grid.importLimitW() - grid.allowedW()) / W_PER_KW;
        imported[slot] = solver.makeNumVar(0, grid.allowedW() / W_PER_KW, "");
        exported[slot] = solver.makeNumVar(0, grid.exportLimitW() / W_PER_KW, "");
        curtailed[slot] = solver.makeNumVar(0, outlook.freshW()[slot] / W_PER_KW, "");
        over[slot] = model.slack(SiteBreach.Rule.CONTRACT, slot, overKw, SiteBreach.Rule.CONTRACT.weight() * hours);
        var unserved = model.slack(
                SiteBreach.Rule.SUPPLY,
                slot,
                outlook.loadW()[slot] / W_PER_KW,
                SiteBreach.Rule.SUPPLY.weight() * hours);
        var row = solver.makeConstraint(netKw, netKw);
        row.setCoefficient(imported[slot], 1);
        row.setCoefficient(over[slot], 1);
        row.setCoefficient(unserved, 1);
        row.setCoefficient(exported[slot], -1);
        row.setCoefficient(curtailed[slot], -1);
        row.setCoefficient(model.charge[slot], -1);
        row.setCoefficient(model.discharge[slot], 1);
        balance[slot] = row;
    }

    private MPVariable[] peaks() {
        var demand = model.problem.demand();
        var months = new MPVariable[demand.reachedW().length];
        for (int month = 0; month < months.length; month++) {
            double reached = demand.reachedW()[month] / W_PER_KW;
            months[month] =
                    model.solver.makeNumVar(reached, Math.max(reached, demand.ceilingW()[month] / W_PER_KW), "");
        }
        for (int slot = 0; slot < model.slots; slot += demand.windowSlots()) {
            int end = Math.min(slot + demand.windowSlots(), model.slots);
            var row = model.solver.makeConstraint(Double.NEGATIVE_INFINITY, 0);
            for (int i = slot; i < end; i++) {
                row.setCoefficient(imported[i], 1.0 / demand.windowSlots());
                row.setCoefficient(over[i], 1.0 / demand.windowSlots());
            }
            row.setCoefficient(months[demand.month()[slot]], -1);
            windows.add(row);
        }
        return months;
    }

    /** Receives what a unit of a variable costs. */
    @FunctionalInterface
    interface Pricing {
        void set(MPVariable variable, double cost);
    }

    /** Tells what each variable costs, times {@code share}. */
    void price(double share, Pricing pricing) {
        double hours = model.problem.stepH();
        for (int slot = 0; slot < model.slots; slot++) {
            pricing.set(imported[slot], share * hours * outlook.buyPerKwh()[slot]);
            pricing.set(over[slot], share * hours * outlook.buyPerKwh()[slot]);
            pricing.set(exported[slot], -share * hours * outlook.sellPerKwh()[slot]);
        }
        for (var peak : peaks) {
            pricing.set(peak, share * model.problem.demand().perKw());
        }
    }

    /** {@return import of a slot, above the contract too, W} */
    double importW(int slot) {
        return W_PER_KW * (imported[slot].solutionValue() + over[slot].solutionValue());
    }

    /** {@return values of variables in W} */
    static double[] watts(MPVariable[] variables) {
        return Arrays.stream(variables)
                .mapToDouble(variable -> Math.max(0, W_PER_KW * variable.solutionValue()))
                .toArray();
    }
}
