package io.negawatt.plan.advise;

import io.negawatt.core.text.BadInputException;
import java.util.List;
import java.util.stream.Collectors;

/** The standards and laws whose sheets can be filled in. To add one: a file of its own, a line here, and its texts. */
public final class Policies {
    public static final List<Policy> ALL =
            List.of(new PueGrade(), new EuAiAct(), new Sci(), new SciForAi(), new Iso30134());

    private Policies() {}

    /**
     * {@return the policy of this name}
     *
     * @throws BadInputException where there is none; it names all
     */
    public static Policy of(String name) {
        return ALL.stream()
                .filter(policy -> policy.name().equals(name))
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "policy.unknown", name, ALL.stream().map(Policy::name).collect(Collectors.joining(", "))));
    }
}
