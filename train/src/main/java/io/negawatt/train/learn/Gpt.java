package io.negawatt.train.learn;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A decoder-only transformer: pre-norm blocks of causal attention and a GELU network four times as wide, learned positions,
 * no biases in the matrices (Radford et al. 2019, <i>Language models are unsupervised multitask learners</i>).
 *
 * <p>It is a chain of {@link #segments()} that hand one tensor on, so that activation checkpointing can run it piece by
 * piece: the embedding, each block, the head.
 */
public final class Gpt implements Model {
    private static final double DEVIATION = 0.02;
    private static final double NORM_EPSILON = 1e-5;

    private final GptShape shape;
    private final Parameters parameters;
    private final List<Block> blocks;
    private final Linear head;

    private record Norm(Tensor gain, Tensor offset) {
        Tensor apply(Tensor x) {
            return torch.layer_norm(
                    x, new long[] {gain.numel()}, Torch.some(gain), Torch.some(offset), NORM_EPSILON, false);
        }
    }

    private record Block(Norm attentionNorm, Linear in, Linear out, Norm networkNorm, Linear up, Linear down) {}

    private Gpt(GptShape shape, Parameters parameters, Linear.Factory linears) {
        this.shape = shape;
        this.parameters = parameters;
        this.blocks = IntStream.range(0, shape.layers())
                .mapToObj(layer -> block(parameters, linears, "block." + layer))
                .toList();
        this.head = linears.make(parameters, "head");
    }

    private static Block block(Parameters parameters, Linear.Factory linears, String name) {
        return new Block(
                norm(parameters, name + ".attention.norm"),
                linears.make(parameters, name + ".attention.in"),
                linears.make(parameters, name + ".attention.out"),
                norm(parameters, name + ".network.norm"),
                linears.make(parameters, name + ".network.up"),
                linears.make(parameters, name + ".network.down"));
    }

    private static Norm norm(Parameters parameters, String name) {
        return new Norm(parameters.get(name + ".gain"), parameters.get(name + ".offset"));
    }

    /** {@return a model with first values that follow from {@code seed}} */
    public static Gpt of(GptShape shape, long seed) {
        Torch.seed(seed);
        return new Gpt(shape, planned(shape).build(), Linear.Factory.PLAIN);
    }

    /** {@return a model of this shape whose matrices come from {@code linears}, over parameters that hold what it needs} */
    public static Gpt over(GptShape shape, Parameters parameters, Linear.Factory linears) {
        return new Gpt(shape, parameters, linears);
    }

    /** {@return the slices that a model of this shape has; more may be added} */
    public static Parameters.Builder planned(GptShape shape) {
        int width = shape.width();
        double residualDeviation = DEVIATION / Math.sqrt(2.0 * shape.layers());
        var builder = Parameters.builder()
                .normal("embedding.token", DEVIATION, shape.vocabulary(), width)
                .normal("embedding.position", DEVIATION, shape.context(), width);
        for (int layer = 0; layer < shape.layers(); layer++) {
            String name = "block." + layer;
            planNorm(builder, name + ".attention.norm", width);
            builder.normal(name + ".attention.in", DEVIATION, 3L * width, width);
            builder.normal(name + ".attention.out", residualDeviation, width, width);
            planNorm(builder, name + ".network.norm", width);
            builder.normal(name + ".network.up", DEVIATION, 4L * width, width);
            builder.normal(name + ".network.down", residualDeviation, width, 4L * width);
        }
        planNorm(builder, "norm", width);
        return builder.normal("head", DEVIATION, shape.vocabulary(), width);
    }

    private static void planNorm(Parameters.Builder builder, String name, int width) {
        builder.constant(name + ".gain", 1, width).constant(name + ".offset", 0, width);
    }

    /** {@return its size} */
    public GptShape shape() {
        return shape;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Tensor loss(Batch batch) {
        return loss(logits(batch.input()), batch.target());
    }

    /** {@return the mean cross-entropy of the logits {@code [rows, length, vocabulary]}, in nats per token} */
    public static Tensor loss(Tensor logits, Tensor target) {
        return torch.cross_entropy_loss(logits.view(-1, logits.size(2)), target.view(-1));
    }

    @Override
    public Tensor logits(Tensor input) {
        var x = input;
        for (int i = 0; i < segments(); i++) {
            x = segment(i, x);
        }
        return x;
    }

    /** {@return how many pieces the model is a chain of} */
    public int segments() {
        return blocks.size() + 2;
    }

    /** {@return what piece {@code i} makes of what the piece before it gave; the first one takes token ids} */
    public Tensor segment(int i, Tensor x) {
        if (i == 0) {
            return embed(x);
        }
        if (i <= blocks.size()) {
            return block(blocks.get(i - 1), x);
        }
        return head.apply(norm(parameters, "norm").apply(x));
    }

    private Tensor embed(Tensor ids) {
        long length = ids.size(1);
        if (length > shape.context()) {
            throw new IllegalArgumentException(
                    "%d tokens in a row, but the context is %d".formatted(length, shape.context()));
        }
        var positions = parameters.get("embedding.position").narrow(0, 0, length);
        return torch.embedding(parameters.get("embedding.token"), ids).add(positions);
    }

    private Tensor block(Block block, Tensor x) {
        var attended = x.add(block.out.apply(attention(block.in.apply(block.attentionNorm.apply(x)))));
        var hidden = torch.gelu(block.up.apply(block.networkNorm.apply(attended)));
        return attended.add(block.down.apply(hidden));
    }

    /** Takes queries, keys and values side by side, {@code [rows, length, 3 · width]}. */
    private Tensor attention(Tensor in) {
        long rows = in.size(0);
        long length = in.size(1);
        var parts = in.view(rows, length, 3, shape.heads(), shape.width() / shape.heads())
                .permute(2, 0, 3, 1, 4);
        var mixed = torch.scaled_dot_product_attention(
                parts.select(0, 0),
                parts.select(0, 1),
                parts.select(0, 2),
                Torch.none(),
                0.0,
                true,
                new DoubleOptional(),
                false);
        return mixed.transpose(1, 2).reshape(rows, length, shape.width());
    }
}
