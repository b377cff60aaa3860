package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.catalog.Datasheet;
import io.negawatt.core.text.BadInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A training run as it is planned or as it was published.
 *
 * @param paramsB parameters, in billions
 * @param activeB parameters that a token passes, in billions
 * @param tokensB tokens trained on, in billions; empty where only the time is known
 * @param chip datasheet of the chips
 * @param chips how many; empty where it is not known
 * @param chipHours hours of all chips together, where they are known
 * @param chipW power of a chip with its share of the node, where it is known, in W
 * @param pue power usage effectiveness of the site
 * @param kgPerKwh carbon intensity, where it is known
 * @param precision of the arithmetic; empty where nobody says
 * @param method what is trained
 */
public record TrainingCase(
        double paramsB,
        double activeB,
        OptionalDouble tokensB,
        Datasheet chip,
        OptionalDouble chips,
        OptionalDouble chipHours,
        OptionalDouble chipW,
        double pue,
        OptionalDouble kgPerKwh,
        Optional<Precision> precision,
        Method method) {

    private static final double HOUR_S = 3600;

    /** What is trained. */
    public enum Method {
        /** All weights: two operations a parameter forward, four backward. */
        FULL(6),
        /** Small matrices beside frozen weights, which take no gradient: two operations forward, two backward. */
        LORA(4);

        private final int flopsPerParameter;

        Method(int flopsPerParameter) {
            this.flopsPerParameter = flopsPerParameter;
        }

        int flopsPerParameter() {
            return flopsPerParameter;
        }

        /** {@return the word in files and options, such as {@code lora}} */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Method of(String id) {
            return Arrays.stream(values())
                    .filter(method -> method.id().equals(id.strip().toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> BadInputException.of("estimate.bad.method", id));
        }
    }

    /**
     * {@return the case of a row with columns {@code params_B, active_params_B, tokens_B, chip, chip_count, chip_hours,
     * run_seconds, power_per_chip_W, PUE, kgCO2_per_kWh, precision, method}}
     */
    public static TrainingCase read(CaseRow row, Catalog catalog) {
        double params = row.neededPositive("params_B");
        double active = row.positive("active_params_B").orElse(params);
        if (active > params) {
            throw BadInputException.of("estimate.bad.activeTraining", active, params);
        }
        var chips = row.positive("chip_count");
        var tokens = row.positive("tokens_B");
        var hours = hours(row, chips);
        if (hours.isEmpty() && tokens.isEmpty()) {
            throw BadInputException.of("estimate.bad.noWork");
        }
        return new TrainingCase(
                params,
                active,
                tokens,
                catalog.datasheet(row.needed("chip")),
                chips,
                hours,
                row.positive("power_per_chip_W"),
                pue(row),
                row.positive("kgCO2_per_kWh"),
                row.text("precision").map(Precision::of),
                row.text("method").map(Method::of).orElse(Method.FULL));
    }

    private static double pue(CaseRow row) {
        double pue = row.positive("PUE").orElse(1);
        if (pue < 1) {
            throw BadInputException.of("estimate.bad.pue", pue);
        }
        return pue;
    }

    private static OptionalDouble hours(CaseRow row, OptionalDouble chips) {
        var hours = row.positive("chip_hours");
        var seconds = row.positive("run_seconds");
        if (hours.isPresent() || seconds.isEmpty()) {
            return hours;
        }
        if (chips.isEmpty()) {
            throw BadInputException.of("estimate.bad.missing", "chip_count");
        }
        return OptionalDouble.of(seconds.getAsDouble() * chips.getAsDouble() / HOUR_S);
    }

    /** {@return operations of the whole run, by two a parameter and pass (Kaplan et al. 2020, arXiv 2001.08361); empty without tokens} */
    OptionalDouble flops() {
        return tokensB.isPresent()
                ? OptionalDouble.of(method.flopsPerParameter() * activeB * 1e9 * tokensB.getAsDouble() * 1e9)
                : OptionalDouble.empty();
    }

    /** {@return operations a second of a chip at its 16-bit peak} */
    double peakFlops() {
        return chip.bf16Tflops() * 1e12;
    }

    /** {@return the same case whose chip-hours are not known} */
    TrainingCase withoutHours() {
        return new TrainingCase(
                paramsB,
                activeB,
                tokensB,
                chip,
                chips,
                OptionalDouble.empty(),
                chipW,
                pue,
                kgPerKwh,
                precision,
                method);
    }
}
