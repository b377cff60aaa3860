package io.negawatt.core.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which processor a machine has, as {@code /proc/cpuinfo} prints it.
 *
 * @param vendor {@code vendor_id}, such as {@code GenuineIntel}; {@code ARM} where there is a {@code CPU implementer} instead
 * @param family {@code cpu family}, or the CPU implementer of an Arm processor; -1 where it is not known
 * @param model {@code model}, or the CPU part of an Arm processor; -1 where it is not known
 * @param stepping {@code stepping}; 0 where it is not known
 * @param name {@code model name}; empty where there is none
 * @param virtual whether a hypervisor shows through the flags, so that the package is shared with strangers
 */
public record CpuIdentity(String vendor, int family, int model, int stepping, String name, boolean virtual) {
    /** A processor that nothing is known of. */
    public static final CpuIdentity UNKNOWN = new CpuIdentity("", -1, -1, 0, "", false);

    private static final Pattern NOISE = Pattern.compile("\\((?:r|tm|c)\\)|[®™]|@.*|\\bwith radeon.*"
            + "|\\b\\d+th gen\\b|\\b\\d+-cores?\\b|\\b(?:cpu|processor)\\b");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /**
     * {@return the processor that the first block of {@code cpuinfo} describes}
     *
     * @param cpuinfo text of {@code /proc/cpuinfo}; lines that are not understood are passed over
     */
    public static CpuIdentity ofCpuinfo(String cpuinfo) {
        Map<String, String> fields = new HashMap<>();
        for (String line : cpuinfo.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.putIfAbsent(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        boolean arm = fields.containsKey("CPU implementer");
        boolean virtual = List.of(fields.getOrDefault("flags", "").split(" ")).contains("hypervisor");
        return new CpuIdentity(
                arm ? "ARM" : fields.getOrDefault("vendor_id", ""),
                number(fields, arm ? "CPU implementer" : "cpu family", -1),
                number(fields, arm ? "CPU part" : "model", -1),
                number(fields, "stepping", 0),
                fields.getOrDefault("model name", ""),
                virtual);
    }

    private static int number(Map<String, String> fields, String name, int otherwise) {
        try {
            return Integer.decode(fields.getOrDefault(name, ""));
        } catch (NumberFormatException notANumber) {
            return otherwise;
        }
    }

    /** {@return the name without trade marks, clock, generation and core count, in lower case, to look a model up by} */
    static String key(String name) {
        String words = NOISE.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
        return BLANKS.matcher(words).replaceAll(" ").strip();
    }
}
