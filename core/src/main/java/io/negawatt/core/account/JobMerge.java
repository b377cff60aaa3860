package io.negawatt.core.account;

import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.GapSpan;
import io.negawatt.core.account.Account.HardwareUse;
import io.negawatt.core.account.Account.IdlePolicies;
import io.negawatt.core.account.Account.Part;
import io.negawatt.core.account.Account.Source;
import io.negawatt.core.account.Account.Status;
import io.negawatt.core.account.Account.Work;
import io.negawatt.core.catalog.Factor;
import io.negawatt.core.meter.Component;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Power;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * One account of a distributed job from the accounts of its ranks, each metered by its own {@code run} on its own host.
 *
 * <p>Ranks on one host meter the same devices: what each is charged with adds up, and the residual that nobody is charged
 * with counts once a host. Errors of the ranks are taken as correlated, because the meters are of one kind.
 */
public final class JobMerge {
    private final List<Account> ranks;
    private final Map<String, List<Account>> byHost = new LinkedHashMap<>();

    private JobMerge(List<Account> ranks) {
        this.ranks = ranks;
        ranks.forEach(rank ->
                byHost.computeIfAbsent(rank.host(), host -> new ArrayList<>()).add(rank));
    }

    /**
     * {@return the account of the job}
     *
     * @param ranks accounts of runs that name the same job; at least one
     * @throws IllegalArgumentException if the runs belong to different jobs or to none
     */
    public static Account merge(List<Account> ranks) {
        var keys = ranks.stream()
                .map(r -> r.job().map(RunEvent.Job::key).orElse(""))
                .distinct()
                .toList();
        if (keys.size() != 1 || keys.getFirst().isEmpty()) {
            throw new IllegalArgumentException(
                    "only ranks of one job can be merged, but these name %s".formatted(keys));
        }
        var inOrder = ranks.stream()
                .sorted(Comparator.comparingInt(r -> r.job().orElseThrow().rank()))
                .toList();
        return inOrder.size() == 1 ? inOrder.getFirst() : new JobMerge(inOrder).merged(keys.getFirst());
    }

    private Account merged(String key) {
        var first = ranks.getFirst();
        var from =
                ranks.stream().map(Account::from).min(Comparator.naturalOrder()).orElseThrow();
        var to = ranks.stream().map(Account::to).max(Comparator.naturalOrder()).orElseThrow();
        var components = components();
        double totalJ = components.stream().mapToDouble(c -> c.energyJ().mid()).sum();
        double once = totalJ / sumJ(Account::totalJ);
        var total = scaled(Account::totalJ, once);
        var gaps = gaps();
        double elapsedS = Duration.between(from, to).toNanos() * 1e-9;
        double gapS = Coverage.unionS(gaps);
        var parts = ranks();
        var hardware = hardware();
        var carbon = new Account.Carbon(
                scaled(r -> r.carbon().locationG(), once),
                scaled(r -> r.carbon().marketG(), once),
                location(),
                first.carbon().market());
        return new Account(
                key,
                first.name(),
                first.command(),
                String.join(", ", byHost.keySet()),
                first.job(),
                ranks.stream().allMatch(r -> r.status() == Status.COMPLETE) ? Status.COMPLETE : Status.INTERRUPTED,
                exitCode(),
                from,
                to,
                elapsedS,
                elapsedS - gapS,
                gapS,
                components,
                total,
                total.mid() - parts.stream().mapToDouble(Part::energyJ).sum(),
                othersJ(),
                new IdlePolicies(
                        once * sum(r -> r.idlePolicies().usedJ()),
                        once * sum(r -> r.idlePolicies().reservedJ()),
                        once * sum(r -> r.idlePolicies().unallocatedJ())),
                cost(once, total, from, to),
                demand(once),
                carbon,
                scaled(Account::waterL, once),
                hardware,
                work(total, carbon.locationG().plus(hardware.embodiedG())),
                parts,
                phases(),
                processes(),
                gaps,
                notes(once, from, to),
                first.terms());
    }

    /**
     * {@return the money of all ranks; empty where one has none, because the sum would be too low}
     *
     * <p>Each rank has been charged as if it alone drew on the tiers of the month; within one month it is known what all of them
     * reach together.
     */
    private Optional<Account.Cost> cost(double once, Interval totalJ, Instant from, Instant to) {
        var currency = ranks.getFirst().cost().map(Account.Cost::currency);
        boolean same = ranks.stream()
                .allMatch(r -> r.cost().map(Account.Cost::currency).equals(currency));
        return currency.filter(_ -> same).map(code -> {
            var apart = scaled(r -> r.cost().orElseThrow().amount(), once);
            double added = tiers().filter(it -> isOneMonth(it, from, to))
                    .map(it -> added(it, totalJ) - once * sum(r -> added(it, r.totalJ())))
                    .orElse(0.0);
            return new Account.Cost(apart.mid() > 0 ? apart.times(1 + added / apart.mid()) : apart, code);
        });
    }

