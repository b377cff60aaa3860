package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The shape of a large language model: what decides how many bytes a token reads and how many operations it takes.
 *
 * @param id name of the weights without publisher and ending; see {@link #key}
 * @param family models that were designed together
 * @param kindOfBlocks how its blocks are made
 * @param totalB all parameters, in billions
 * @param activeB parameters that a token passes, in billions
 * @param layers blocks of a mixer and a feed-forward part
 * @param hidden width of the stream between blocks
 * @param kvHeads heads that the cache can be split into; 1 where every device of a group must hold it whole
 * @param kvValues values cached for a token in an attention layer, keys and values together
 * @param fullLayers layers that attend to all tokens
 * @param windowLayers layers that attend to the last {@code window} tokens
 * @param window tokens that such a layer sees
 * @param experts routed experts in a layer; 0 for a dense model
 * @param expertsActive routed experts that a token passes
 * @param expertLayers layers that have experts
 * @param routedB parameters in routed experts, in billions
 * @param stateM recurrent state of a sequence, in millions of values
 * @param embeddingB parameters of the input embedding where it is apart from the output, in billions
 */
public record Llm(
        String id,
        List<String> aliases,
        String family,
        Kind kindOfBlocks,
        double totalB,
        double activeB,
        int layers,
        int hidden,
        int kvHeads,
        int kvValues,
        int fullLayers,
        int windowLayers,
        int window,
        int experts,
        int expertsActive,
        int expertLayers,
        double routedB,
        double stateM,
        double embeddingB,
        Origin origin)
        implements Fact {

    private static final Pattern ENDINGS = Pattern.compile(
            "-(instruct|thinking|chat|it|hf|base|fp8|bf16|awq|gptq|int4|int8|mxfp4|nvfp4|fp4|w8a8|w4a16|dynamic|2507)\\b");
    private static final Pattern PUBLISHER = Pattern.compile("^.*/");

    /** How the blocks of a model are made. */
    public enum Kind {
        DENSE,
        MOE,
        HYBRID;

        /** {@return the word in files, such as {@code moe}} */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return the name by which a model is found: lower case, without publisher and without endings that leave the shape as it is} */
    static String key(String name) {
        String lower = PUBLISHER.matcher(name.strip().toLowerCase(Locale.ROOT)).replaceAll("");
        return ENDINGS.matcher(lower).replaceAll("");
    }

    /** {@return the same shape whose cached keys and values take half the bytes: 8 bits instead of 16} */
    public Llm withHalfCache() {
        return new Llm(
                id,
                aliases,
                family,
                kindOfBlocks,
                totalB,
                activeB,
                layers,
                hidden,
                kvHeads,
                kvValues / 2,
                fullLayers,
                windowLayers,
                window,
                experts,
                expertsActive,
                expertLayers,
                routedB,
                stateM,
                embeddingB,
                origin);
    }

    @Override
    public Fact.Kind kind() {
        return Fact.Kind.LLM;
    }

    @Override
    public Names names() {
        return Names.same(id);
    }

    @Override
    public Message figures() {
        return Message.of(
                "catalog.figures.llm." + kindOfBlocks.id(),
                Ranges.number(totalB),
                Ranges.number(activeB),
                layers,
                hidden,
                experts,
                expertsActive);
    }
}
