package io.negawatt.plan.site;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPSolverParameters.IncrementalityValues;
import com.google.ortools.linearsolver.MPSolverParameters.PresolveValues;
import com.google.ortools.linearsolver.MPVariable;
import io.negawatt.plan.optimize.OrTools;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A {@link SiteProblem} as a linear program in kW, kWh and money, solved by OR-Tools.
 *
 * <p>Battery and jobs have one schedule; import, export and what is curtailed follow in each outlook. A job that may not pause
 * is a choice among columns, one a start (G. Dantzig, P. Wolfe, "Decomposition principle for linear programs", Operations
 * Research 8, 1960), whose relaxation is far tighter than that of on-off variables. Charging while discharging only ever pays
 * where power costs less than nothing, and importing while exporting where selling pays more than buying costs: only those slots
 * get a switch.
 */
final class SiteModel implements AutoCloseable {
    private static final double W_PER_KW = 1000;
    private static final double J_PER_KWH = 3.6e6;
    /** Solvers keep rules to 1e-6 of what stands in them. */
    private static final double ROUNDING = 1e-5;

    private static final double EXACT = 1e-9;

    final SiteProblem problem;
    final MPSolver solver;
    final int slots;
    final MPVariable[] charge;
    final MPVariable[] discharge;
    final MPVariable[] stored;
    /** By slot: what is stored follows from what was. */
    final MPConstraint[] kept;

    final List<SiteFlow> flows = new ArrayList<>();
    /** By job; no entries for jobs that may not pause. */
    final List<MPVariable[]> spread = new ArrayList<>();
    /** By job: how much of it is run; the columns of a job that may not pause count here. */
    final List<MPConstraint> done = new ArrayList<>();

    final List<Column> columns = new ArrayList<>();
    final List<Slack> slacks = new ArrayList<>();
    private final List<MPVariable> switches = new ArrayList<>();
    private final boolean whole;

    /** The start of a job that may not pause. */
    record Column(int job, int start, MPVariable taken) {}

    /**
     * What a rule may be broken by where nothing keeps all of them.
     *
     * @param most the amount, in the unit of the variable
     * @param weight how bad a unit is, in kWh
     */
    record Slack(SiteBreach.Rule rule, int index, MPVariable amount, double most, double weight) {}

    /** A model without switches beyond those that prices ask for. */
    SiteModel(SiteProblem problem, boolean whole) {
        this(problem, whole, new BitSet());
    }

    /**
     * @param whole whether switches and columns must be 0 or 1
     * @param apart slots that keep charging and discharging apart whatever prices say
     */
    SiteModel(SiteProblem problem, boolean whole, BitSet apart) {
        OrTools.load();
        this.problem = problem;
        this.whole = whole;
        // On a year of hours CLP takes a third of the time of GLOP, and grows with n^1.15 from a month where GLOP grows
        // with n^1.65.
        this.solver = MPSolver.createSolver(whole ? "SCIP" : "CLP");
        this.slots = problem.slots();
        this.charge = new MPVariable[slots];
        this.discharge = new MPVariable[slots];
        this.stored = new MPVariable[slots];
        this.kept = new MPConstraint[slots];
        battery();
        problem.outlooks().forEach(outlook -> flows.add(new SiteFlow(this, outlook)));
        for (int job = 0; job < problem.jobs().size(); job++) {
            job(job);
        }
        for (int slot = 0; slot < slots; slot++) {
            switches(slot, apart.get(slot));
        }
        price();
    }