    private Optional<Tiers> tiers() {
        return ranks.getFirst().terms().tariff().flatMap(Tariff::tiers);
    }

    private static boolean isOneMonth(Tiers tiers, Instant from, Instant to) {
        return YearMonth.from(from.atZone(tiers.zone()))
                .equals(YearMonth.from(to.minusNanos(1).atZone(tiers.zone())));
    }

    private static double added(Tiers tiers, Interval totalJ) {
        double kwh = totalJ.mid() / Energy.JOULES_PER_KWH;
        return tiers.addedPerKwh(new double[] {kwh}) * kwh;
    }

    /** {@return what the power of all ranks costs; their highest windows are added up as if they were one, which is the most} */
    private Optional<Account.Demand> demand(double once) {
        var charge = ranks.getFirst().terms().tariff().flatMap(Tariff::demand);
        double peakW = once
                * sum(r ->
                        r.demand().map(Account.Demand::power).map(Power::watts).orElse(0.0));
        return charge.map(it -> it.of(new Power(peakW)));
    }

    /** What each rank says of its own peak is said once for all of them. */
    private List<Message> notes(double once, Instant from, Instant to) {
        var notes = ranks.stream()
                .flatMap(r -> r.notes().stream())
                .filter(note -> !note.key().equals("account.note.demandPeak"))
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        tiers().filter(it -> !isOneMonth(it, from, to))
                .ifPresent(_ -> notes.add(Message.of("account.note.tiersOfRanks")));
        demand(once)
                .filter(demand -> demand.windowMinutes().isPresent())
                .ifPresent(demand -> notes.add(Message.of(
                        "account.note.demandOfRanks",
                        demand.windowMinutes().getAsInt(),
                        demand.power(),
                        demand.perMonth())));
        return notes;
    }

    /** {@return the factor of the ranks as their energy-weighted mean; by the hour it differs from rank to rank} */
    private Factor location() {
        var first = ranks.getFirst().carbon().location();
        if (ranks.stream().allMatch(r -> r.carbon().location().equals(first)) || sumJ(Account::totalJ) <= 0) {
            return first;
        }
        double sumJ = sumJ(Account::totalJ);
        var grams = ranks.stream()
                .map(r -> r.carbon().location().gramsPerKwh().times(r.totalJ().mid() / sumJ))
                .reduce(Interval.ZERO, Interval::plusCorrelated);
        return new Factor(first.zone(), first.kind(), first.year(), grams, first.source());
    }

    private Interval scaled(Function<Account, Interval> figure, double by) {
        return ranks.stream()
                .map(figure)
                .reduce(Interval.ZERO, Interval::plusCorrelated)
                .times(by);
    }

    private double sumJ(Function<Account, Interval> figure) {
        return sum(r -> figure.apply(r).mid());
    }

    private double sum(ToDoubleFunction<Account> figure) {
        return ranks.stream().mapToDouble(figure).sum();
    }

    private OptionalInt exitCode() {
        return ranks.stream()
                .map(Account::exitCode)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .max();
    }

    private List<ComponentUse> components() {
        var all = new ArrayList<ComponentUse>();
        for (var component : Component.values()) {
            var sources = byHost.values().stream()
                    .flatMap(host -> sources(host, component).stream())
                    .toList();
            double mergedJ = sources.stream().mapToDouble(Source::energyJ).sum();
            double membersJ = sumJ(r -> use(r, component).energyJ());
            var energyJ = scaled(r -> use(r, component).energyJ(), membersJ > 0 ? mergedJ / membersJ : 1);
            var tier = ranks.stream()
                    .map(r -> use(r, component).tier())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            all.add(new ComponentUse(component, energyJ, tier, sources));
        }
        return List.copyOf(all);
    }

    private static ComponentUse use(Account rank, Component component) {
        return rank.components().stream()
                .filter(c -> c.component() == component)
                .findFirst()
                .orElseThrow();
    }

    /** The channels of one host, each once: charges add up, the residual is the same for all ranks. */
    private List<Source> sources(List<Account> host, Component component) {
        var byChannel = new LinkedHashMap<String, List<Source>>();
        for (var rank : host) {
            for (var source : use(rank, component).sources()) {
                byChannel
                        .computeIfAbsent(source.channel(), c -> new ArrayList<>())
                        .add(source);
            }
        }
        String name = host.getFirst().host();
        return byChannel.values().stream()
                .map(same -> together(byHost.size() > 1 ? name + "/" : "", same))
                .toList();
    }

