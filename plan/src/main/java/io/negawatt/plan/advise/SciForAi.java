package io.negawatt.plan.advise;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.Part;
import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * SCI for AI of the Green Software Foundation: the equation of {@link Sci} with a boundary for each side, the provider who makes a
 * model and the consumer who uses it, and units of AI: tokens or requests in use, the training as a whole or its operations when made.
 */
final class SciForAi implements Policy {
    private static final Set<String> UNITS = Set.of("tokens", "requests", "images");
    private static final Set<String> TRAINING = Set.of("backward", "optimizer", "train", "training");

    @Override
    public String name() {
        return "sci-ai";
    }

    @Override
    public Sheet of(PolicyFacts facts) {
        var notes = List.of(Message.of("policy.sci-ai.note"));
        return facts.account()
                .map(account -> new Sheet(name(), rows(account, facts.model()), notes))
                .orElseGet(() -> new Sheet(name(), List.of(Sheet.missing("score", "RUN")), notes));
    }

    private static List<Sheet.Row> rows(Account account, PolicyFacts.Model model) {
        boolean training = account.phases().stream().map(Part::name).anyMatch(TRAINING::contains);
        var rows = new ArrayList<Sheet.Row>();
        String side = training ? "provider" : "consumer";
        rows.add(Sheet.words(
                "boundary", Message.of("policy.sci-ai." + side), Message.of("policy.sci-ai." + side + ".basis")));
        Sci.rows(account).stream()
                .filter(row -> row.id().equals("C") || isAi(row.id()))
                .forEach(rows::add);
        if (training && model.trainingFlops().isPresent()) {
            double exaflops = model.trainingFlops().getAsDouble() * 1e-18;
            var grams = rows.get(1).figure().orElseThrow();
            rows.add(
                    Sheet.figure("sci.flops", grams.times(1 / exaflops), "g/EFLOP", Message.of("policy.sci-ai.flops")));
        }
        if (rows.size() == 2) {
            rows.add(new Sheet.Row(
                    "score", Optional.empty(), "", Optional.empty(), Message.of("policy.sci-ai.uncounted")));
        }
        return rows;
    }

    private static boolean isAi(String id) {
        return id.startsWith("sci.") && UNITS.contains(id.substring("sci.".length()));
    }
}
