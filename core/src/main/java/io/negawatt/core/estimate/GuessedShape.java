package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Llm;
import io.negawatt.core.catalog.Origin;
import java.util.List;
import java.util.Locale;

/**
 * The shape that a model of some size usually has, for one that the catalog does not know. The exponents are a line through the
 * shapes of the catalog; they miss layers and width by some 20 %.
 */
final class GuessedShape {
    private static final double DENSE_B = 8;
    private static final int DENSE_LAYERS = 32;
    private static final int DENSE_WIDTH = 4096;
    private static final double DENSE_GROWTH = 0.345;

    private static final double MOE_B = 100;
    private static final int MOE_LAYERS = 60;
    private static final double MOE_LAYER_GROWTH = 0.25;
    private static final double MOE_ACTIVE_B = 20;
    private static final double MOE_WIDTH_GROWTH = 0.3;

    private static final int HEADS = 8;
    private static final int VALUES = 2 * HEADS * 128;
    /** A recurrent layer of the metered hybrids keeps 1.3 million values; every second block has one. */
    private static final double STATE_M_PER_LAYER = 1.2;
    /** One block in five of the metered hybrids attends. */
    private static final int HYBRID_ATTENTION = 5;

    private static final Origin ORIGIN = new Origin("guessed from the number of parameters", Origin.Status.UNVERIFIED);

    private GuessedShape() {}

    static Llm of(String architecture, double totalB, double activeB) {
        String lower = architecture.toLowerCase(Locale.ROOT);
        if (lower.contains("moe") || lower.contains("mixture") || activeB < totalB) {
            return moe(totalB, activeB);
        }
        boolean hybrid = lower.contains("hybrid") || lower.contains("mamba");
        int layers = (int) Math.round(DENSE_LAYERS * Math.pow(totalB / DENSE_B, DENSE_GROWTH));
        int width = (int) Math.round(DENSE_WIDTH * Math.pow(totalB / DENSE_B, DENSE_GROWTH));
        int full = Math.max(1, hybrid ? layers / HYBRID_ATTENTION : layers);
        double stateM = hybrid ? layers * STATE_M_PER_LAYER : 0;
        var kind = hybrid ? Llm.Kind.HYBRID : Llm.Kind.DENSE;
        return new Llm(
                "guessed",
                List.of(),
                "guessed",
                kind,
                totalB,
                totalB,
                Math.max(1, layers),
                width,
                HEADS,
                VALUES,
                full,
                0,
                0,
                0,
                0,
                0,
                0,
                stateM,
                0,
                ORIGIN);
    }

    private static Llm moe(double totalB, double activeB) {
        int layers = Math.max(1, (int) Math.round(MOE_LAYERS * Math.pow(totalB / MOE_B, MOE_LAYER_GROWTH)));
        int width = (int) Math.round(DENSE_WIDTH * Math.pow(activeB / MOE_ACTIVE_B, MOE_WIDTH_GROWTH));
        boolean few = totalB / activeB < 4;
        int experts = few ? 8 : 128;
        int active = few ? 2 : 8;
        double share = (double) active / experts;
        double routedB = Math.min((totalB - activeB) / (1 - share), totalB);
        return new Llm(
                "guessed",
                List.of(),
                "guessed",
                Llm.Kind.MOE,
                totalB,
                activeB,
                layers,
                width,
                HEADS,
                VALUES,
                layers,
                0,
                0,
                experts,
                active,
                layers,
                routedB,
                0,
                0,
                ORIGIN);
    }
}
