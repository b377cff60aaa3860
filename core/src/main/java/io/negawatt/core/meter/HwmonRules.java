package io.negawatt.core.meter;

import io.negawatt.core.meter.Channel.Bounds;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which sensors of which kernel drivers say what something draws, and what that is. Sensors of other drivers are not used: an
 * unknown rail may be inside one that is known.
 */
final class HwmonRules {
    private static final String ANY = ".*";

    /**
     * @param driver the chip's {@code name} file
     * @param label the sensor's label, or for ACPI meters what {@code power1_oem_info} says; empty text where it has none
     * @param id id of the channel; {@code {0}} stands for the number in the label, otherwise a free id for the device's place
     * @param parent id of the channel around it; empty for one of its own
     * @param basis basis of its activity
     * @param bounds how wrong it may be
     */
    record Rule(
            Pattern driver,
            Pattern label,
            String id,
            Scope scope,
            Tier tier,
            Optional<String> parent,
            String basis,
            Bounds bounds) {

        boolean reads(String driverName, String sensorLabel) {
            return driver.matcher(driverName).matches()
                    && label.matcher(sensorLabel).matches();
        }
    }

    private static final Bounds FIVE_PERCENT = Bounds.within(0.05);
    private static final Bounds TWENTY_PERCENT = Bounds.within(0.2);

    /** The first rule that fits reads the sensor. A whole-node sensor earlier in the list is better than one later. */
    static final List<Rule> ALL = List.of(
            // NVIDIA Grace: CPU with its memory inside the module; the two rails of the CPU explain it.
            rule("power_meter", "Module Power Socket (\\d+)", "module-{0}", Scope.MODULE, FIVE_PERCENT),
            rule("power_meter", "Grace Power Socket (\\d+)", "package-{0}", Scope.DEVICE, FIVE_PERCENT),
            inside("power_meter", "CPU Power Socket (\\d+)", "core-{0}", "package-{0}"),
            inside("power_meter", "SysIO Power Socket (\\d+)", "io-{0}", "package-{0}"),
            rule("power_meter", ANY, MeterSet.NODE, Scope.NODE, FIVE_PERCENT),
            rule(
                    "ina2\\d\\d|ina3221",
                    "(VDD_IN|VIN_SYS.*|POM_5V_IN|input|.*total.*)",
                    MeterSet.NODE,
                    Scope.NODE,
                    FIVE_PERCENT),
            rule("macsmc_hwmon", "Total System Power", MeterSet.NODE, Scope.NODE, FIVE_PERCENT),
            rule(".*(psu|cffps|ps\\d+).*|pmbus", "(pin\\d*|power total)", MeterSet.NODE, Scope.NODE, FIVE_PERCENT),
            counter("amd_energy|zenergy", "Esocket(\\d+)", "package-{0}", Activity.CPU, TWENTY_PERCENT),
            rule("fam15h_power", ANY, "package-0", Scope.DEVICE, TWENTY_PERCENT),
            rule("peci.*", ".*cpu.*", "package-0", Scope.DEVICE, FIVE_PERCENT),
            counter("i915|xe", "(card|)", "gpu-card", Activity.TIME, FIVE_PERCENT),
            new Rule(
                    Pattern.compile("amdgpu|nouveau"),
                    Pattern.compile(ANY),
                    "gpu-card",
                    Scope.DEVICE,
                    Tier.METERED,
                    Optional.empty(),
                    Activity.TIME,
                    Bounds.within(0.1)));

    private HwmonRules() {}

    private static Rule rule(String driver, String label, String id, Scope scope, Bounds bounds) {
        return new Rule(
                Pattern.compile(driver),
                Pattern.compile(label),
                id,
                scope,
                Tier.METERED,
                Optional.empty(),
                Activity.CPU,
                bounds);
    }

    private static Rule inside(String driver, String label, String id, String parent) {
        return new Rule(
                Pattern.compile(driver),
                Pattern.compile(label),
                id,
                Scope.DEVICE,
                Tier.METERED,
                Optional.of(parent),
                Activity.CPU,
                FIVE_PERCENT);
    }

    private static Rule counter(String driver, String label, String id, String basis, Bounds bounds) {
        return new Rule(
                Pattern.compile(driver),
                Pattern.compile(label),
                id,
                Scope.DEVICE,
                Tier.COUNTER,
                Optional.empty(),
                basis,
                bounds);
    }
}
