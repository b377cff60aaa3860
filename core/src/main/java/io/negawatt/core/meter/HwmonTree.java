package io.negawatt.core.meter;

import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sensors under {@code /sys/class/hwmon} that say what something draws: {@code power*_average} or {@code power*_input} in µW
 * and {@code energy*_input} in µJ, with the label beside them. Chips are known by their {@code name} file.
 *
 * @see <a href="https://docs.kernel.org/hwmon/sysfs-interface.html">Linux hwmon sysfs interface</a>
 */
final class HwmonTree {
    private static final Pattern SENSOR = Pattern.compile("(power|energy)(\\d+)_(input|average)");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final List<Sensor> sensors = new ArrayList<>();
    private final List<Message> notes = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /**
     * A sensor that is used.
     *
     * @param id id of its channel
     * @param label what a person calls it
     * @param file file with its value
     * @param counts whether the file counts µJ; otherwise it shows µW
     * @param rule rule that reads it
     * @param parent id of the channel around it
     */
    record Sensor(String id, String label, Path file, boolean counts, HwmonRules.Rule rule, Optional<String> parent) {}

    private record Candidate(String driver, String label, Path chip, Path file, HwmonRules.Rule rule) {
        boolean isNode() {
            return rule.scope() == Scope.NODE;
        }

        boolean isSupply() {
            return rule.label().pattern().startsWith("(pin");
        }
    }

    private HwmonTree(Path hwmon) {
        var candidates = new ArrayList<Candidate>();
        var unknown = new TreeMap<String, Path>();
        for (var chip : SysTree.children(hwmon, _ -> true)) {
            String driver = SysTree.text(chip.resolve("name")).orElse("");
            for (var file : files(chip)) {
                candidate(driver, chip, file).ifPresentOrElse(candidates::add, () -> unknown.putIfAbsent(driver, file));
            }
        }
        candidates.forEach(candidate -> unknown.remove(candidate.driver()));
        withOneNode(candidates).forEach(this::add);
        unknown.forEach((driver, file) -> notes.add(Message.of("meter.hwmon.unknown", driver, file)));
    }

    static HwmonTree of(Host host) {
        return new HwmonTree(host.sys().resolve("class/hwmon"));
    }

    List<Sensor> sensors() {
        return sensors;
    }

    List<Message> notes() {
        return notes;
    }

    /** One file a sensor, the mean over the driver's interval before the sample; ACPI meters keep theirs one folder down. */
    private static List<Path> files(Path chip) {
        Map<String, Path> bySensor = new LinkedHashMap<>();
        for (var folder : List.of(chip, chip.resolve("device"))) {
            for (var file :
                    SysTree.children(folder, name -> SENSOR.matcher(name).matches())) {
                bySensor.putIfAbsent(SysTree.name(file).replaceFirst("_.*", ""), file);
            }
        }
        return List.copyOf(bySensor.values());
    }

    private static Optional<Candidate> candidate(String driver, Path chip, Path file) {
        String label = label(file);
        boolean energy = SysTree.name(file).startsWith("energy");
        return HwmonRules.ALL.stream()
                .filter(rule -> rule.reads(driver, label) && energy == (rule.tier() == Tier.COUNTER))
                .findFirst()
                .map(rule -> new Candidate(driver, label, chip, file, rule));
    }

    private static String label(Path file) {
        String sensor = SysTree.name(file).replaceFirst("_.*", "");
        return SysTree.text(file.resolveSibling(sensor + "_label"))
                .or(() -> SysTree.text(file.resolveSibling(sensor + "_oem_info")))
                .orElse("");
    }

    /** Sensors of the whole node that differ in kind say the same twice; power supplies add up. */
    private List<Candidate> withOneNode(List<Candidate> candidates) {
        var nodes = candidates.stream().filter(Candidate::isNode).toList();
        var best = HwmonRules.ALL.stream()
                .filter(rule -> nodes.stream().anyMatch(node -> node.rule().equals(rule)))
                .findFirst();
        var counted = nodes.stream()
                .filter(node -> best.equals(Optional.of(node.rule())))
                .toList();
        var kept = counted.stream()
                .filter(node -> node.isSupply() || node.equals(counted.getFirst()))
                .toList();
        nodes.stream()
                .filter(node -> !kept.contains(node))
                .forEach(node -> notes.add(Message.of(
                        "meter.hwmon.twice", node.file(), kept.getFirst().file())));
        return candidates.stream()
                .filter(candidate -> !candidate.isNode() || kept.contains(candidate))
                .toList();
    }

    private void add(Candidate candidate) {
        String id = id(candidate);
        String label = candidate.label().isEmpty() ? candidate.driver() : candidate.driver() + " " + candidate.label();
        boolean counts = SysTree.name(candidate.file()).startsWith("energy");
        var parent = candidate.rule().parent().map(pattern -> numbered(pattern, candidate.label()));
        sensors.add(new Sensor(id, label, candidate.file(), counts, candidate.rule(), parent));
        if (id.startsWith("gpu-")) {
            notes.add(Message.of("meter.hwmon.gpu", label));
        }
    }

    private String id(Candidate candidate) {
        String pattern = candidate.rule().id();
        String base =
                pattern.equals("gpu-card") ? "gpu-" + place(candidate.chip()) : numbered(pattern, candidate.label());
        String id = base;
        for (int copy = 2; !ids.add(id); copy++) {
            id = base + "." + copy;
        }
        return id;
    }

    private static String numbered(String pattern, String label) {
        Matcher number = NUMBER.matcher(label);
        return pattern.replace("{0}", number.find() ? number.group() : "0");
    }

    /** The bus address, which stays the same from boot to boot as the number of the chip does not. */
    private static String place(Path chip) {
        try {
            return SysTree.name(chip.resolve("device").toRealPath());
        } catch (IOException noDevice) {
            return SysTree.name(chip);
        }
    }
}
