package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Datasheet;
import io.negawatt.core.text.BadInputException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the weights are stored. Activations and the cache stay in 16 bits, except that FP8 weights are multiplied in FP8. */
public enum Precision {
    BFLOAT16(2, 2, "bfloat16|bf16|float16|fp16|half|16"),
    FP8(1, 1, "fp8|float8|fp8_e4m3|w8a8"),
    /** Experts in 4 bits with a scale of 8 bits for 32 values; the rest of the model in 16 bits. */
    MXFP4(2, 0.53, "mxfp4|fp4|nvfp4"),
    INT8(1, 1, "int8|w8a16|8"),
    INT4(0.53, 0.53, "int4|awq|gptq|w4a16|4");

    private static final Map<String, Precision> BY_NAME = byName();

    private final double denseBytes;
    private final double routedBytes;
    private final String names;
    private final String first;

    Precision(double denseBytes, double routedBytes, String names) {
        this.denseBytes = denseBytes;
        this.routedBytes = routedBytes;
        this.names = names;
        this.first = allNames().getFirst();
    }

    /** {@return the precision of this name; empty where there is none} */
    public static Optional<Precision> find(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_NAME.get(lower));
    }

    /** {@return the precision of this name, for input that a person gave} */
    public static Precision of(String name) {
        return find(name).orElseThrow(() -> BadInputException.of("estimate.bad.precision", name, allowed()));
    }

    /** {@return the first name of each, for messages} */
    public static String allowed() {
        return Arrays.stream(values()).map(Precision::id).collect(Collectors.joining(", "));
    }

    /** {@return the word in files and options, such as {@code bfloat16}} */
    public String id() {
        return first;
    }

    private static Map<String, Precision> byName() {
        var byName = new HashMap<String, Precision>();
        for (var precision : values()) {
            precision.allNames().forEach(name -> byName.put(name, precision));
        }
        return Map.copyOf(byName);
    }

    private List<String> allNames() {
        return List.of(names.split("\\|"));
    }

    /** {@return bytes of a parameter outside routed experts} */
    public double denseBytes() {
        return denseBytes;
    }

    /** {@return bytes of a parameter of a routed expert} */
    public double routedBytes() {
        return routedBytes;
    }

    /** {@return operations a second at which the device multiplies with such weights, by its datasheet} */
    double peakFlops(Datasheet device) {
        return 1e12 * (this == FP8 ? device.fp8Tflops() : device.bf16Tflops());
    }
}
