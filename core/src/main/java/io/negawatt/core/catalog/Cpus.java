package io.negawatt.core.catalog;

import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Processors by what they say of themselves. */
final class Cpus {
    /** A relative of the architecture may draw half or twice as much. */
    private static final double RELATIVE = 2;

    private final Shelf<CpuArchitecture> architectures =
            Shelf.of(Table.read("cpu_architectures.csv", Cpus::architecture));
    private final List<Rule> rules = Table.read("cpu_models.csv", Cpus::rule);
    private final Shelf<CpuTdp> models = Shelf.of(Table.read("cpus.csv", Cpus::model), CpuIdentity::key);
    private final Interval idlePerTdp;
    private final Interval maxPerTdp;

    Cpus(Shelf<Figure> platform) {
        idlePerTdp = platform.get("cpu-idle-per-tdp").value();
        maxPerTdp = platform.get("cpu-max-per-tdp").value();
    }

    private record Rule(
            String vendor,
            int family,
            int modelLow,
            int modelHigh,
            int steppingLow,
            int steppingHigh,
            String architecture,
            boolean exact) {
        boolean fits(CpuIdentity cpu) {
            return vendor.equals(cpu.vendor())
                    && family == cpu.family()
                    && modelLow <= cpu.model()
                    && cpu.model() <= modelHigh
                    && steppingLow <= cpu.stepping()
                    && cpu.stepping() <= steppingHigh;
        }
    }

    List<CpuArchitecture> architectures() {
        return architectures.facts();
    }

    List<CpuTdp> models() {
        return models.facts();
    }

    Cpu cpu(CpuIdentity identity) {
        Optional<Rule> rule = rules.stream().filter(r -> r.fits(identity)).findFirst();
        var match = rule.map(r -> r.exact ? Cpu.Match.EXACT : Cpu.Match.NEAREST).orElse(Cpu.Match.UNKNOWN);
        var architecture = architectures.get(rule.map(Rule::architecture).orElse("unknown"));
        double widen = match == Cpu.Match.NEAREST ? RELATIVE : 1;
        Optional<CpuTdp> model = models.find(identity.name());
        return new Cpu(
                architecture.names(),
                match,
                model.map(m -> OptionalDouble.of(m.tdpW())).orElse(OptionalDouble.empty()),
                idlePerTdp,
                maxPerTdp,
                wider(architecture.threadIdleW(), widen),
                wider(architecture.threadMaxW(), widen),
                identity.virtual(),
                model.map(CpuTdp::origin).filter(o -> !identity.virtual()).orElse(architecture.origin()));
    }

    private static Interval wider(Interval watts, double factor) {
        return new Interval(
                Math.min(watts.low(), watts.mid() / factor), watts.mid(), Math.max(watts.high(), watts.mid() * factor));
    }

    private static CpuArchitecture architecture(Table.Line line) {
        return new CpuArchitecture(
                line.text("id"),
                Names.same(line.text("name")),
                line.range("idle_", "w"),
                line.range("max_", "w"),
                line.origin());
    }

    private static Rule rule(Table.Line line) {
        return new Rule(
                line.text("vendor"),
                line.integer("family"),
                line.integer("model_low"),
                line.integer("model_high"),
                line.integer("stepping_low"),
                line.integer("stepping_high"),
                line.text("architecture"),
                line.text("match").equals("exact"));
    }

    private static CpuTdp model(Table.Line line) {
        return new CpuTdp(line.text("name"), line.number("tdp_w"), line.origin());
    }
}
