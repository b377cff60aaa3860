package io.negawatt.train.learn;

import java.util.List;
import java.util.stream.IntStream;
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
    private final GptShape shape;
    private final Parameters parameters;
    private final List<TransformerBlock> blocks;
    private final LayerNorm norm;
    private final Linear head;

    private Gpt(GptShape shape, Parameters parameters, Linear.Factory linears) {
        this.shape = shape;
        this.parameters = parameters;
        this.blocks = IntStream.range(0, shape.layers())
                .mapToObj(layer -> new TransformerBlock(parameters, linears, "block." + layer, shape.heads()))
                .toList();
        this.norm = LayerNorm.of(parameters, "norm");
        this.head = linears.make(parameters, "head");
    }

    /** {@return a model with first values that follow from {@code seed}} */
    public static Gpt of(GptShape shape, long seed) {
        return new Gpt(shape, planned(shape).build(seed), Linear.Factory.PLAIN);
    }

    /** {@return a model of this shape whose matrices come from {@code linears}, over parameters that hold what it needs} */
    public static Gpt over(GptShape shape, Parameters parameters, Linear.Factory linears) {
        return new Gpt(shape, parameters, linears);
    }

    /** {@return the slices that a model of this shape has; more may be added} */
    public static Parameters.Builder planned(GptShape shape) {
        return TransformerBlock.planned(shape.vocabulary(), shape.context(), shape.width(), shape.layers())
                .normal("head", TransformerBlock.DEVIATION, shape.vocabulary(), shape.width());
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
            return blocks.get(i - 1).causal(x);
        }
        return head.apply(norm.apply(x));
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
}