    private static Source together(String prefix, List<Source> same) {
        var first = same.getFirst();
        double chargedJ =
                same.stream().mapToDouble(s -> s.energyJ() - s.residualJ()).sum();
        double residualJ = same.stream().mapToDouble(Source::residualJ).max().orElse(0);
        return new Source(
                prefix + first.channel(),
                first.meter(),
                first.label(),
                first.scope(),
                same.stream().map(Source::tier).max(Comparator.naturalOrder()).orElseThrow(),
                chargedJ + residualJ,
                residualJ,
                same.stream().mapToDouble(Source::meteredJ).max().orElse(0),
                same.stream().mapToDouble(Source::coveredS).max().orElse(0),
                first.details());
    }

    /** What the devices used for others: what each rank saw less what its siblings on the host are charged with. */
    private double othersJ() {
        double othersJ = 0;
        for (var host : byHost.values()) {
            double chargedJ = host.stream().mapToDouble(JobMerge::chargedItJ).sum();
            var widest = host.stream()
                    .max(Comparator.comparingDouble(r -> r.othersJ() + chargedItJ(r)))
                    .orElseThrow();
            othersJ += Math.max(0, widest.othersJ() + chargedItJ(widest) - chargedJ);
        }
        return othersJ;
    }

    private static double chargedItJ(Account rank) {
        return rank.components().stream()
                .filter(c -> c.component().isIt())
                .flatMap(c -> c.sources().stream())
                .mapToDouble(s -> s.energyJ() - s.residualJ())
                .sum();
    }

    /** Each host is made and scrapped once, however many ranks it bears. */
    private HardwareUse hardware() {
        var embodied = Interval.ZERO;
        var ewaste = Interval.ZERO;
        for (var host : byHost.values()) {
            var longest = host.stream()
                    .max(Comparator.comparingDouble(Account::elapsedS))
                    .orElseThrow();
            embodied = embodied.plusCorrelated(longest.hardware().embodiedG());
            ewaste = ewaste.plusCorrelated(longest.hardware().ewasteG());
        }
        return new HardwareUse(embodied, ewaste);
    }

    private List<Work> work(Interval totalJ, Interval carbonG) {
        var amounts = new TreeMap<String, Double>();
        ranks.forEach(r -> r.work().forEach(w -> amounts.merge(w.unit(), w.amount(), Double::sum)));
        return amounts.entrySet().stream()
                .map(e -> new Work(
                        e.getKey(), e.getValue(), totalJ.times(1 / e.getValue()), carbonG.times(1 / e.getValue())))
                .sorted(Work.FOREMOST_FIRST)
                .toList();
    }

    private List<Part> ranks() {
        var byRank = new LinkedHashMap<String, Part>();
        for (var account : ranks) {
            String own = String.valueOf(account.job().orElseThrow().rank());
            var parts = account.ranks().isEmpty() ? account.processes() : account.ranks();
            for (var part : parts) {
                boolean named = !account.ranks().isEmpty() && !part.name().equals(Account.OUTSIDE);
                byRank.merge(named ? part.name() : own, part, JobMerge::together);
            }
        }
        return byRank.entrySet().stream()
                .map(e -> named(e.getKey(), e.getValue()))
                .toList();
    }

    private List<Part> phases() {
        if (ranks.stream().allMatch(r -> r.phases().isEmpty())) {
            return List.of();
        }
        var byPhase = new LinkedHashMap<String, Part>();
        for (var account : ranks) {
            var parts = account.phases().isEmpty() ? account.processes() : account.phases();
            for (var part : parts) {
                byPhase.merge(account.phases().isEmpty() ? Account.OUTSIDE : part.name(), part, JobMerge::together);
            }
        }
        return byPhase.entrySet().stream()
                .map(e -> named(e.getKey(), e.getValue()))
                .toList();
    }

    private List<Part> processes() {
        return ranks.stream()
                .flatMap(r -> r.processes().stream().map(p -> named(r.host() + " · " + p.name(), p)))
                .toList();
    }

    private static Part named(String name, Part part) {
        return new Part(name, part.energyJ(), part.timeS(), part.cpuS());
    }

    private static Part together(Part a, Part b) {
        return new Part(a.name(), a.energyJ() + b.energyJ(), Math.max(a.timeS(), b.timeS()), a.cpuS() + b.cpuS());
    }

    private List<GapSpan> gaps() {
        return ranks.stream()
                .flatMap(r -> r.gaps().stream()
                        .map(g -> new GapSpan(r.host() + "/" + g.channel(), g.from(), g.to(), g.reason())))
                .toList();
    }
}
