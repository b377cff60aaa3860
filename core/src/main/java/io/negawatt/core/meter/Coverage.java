package io.negawatt.core.meter;

import io.negawatt.core.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which of all channels that were found are counted, so that no joule is counted twice: a pure function of the
 * channels.
 *
 * <p>Each thing that can be metered ({@link Covered}) is metered once, by the meter with the best tier for it, then the
 * shortest period, then the first in {@link Meters#ALL}. A sensor that sees more (node, module, platform) takes in those that
 * see less: what is metered inside it stays as a detail, what is only modeled inside it is dropped.
 */
final class Coverage {
    /** Of two sensors of a superchip the GPU's own is taken, because it knows which process used the GPU. */
    private static final Comparator<Candidate> BEST = Comparator.comparing((Candidate c) ->
                    c.channel().scope() == Scope.MODULE && !c.channel().id().startsWith("gpu"))
            .thenComparing(c -> c.channel().tier())
            .thenComparing(Candidate::period)
            .thenComparing(Candidate::meter);

    private final List<Candidate> kept = new ArrayList<>();
    private final List<MeterSet.Dropped> dropped = new ArrayList<>();

    /**
     * A channel that was found.
     *
     * @param meter index of its meter in the order of preference
     * @param index index of the channel within its meter
     * @param period period of its meter
     */
    record Candidate(int meter, int index, Channel channel, Duration period) {
        private Candidate inside(String parent) {
            return new Candidate(meter, index, channel.inside(Optional.of(parent)), period);
        }

        private Candidate alone() {
            return new Candidate(meter, index, channel.inside(Optional.empty()), period);
        }
    }

    /** What a channel's sensor sees, by its scope and the names that meters give their channels. */
    enum Covered {
        NODE,
        /** The CPU vendor's sensor for the whole board, {@code psys}. */
        PLATFORM,
        MODULE,
        /** All CPU packages: {@code package-N} or {@code cpu}. */
        CPU,
        /** Parts of a package, such as {@code core-N}. */
        CPU_PART,
        /** {@code dram-N} or {@code memory}. */
        MEMORY,
        /** A network beyond the node, which no meter of the node sees. */
        BEYOND,
        /** A device of its own, known by its name: {@code gpu0}, {@code disk:sda}. */
        DEVICE;

        private static final Set<Covered> BY_ONE_METER = Set.of(NODE, PLATFORM, MODULE, CPU, MEMORY);

        static Covered by(Channel channel) {
            return switch (channel.scope()) {
                case RACK, SITE -> BEYOND;
                case NODE -> NODE;
                case MODULE -> channel.id().startsWith(MeterSet.PLATFORM) ? PLATFORM : MODULE;
                case DEVICE -> byName(channel.id());
            };
        }

        private static Covered byName(String id) {
            return switch (id.split("[-:]", 2)[0]) {
                case "package", "cpu" -> CPU;
                case "core", "uncore", "io" -> CPU_PART;
                case "dram", "memory" -> MEMORY;
                case "net" -> id.equals("net:loopback") ? DEVICE : BEYOND;
                default -> DEVICE;
            };
        }
    }

    private Coverage(List<Candidate> candidates) {
        var winners = winners(candidates);
        var byId = new LinkedHashMap<String, Candidate>();
        candidates.forEach(candidate ->
                byId.merge(candidate.channel().id(), candidate, (a, b) -> BEST.compare(a, b) <= 0 ? a : b));
        for (var candidate : candidates) {
            var winner = winner(candidate, winners, byId);
            if (winner.meter() == candidate.meter()) {
                kept.add(candidate);
            } else {
                drop(candidate, winner);
            }
        }
        nest(Covered.MODULE, Set.of(Covered.CPU, Covered.MEMORY));
        nest(Covered.PLATFORM, Set.of(Covered.CPU, Covered.MEMORY));
        nest(
                Covered.NODE,
                Set.of(
                        Covered.PLATFORM,
                        Covered.MODULE,
                        Covered.CPU,
                        Covered.CPU_PART,
                        Covered.MEMORY,
                        Covered.DEVICE));
        releaseOrphans();
    }

    /** {@return the channels that are counted or explain one that is, and those that are not, with the reason} */
    static Coverage of(List<Candidate> candidates) {
        return new Coverage(candidates);
    }

    List<Candidate> kept() {
        return kept;
    }

    List<MeterSet.Dropped> dropped() {
        return dropped;
    }

    private static Map<Covered, Candidate> winners(List<Candidate> candidates) {
        var winners = new EnumMap<Covered, Candidate>(Covered.class);
        for (var candidate : candidates) {
            var covered = Covered.by(candidate.channel());
            if (Covered.BY_ONE_METER.contains(covered)) {
                winners.merge(covered, candidate, (a, b) -> BEST.compare(a, b) <= 0 ? a : b);
            }
        }
        return winners;
    }

    /** Parts of a package follow the meter of the packages, so that they add up to something that is there. */
    private static Candidate winner(Candidate candidate, Map<Covered, Candidate> winners, Map<String, Candidate> byId) {
        var covered = Covered.by(candidate.channel());
        var asWhole = covered == Covered.CPU_PART ? Covered.CPU : covered;
        return winners.getOrDefault(
                asWhole, byId.getOrDefault(candidate.channel().id(), candidate));
    }

    private void drop(Candidate candidate, Candidate winner) {
        var channel = winner.channel();
        dropped.add(new MeterSet.Dropped(
                candidate.channel(),
                Message.of(
                        "meter.drop",
                        candidate.channel().id(),
                        candidate.channel().meter(),
                        channel.id(),
                        channel.meter())));
    }

    private void nest(Covered outer, Set<Covered> inner) {
        var parents = kept.stream()
                .filter(candidate -> Covered.by(candidate.channel()) == outer)
                .toList();
        if (parents.isEmpty()) {
            return;
        }
        for (var candidate : List.copyOf(kept)) {
            if (inner.contains(Covered.by(candidate.channel()))
                    && candidate.channel().parent().isEmpty()) {
                nest(candidate, parentOf(candidate, parents), outer);
            }
        }
    }

    private void nest(Candidate candidate, Candidate parent, Covered outer) {
        int at = kept.indexOf(candidate);
        boolean guessed = candidate.channel().tier().compareTo(Tier.MODELED) >= 0;
        if (guessed && outer != Covered.NODE) {
            kept.remove(at);
            drop(candidate, parent);
        } else {
            kept.set(at, candidate.inside(parent.channel().id()));
        }
    }

    /** The parent with the same number, such as {@code module-1} for {@code package-1}; otherwise the first. */
    private static Candidate parentOf(Candidate candidate, List<Candidate> parents) {
        String number = number(candidate.channel().id());
        return parents.stream()
                .filter(parent -> number(parent.channel().id()).equals(number))
                .findFirst()
                .orElse(parents.getFirst());
    }

    private static String number(String id) {
        return id.replaceFirst("^\\D*", "").replaceFirst("\\D.*$", "");
    }

    private void releaseOrphans() {
        var ids = kept.stream().map(candidate -> candidate.channel().id()).collect(Collectors.toSet());
        kept.replaceAll(candidate ->
                candidate.channel().parent().map(ids::contains).orElse(true) ? candidate : candidate.alone());
    }
}
