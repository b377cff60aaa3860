package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The techniques there are. To add one, write its file and its line here. */
public final class Techniques {

    /** All of them, by name. */
    public static final List<TechniqueKind> ALL = List.of(
            TechniqueKind.whole("accumulate", 1, 4, Accumulation::new),
            TechniqueKind.plain("bf16", Bfloat16::new),
            TechniqueKind.file("distill", teacher -> Distillation.of(Path.of(teacher))),
            TechniqueKind.whole("early-stopping", 1, 3, EarlyStopping::new),
            TechniqueKind.plain("half-gradients", HalfGradients::new),
            TechniqueKind.plain("int8", Int8::new),
            TechniqueKind.whole("larger-batch", 2, 2, LargerBatch::new),
            TechniqueKind.share("length-warm-up", 0.5, LengthWarmUp::new),
            TechniqueKind.whole("lora", 1, 8, Lora::new),
            TechniqueKind.whole("power-sgd", 1, 4, PowerSgd::new),
            TechniqueKind.share("prune", 0.5, Pruning::new),
            TechniqueKind.plain("recompute", Recomputation::new),
            TechniqueKind.share("stack", 0.4, Stacking::new));

    private Techniques() {}

    /** {@return training as it is} */
    public static Technique none() {
        return new Combined(List.of());
    }

    /**
     * {@return the techniques that are asked for, as one}
     *
     * @param names such as {@code lora=16}
     * @throws BadInputException where there is none of this name, or its value is not allowed
     */
    public static Technique of(List<String> names) {
        return new Combined(names.stream().map(Techniques::one).toList());
    }

    /**
     * Checks the names, ahead of long work; what their values are is found when they are made.
     *
     * @throws BadInputException where there is none of a name
     */
    public static void check(List<String> asked) {
        asked.forEach(each -> kind(each.split("=", 2)[0]));
    }

    private static TechniqueKind kind(String name) {
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> BadInputException.of("train.technique.unknown", name, names()));
    }

    private static Technique one(String asked) {
        int equals = asked.indexOf('=');
        String name = equals < 0 ? asked : asked.substring(0, equals);
        var kind = kind(name);
        return kind.make().apply(equals < 0 ? kind.standard().orElse("") : asked.substring(equals + 1));
    }

    private static String names() {
        return ALL.stream().map(TechniqueKind::name).collect(Collectors.joining(", "));
    }
}