    /** {@return exact solutions; a linear program is solved from where its last solve ended, which presolve would forget} */
    MPSolverParameters parameters() {
        var parameters = new MPSolverParameters();
        if (whole) {
            parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, EXACT);
        } else {
            parameters.setIntegerParam(
                    MPSolverParameters.IntegerParam.PRESOLVE, PresolveValues.PRESOLVE_OFF.swigValue());
            parameters.setIntegerParam(
                    MPSolverParameters.IntegerParam.INCREMENTALITY, IncrementalityValues.INCREMENTALITY_ON.swigValue());
        }
        return parameters;
    }

    /** {@return a variable that is 0 or 1 where whole numbers are asked for, else between them} */
    MPVariable choice() {
        return whole ? solver.makeBoolVar("") : solver.makeNumVar(0, 1, "");
    }

    boolean hasSwitches() {
        return !switches.isEmpty();
    }

    private void battery() {
        var battery = problem.site().battery();
        double keeps = battery.keeps(problem.stepS());
        double hours = battery.effectiveS(problem.stepS()) / 3600;
        double[] leastJ = problem.leastJ();
        double most = battery.capacityJ() > 0 ? 1 : 0;
        for (int slot = 0; slot < slots; slot++) {
            charge[slot] = solver.makeNumVar(0, most * battery.chargeW() / W_PER_KW, "");
            discharge[slot] = solver.makeNumVar(0, most * battery.dischargeW() / W_PER_KW, "");
            stored[slot] = solver.makeNumVar(leastJ[slot] / J_PER_KWH, battery.mostJ() / J_PER_KWH, "");
            double before = slot == 0 ? keeps * problem.startJ() / J_PER_KWH : 0;
            var row = solver.makeConstraint(before, before);
            row.setCoefficient(stored[slot], 1);
            if (slot > 0) {
                row.setCoefficient(stored[slot - 1], -keeps);
            }
            row.setCoefficient(charge[slot], -hours * battery.chargeEfficiency());
            row.setCoefficient(discharge[slot], hours / battery.dischargeEfficiency());
            kept[slot] = row;
        }
        double endKwh = problem.endJ() / J_PER_KWH;
        if (endKwh > 0) {
            var end = solver.makeConstraint(endKwh, Double.POSITIVE_INFINITY);
            end.setCoefficient(stored[slots - 1], 1);
            end.setCoefficient(slack(SiteBreach.Rule.END, 0, endKwh, 1), 1);
        }
    }

    /** {@return a variable that is held at 0 until {@link #relax}} */
    MPVariable slack(SiteBreach.Rule rule, int index, double most, double weight) {
        var amount = solver.makeNumVar(0, 0, "");
        slacks.add(new Slack(rule, index, amount, most, weight));
        return amount;
    }

    private void job(int index) {
        var job = problem.jobs().get(index);
        double energyKwh = job.energyJ(problem.stepS()) / J_PER_KWH;
        double unit = job.interruptible() ? energyKwh : 1;
        var row = solver.makeConstraint(unit, unit);
        row.setCoefficient(slack(SiteBreach.Rule.JOB, index, unit, SiteBreach.Rule.JOB.weight() * energyKwh / unit), 1);
        done.add(row);
        spread.add(job.interruptible() ? spread(job, row) : new MPVariable[0]);
    }

    private MPVariable[] spread(SiteJob job, MPConstraint row) {
        int end = Math.min(job.deadline(), slots);
        var power = new MPVariable[Math.max(0, end - job.release())];
        for (int i = 0; i < power.length; i++) {
            power[i] = solver.makeNumVar(0, job.mostW() / W_PER_KW, "");
            row.setCoefficient(power[i], problem.stepH());
            for (var flow : flows) {
                flow.balance[job.release() + i].setCoefficient(power[i], -drawn(job.release() + i));
            }
        }
        return power;
    }

    /** {@return power at the bus for each W of a job} */
    private double drawn(int slot) {
        return 1 + problem.coolingShare()[slot];
    }

    /** Adds a start of a job. */
    void add(int job, int start) {
        // Without an upper bound of its own: the row of the job holds it at 1, and only so does the row's price say
        // all.
        var taken = whole ? solver.makeBoolVar("") : solver.makeNumVar(0, Double.POSITIVE_INFINITY, "");
        done.get(job).setCoefficient(taken, 1);
        double[] shapeW = problem.jobs().get(job).shapeW();
        for (var flow : flows) {
            for (int i = 0; i < shapeW.length; i++) {
                flow.balance[start + i].setCoefficient(taken, -drawn(start + i) * shapeW[i] / W_PER_KW);
            }
        }
        columns.add(new Column(job, start, taken));
    }

    private void switches(int slot, boolean apart) {
        var battery = problem.site().battery();
        double loss = 1 - battery.chargeEfficiency() * battery.dischargeEfficiency();
        boolean burns = apart || flows.stream().anyMatch(flow -> flow.outlook.buyPerKwh()[slot] < 0);
        if (burns && loss > 0 && battery.capacityJ() > 0) {
            apart(charge[slot], battery.chargeW(), discharge[slot], battery.dischargeW());
        }
        for (var flow : flows) {
            if (flow.outlook.sellPerKwh()[slot] > flow.outlook.buyPerKwh()[slot]
                    && problem.site().grid().exportLimitW() > 0) {
                apart(
                        flow.imported[slot],
                        mostImportW(flow.outlook, slot),
                        flow.exported[slot],
                        mostExportW(flow.outlook, slot));
            }
        }
    }

    private double mostImportW(SiteOutlook outlook, int slot) {
        double jobsW = drawn(slot)
                * problem.jobs().stream().mapToDouble(SiteJob::mostW).sum();
        double needW = outlook.loadW()[slot] + problem.site().battery().chargeW() + jobsW;
        return Math.min(needW, problem.site().grid().allowedW());
    }

    private double mostExportW(SiteOutlook outlook, int slot) {
        double spareW = outlook.freshW()[slot] + problem.site().battery().dischargeW();
        return Math.min(spareW, problem.site().grid().exportLimitW());
    }

    /** Keeps one of two variables at 0. */
    private void apart(MPVariable one, double mostOneW, MPVariable other, double mostOtherW) {
        var first = choice();
        switches.add(first);
        var oneRow = solver.makeConstraint(Double.NEGATIVE_INFINITY, 0);
        oneRow.setCoefficient(one, 1);
        oneRow.setCoefficient(first, -mostOneW / W_PER_KW);
        var otherRow = solver.makeConstraint(Double.NEGATIVE_INFINITY, mostOtherW / W_PER_KW);
        otherRow.setCoefficient(other, 1);
        otherRow.setCoefficient(first, mostOtherW / W_PER_KW);
    }

    /** Makes the cost what is least. */
    void price() {
        var objective = solver.objective();
        objective.clear();
        double wear = problem.site().battery().wear().perJ() * J_PER_KWH * problem.stepH();
        for (int slot = 0; slot < slots; slot++) {
            objective.setCoefficient(charge[slot], wear);
            objective.setCoefficient(discharge[slot], wear);
        }
        double weights =
                problem.outlooks().stream().mapToDouble(SiteOutlook::weight).sum();
        if (problem.aim() == SiteProblem.Aim.MEAN || flows.size() == 1) {
            flows.forEach(flow -> flow.price(flow.outlook.weight() / weights, objective::setCoefficient));
        } else {
            objective.setCoefficient(worst(), 1);
        }
        objective.setMinimization();
    }

    private MPVariable worst() {
        var worst = solver.makeNumVar(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "");
        for (var flow : flows) {
            var row = solver.makeConstraint(0, Double.POSITIVE_INFINITY);
            row.setCoefficient(worst, 1);
            flow.price(-1, row::setCoefficient);
        }
        return worst;
    }

    /** Makes the least violation what is least. */
    void relax() {
        var objective = solver.objective();
        objective.clear();
        for (var slack : slacks) {
            slack.amount.setUb(slack.most);
            objective.setCoefficient(slack.amount, slack.weight);
        }
        objective.setMinimization();
    }

    /** Keeps the violations that were found, and makes the cost what is least again. */
    void hold() {
        double[] amounts = slacks.stream()
                .mapToDouble(slack -> slack.amount.solutionValue())
                .toArray();
        for (int i = 0; i < amounts.length; i++) {
            slacks.get(i).amount.setUb(Math.min(slacks.get(i).most, amounts[i] + roundingKw() + ROUNDING * amounts[i]));
        }
        price();
    }

    /** {@return what a solver may be wrong by in a rule of power} */
    double roundingKw() {
        double largestW = problem.outlooks().stream()
                .flatMapToDouble(outlook -> IntStream.range(0, slots).mapToDouble(outlook::netW))
                .map(Math::abs)
                .max()
                .orElse(0);
        var battery = problem.site().battery();
        return ROUNDING * (1 + (largestW + battery.chargeW() + battery.dischargeW()) / W_PER_KW);
    }

    @Override
    public void close() {
        solver.delete();
    }
}
