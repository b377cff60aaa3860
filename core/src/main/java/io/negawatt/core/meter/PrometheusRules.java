package io.negawatt.core.meter;

import io.negawatt.core.meter.Exposition.Sample;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which metrics of known exporters are energy or power, and of what: DCGM exporter (NVIDIA), Kepler up to 0.9 and since 0.10,
 * node_exporter's RAPL collector, Scaphandre. The first rule that finds a device on a page reads it.
 */
final class PrometheusRules {
    private static final Pattern SOCKET = Pattern.compile(":(\\d+)");
    private static final double JOULE = 1;
    private static final double MILLIJOULE = 1e-3;
    private static final double MICROJOULE = 1e-6;

    /** What a metric says. */
    enum Quantity {
        ENERGY,
        POWER
    }

    /**
     * @param metric name of the metric
     * @param quantity energy since some start, or power now
     * @param siPerUnit joules or watts of one unit
     * @param adds whether several series of a device add up, such as busy and idle energy; otherwise they repeat each other,
     *     as the instances of a divided GPU do, and the first counts
     * @param device id of the device that a sample is of; empty where the sample is no device's
     */
    record Rule(
            Pattern metric,
            Quantity quantity,
            double siPerUnit,
            boolean adds,
            Function<Sample, Optional<String>> device) {}

    static final List<Rule> ALL = List.of(
            energy("DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION", MILLIJOULE, false, sample -> label(sample, "gpu", "gpu")),
            power("DCGM_FI_DEV_POWER_USAGE", sample -> label(sample, "gpu", "gpu")),
            energy("kepler_node_cpu_joules_total", JOULE, true, PrometheusRules::keplerZone),
            energy("kepler_node_package_joules_total", JOULE, true, sample -> label(sample, "package", "package-")),
            energy("kepler_node_core_joules_total", JOULE, true, sample -> label(sample, "package", "core-")),
            energy("kepler_node_uncore_joules_total", JOULE, true, sample -> label(sample, "package", "uncore-")),
            energy("kepler_node_dram_joules_total", JOULE, true, sample -> label(sample, "package", "dram-")),
            energy("kepler_node_gpu_joules_total", JOULE, true, sample -> label(sample, "index", "gpu")),
            energy("kepler_node_platform_joules_total", JOULE, true, _ -> Optional.of(MeterSet.NODE)),
            energy(
                    "node_rapl_(package|core|uncore|dram|psys)_joules_total",
                    JOULE,
                    false,
                    PrometheusRules::nodeExporter),
            energy("node_rapl_package_\\d+_die_joules_total", JOULE, false, PrometheusRules::nodeExporterDie),
            energy("node_rapl_joules_total", JOULE, false, PrometheusRules::nodeExporterZone),
            energy("scaph_socket_energy_microjoules", MICROJOULE, false, s -> label(s, "socket_id", "package-")),
            energy("scaph_domain_energy_microjoules", MICROJOULE, false, PrometheusRules::scaphandreDomain));

    private PrometheusRules() {}

    /** {@return whether some rule reads this metric} */
    static boolean isKnown(String metric) {
        return ALL.stream().anyMatch(rule -> rule.metric().matcher(metric).matches());
    }

    private static Rule energy(
            String metric, double joulesPerUnit, boolean adds, Function<Sample, Optional<String>> device) {
        return new Rule(Pattern.compile(metric), Quantity.ENERGY, joulesPerUnit, adds, device);
    }

    private static Rule power(String metric, Function<Sample, Optional<String>> device) {
        return new Rule(Pattern.compile(metric), Quantity.POWER, 1, false, device);
    }

    private static Optional<String> label(Sample sample, String label, String prefix) {
        String value = sample.label(label);
        return value.isEmpty() ? Optional.empty() : Optional.of(prefix + value);
    }

    /** Kepler since 0.10 names the zone, and the socket in its path; without a path all sockets are one. */
    private static Optional<String> keplerZone(Sample sample) {
        return zone(sample.label("zone"), socket(sample));
    }

    private static Optional<String> nodeExporter(Sample sample) {
        String zone = sample.name().replaceFirst("^node_rapl_", "").replaceFirst("_joules_total$", "");
        return isMemoryMapped(sample) ? Optional.empty() : zone(zone, index(sample));
    }

    /** The zone {@code package-1-die-0} has the die as its index. */
    private static Optional<String> nodeExporterDie(Sample sample) {
        String socket = sample.name().replaceAll("\\D", "");
        return isMemoryMapped(sample)
                ? Optional.empty()
                : Optional.of("package-%s-die-%s".formatted(socket, index(sample)));
    }

    private static Optional<String> nodeExporterZone(Sample sample) {
        String zone = sample.label("rapl_zone").replaceFirst("-\\d+.*$", "");
        return isMemoryMapped(sample) ? Optional.empty() : zone(zone, index(sample));
    }

    private static Optional<String> scaphandreDomain(Sample sample) {
        return zone(sample.label("domain_name"), sample.label("socket_id"));
    }

    private static Optional<String> zone(String zone, String socket) {
        return switch (zone) {
            case "psys" -> Optional.of(MeterSet.PLATFORM);
            case "package", "core", "uncore", "dram" -> Optional.of(zone + "-" + (socket.isEmpty() ? "0" : socket));
            default -> Optional.empty();
        };
    }

    private static String index(Sample sample) {
        return sample.label("index");
    }

    private static String socket(Sample sample) {
        Matcher socket = SOCKET.matcher(sample.label("path"));
        return socket.find() ? socket.group(1) : "";
    }

    /** The memory-mapped interface shows the same registers again. */
    private static boolean isMemoryMapped(Sample sample) {
        return sample.label("path").contains("mmio");
    }
}
