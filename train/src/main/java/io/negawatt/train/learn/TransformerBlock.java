package io.negawatt.train.learn;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * One block of a transformer: attention and a GELU network four times as wide, each behind a norm and added to what came in;
 * no biases in the matrices. Tensors are float32 {@code [rows, length, width]}.
 */
final class TransformerBlock {
    /** Standard deviation of first values (Radford et al. 2019). */
    static final double DEVIATION = 0.02;

    private final int heads;
    private final LayerNorm attentionNorm;
    private final Linear in;
    private final Linear out;
    private final LayerNorm networkNorm;
    private final Linear up;
    private final Linear down;

    TransformerBlock(Parameters parameters, Linear.Factory linears, String name, int heads) {
        this.heads = heads;
        this.attentionNorm = LayerNorm.of(parameters, name + ".attention.norm");
        this.in = linears.make(parameters, name + ".attention.in");
        this.out = linears.make(parameters, name + ".attention.out");
        this.networkNorm = LayerNorm.of(parameters, name + ".network.norm");
        this.up = linears.make(parameters, name + ".network.up");
        this.down = linears.make(parameters, name + ".network.down");
    }

    /** {@return the slices of everything below the head: embeddings of tokens and places, a chain of blocks, a last norm} */
    static Parameters.Builder planned(int vocabulary, int context, int width, int layers) {
        var builder = Parameters.builder()
                .normal("embedding.token", DEVIATION, vocabulary, width)
                .normal("embedding.position", DEVIATION, context, width);
        for (int layer = 0; layer < layers; layer++) {
            plan(builder, "block." + layer, width, layers);
        }
        LayerNorm.plan(builder, "norm", width);
        return builder;
    }

    /** Adds the slices of the block of this name in a chain of {@code layers}. */
    private static void plan(Parameters.Builder builder, String name, int width, int layers) {
        double residualDeviation = DEVIATION / Math.sqrt(2.0 * layers);
        LayerNorm.plan(builder, name + ".attention.norm", width);
        builder.normal(name + ".attention.in", DEVIATION, 3L * width, width);
        builder.normal(name + ".attention.out", residualDeviation, width, width);
        LayerNorm.plan(builder, name + ".network.norm", width);
        builder.normal(name + ".network.up", DEVIATION, 4L * width, width);
        builder.normal(name + ".network.down", residualDeviation, width, 4L * width);
    }

    /** {@return what comes of {@code x} where a token sees itself and those before it} */
    Tensor causal(Tensor x) {
        return apply(x, Torch.none(), true);
    }

    /**
     * {@return what comes of {@code x} where a token sees all those that may be seen}
     *
     * @param seen bool {@code [rows, 1, 1, length]}; at least one a row
     */
    Tensor seeing(Tensor x, Tensor seen) {
        return apply(x, Torch.some(seen), false);
    }

    private Tensor apply(Tensor x, TensorOptional seen, boolean causal) {
        var attended = x.add(out.apply(attention(in.apply(attentionNorm.apply(x)), seen, causal)));
        var hidden = torch.gelu(up.apply(networkNorm.apply(attended)));
        return attended.add(down.apply(hidden));
    }

    /** Takes queries, keys and values side by side, {@code [rows, length, 3 · width]}. */
    private Tensor attention(Tensor sides, TensorOptional seen, boolean causal) {
        long rows = sides.size(0);
        long length = sides.size(1);
        long width = sides.size(2) / 3;
        var parts = sides.view(rows, length, 3, heads, width / heads).permute(2, 0, 3, 1, 4);
        var mixed = torch.scaled_dot_product_attention(
                parts.select(0, 0),
                parts.select(0, 1),
                parts.select(0, 2),
                seen,
                0.0,
                causal,
                new DoubleOptional(),
                false);
        return mixed.transpose(1, 2).reshape(rows, length, width);
    }
}
