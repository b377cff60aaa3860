package io.negawatt.core.account;

import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.GapSpan;
import io.negawatt.core.account.Account.IdlePolicies;
import io.negawatt.core.account.Account.Part;
import io.negawatt.core.account.Account.Source;
import io.negawatt.core.account.Account.Status;
import io.negawatt.core.account.ChannelTally.Closed;
import io.negawatt.core.account.RunEvent.Started;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The closing of a run: from what each channel and process came to, to the account. */
record Closing(
        Started started,
        Instant end,
        Status status,
        OptionalInt exitCode,
        List<Closed> channels,
        List<ProcessTally> processes,
        PhaseClock phaseClock,
        Map<String, Double> counts,
        List<Message> notes) {

    /** Sources below this part of a component do not weaken its tier. */
    private static final double LEAST_PART = 0.01;

    Account account() {
        var terms = started.terms();
        var roots = Sharing.roots(channels);
        var components = components(roots);
        var itJ = Interval.sum(components.stream()
                .filter(c -> c.component().isIt())
                .map(ComponentUse::energyJ)
                .toList());
        var total = totalJ(components, itJ);
        double overhead = itJ.mid() > 0 ? total.mid() / itJ.mid() : 1;

        var shares = new Parts(roots, terms, overhead);
        var conversions = new Conversions(terms, total, itJ, elapsedS(), steps(roots));
        double attributedJ = shares.attributedJ(terms.idlePolicy());
        var gaps = gaps(roots);
        double gapS = Coverage.unionS(gaps);
        return new Account(
                started.id(),
                started.name(),
                started.command(),
                started.host(),
                started.job(),
                status,
                exitCode,
                started.at(),
                end,
                elapsedS(),
                elapsedS() - gapS,
                gapS,
                components,
                total,
                total.mid() - attributedJ,
                roots.stream()
                        .mapToDouble(r -> r.othersJ(terms.idlePolicy(), terms.reservedFraction()))
                        .sum(),
                new IdlePolicies(
                        shares.runJ(IdlePolicy.USED),
                        shares.runJ(IdlePolicy.RESERVED),
                        shares.runJ(IdlePolicy.UNALLOCATED)),
                conversions.cost(),
                conversions.demand(),
                conversions.carbon(),
                conversions.waterL(),
                conversions.hardware(),
                conversions.work(counts, shares.runJ(IdlePolicy.RESERVED)),
                ranks(shares),
                phases(shares),
                processParts(shares),
                gaps,
                allNotes(roots, conversions.notes()),
                terms.within(started.at(), end));
    }

    private double elapsedS() {
        return Duration.between(started.at(), end).toNanos() * 1e-9;
    }

    private List<ComponentUse> components(List<Sharing> roots) {
        var all = new ArrayList<ComponentUse>();
        var itJ = Interval.ZERO;
        for (var component : Component.values()) {
            var own = roots.stream()
                    .filter(r -> r.closed().channel().component() == component)
                    .toList();
            if (component == Component.COOLING && own.isEmpty()) {
                all.add(coolingByPue(itJ, residualJ(all)));
            } else {
                var use = metered(component, own);
                all.add(use);
                itJ = component.isIt() ? itJ.plus(use.energyJ()) : itJ;
            }
        }
        return List.copyOf(all);
    }

    private ComponentUse metered(Component component, List<Sharing> roots) {
        var byMeter = new TreeMap<String, Interval>();
        for (var root : roots) {
            byMeter.merge(root.closed().channel().meter(), runInterval(root), Interval::plusCorrelated);
        }
        var energyJ = Interval.sum(byMeter.values());
        var sources = roots.stream().map(this::source).toList();
        var tier = sources.stream()
                .filter(s -> s.energyJ() >= LEAST_PART * energyJ.mid())
                .map(Source::tier)
                .max(Comparator.naturalOrder())
                .orElse(Tier.METERED);
        return new ComponentUse(component, energyJ, tier, sources);
    }

    private static double residualJ(List<ComponentUse> components) {
        return components.stream()
                .flatMap(c -> c.sources().stream())
                .mapToDouble(Source::residualJ)
                .sum();
    }

    private ComponentUse coolingByPue(Interval itJ, double itResidualJ) {
        var pue = started.terms().pue();
        var energyJ = itJ.times(new Interval(
                pue.value().low() - 1, pue.value().mid() - 1, pue.value().high() - 1));
        var source = new Source(
                "pue",
                "pue",
                pue.source(),
                Scope.SITE,
                pue.tier(),
                energyJ.mid(),
                itResidualJ * (pue.value().mid() - 1),
                energyJ.mid(),
                elapsedS(),
                List.of());
        return new ComponentUse(Component.COOLING, energyJ, pue.tier(), List.of(source));
    }

    /** Cooling by PUE has the same error as what it cools, so the total is a product and not a sum of independent terms. */
    private Interval totalJ(List<ComponentUse> components, Interval itJ) {
        var other = energyJ(components, Component.OTHER);
        return cooledByPue()
                ? itJ.times(started.terms().pue().value()).plus(other)
                : itJ.plus(energyJ(components, Component.COOLING)).plus(other);
    }

    /** {@return the total by quarters of an hour: cooling by PUE goes with what it cools} */
    private EnergySteps steps(List<Sharing> roots) {
        var terms = started.terms();
        double[] energyJ = new double[EnergySteps.count(started.at(), end)];
        double pue = cooledByPue() ? terms.pue().value().mid() : 1;
        for (var root : roots) {
            double scale = root.closed().channel().component().isIt() ? pue : 1;
            double[] runJ = root.runJ(energyJ.length, terms.idlePolicy(), terms.reservedFraction());
            for (int i = 0; i < energyJ.length; i++) {
                energyJ[i] += scale * runJ[i];
            }
        }
        return new EnergySteps(started.at(), end, energyJ);
    }

    private boolean cooledByPue() {
        return channels.stream().noneMatch(c -> c.channel().component() == Component.COOLING);
    }

    private static Interval energyJ(List<ComponentUse> components, Component component) {
        return Interval.sum(components.stream()
                .filter(c -> c.component() == component)
                .map(ComponentUse::energyJ)
                .toList());
    }

    private Interval runInterval(Sharing root) {
        var terms = started.terms();
        return Uncertainty.of(root, root.runJ(terms.idlePolicy(), terms.reservedFraction()));
    }

    private Source source(Sharing sharing) {
        var terms = started.terms();
        var channel = sharing.closed().channel();
        double runJ = sharing.runJ(terms.idlePolicy(), terms.reservedFraction());
        boolean shared = sharing.meteredJ() - runJ > LEAST_PART * sharing.meteredJ();
        return new Source(
                channel.id(),
                channel.meter(),
                channel.label(),
                channel.scope(),
                shared ? channel.tier().weaker(Tier.ATTRIBUTED) : channel.tier(),
                runJ,
                runJ - sharing.attributedJ(terms.idlePolicy(), terms.reservedFraction()),
                sharing.meteredJ(),
                sharing.closed().coveredS(),
                sharing.parts().stream().map(this::source).toList());
    }

    private List<GapSpan> gaps(List<Sharing> roots) {
        return roots.stream().flatMap(r -> r.closed().gaps().stream()).toList();
    }

    private List<Part> processParts(Parts shares) {
        var parts = new ArrayList<Part>();
        for (int process = 0; process < processes.size(); process++) {
            var tally = processes.get(process);
            parts.add(new Part(tally.label(), shares.processJ(process), tally.lifeS(), tally.cpuS()));
        }
        return List.copyOf(parts);
    }

    private List<Part> ranks(Parts shares) {
        if (processes.stream().allMatch(p -> p.rank().isEmpty())) {
            return List.of();
        }
        var byRank = new TreeMap<Integer, Part>();
        for (int process = 0; process < processes.size(); process++) {
            var tally = processes.get(process);
            int rank = tally.rank().orElse(Integer.MAX_VALUE);
            var part = new Part(
                    rank == Integer.MAX_VALUE ? Account.OUTSIDE : String.valueOf(rank),
                    shares.processJ(process),
                    tally.lifeS(),
                    tally.cpuS());
            byRank.merge(rank, part, Closing::together);
        }
        return List.copyOf(byRank.values());
    }

    private static Part together(Part a, Part b) {
        return new Part(a.name(), a.energyJ() + b.energyJ(), Math.max(a.timeS(), b.timeS()), a.cpuS() + b.cpuS());
    }

    private List<Part> phases(Parts shares) {
        if (!phaseClock.isUsed()) {
            return List.of();
        }
        double[] timeS = phaseClock.elapsedS(elapsedS());
        var parts = new ArrayList<Part>();
        for (int phase = phaseClock.count() - 1; phase >= 0; phase--) {
            parts.addFirst(new Part(phaseClock.name(phase), shares.phaseJ(phase), timeS[phase], 0));
        }
        parts.addLast(parts.removeFirst());
        return List.copyOf(parts);
    }

    private List<Message> allNotes(List<Sharing> roots, List<Message> ofConversions) {
        var all = new ArrayList<>(notes);
        all.addAll(ofConversions);
        for (var root : roots) {
            var channel = root.closed().channel();
            double tickS = channel.bounds().tickS();
            if (root.closed().coveredS() > 0 && root.closed().coveredS() < Uncertainty.FEWEST_TICKS * tickS) {
                all.add(Message.of("account.note.fewTicks", channel.label(), String.valueOf(tickS)));
            }
        }
        return List.copyOf(all);
    }

    /** The parts of the run's total: what each is charged with, the cooling that it causes included. */
    private record Parts(List<Sharing> roots, Terms terms, double overhead) {
        double processJ(int process) {
            return sumJ(r -> r.processJ(process, terms.idlePolicy(), terms.reservedFraction()));
        }

        double phaseJ(int phase) {
            return sumJ(r -> r.phaseJ(phase, terms.idlePolicy(), terms.reservedFraction()));
        }

        double attributedJ(IdlePolicy policy) {
            return sumJ(r -> r.attributedJ(policy, terms.reservedFraction()));
        }

        double runJ(IdlePolicy policy) {
            return sumJ(r -> r.runJ(policy, terms.reservedFraction()));
        }

        private double sumJ(ToDoubleFunction<Sharing> part) {
            return overhead
                    * roots.stream()
                            .filter(r -> r.closed().channel().component().isIt())
                            .mapToDouble(part)
                            .sum();
        }
    }
}
