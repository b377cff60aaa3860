package io.negawatt.train.learn;

import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A small encoder: learned positions, blocks in which every token sees every other (Vaswani et al. 2017, <i>Attention is all
 * you need</i>), and one logit from the mean over the tokens. Padding is neither seen nor counted in the mean.
 */
public final class TransformerClassifier implements Classifier {
    private final Parameters parameters;
    private final List<TransformerBlock> blocks;
    private final LayerNorm norm;

    private TransformerClassifier(EncoderShape shape, Parameters parameters) {
        this.parameters = parameters;
        this.blocks = IntStream.range(0, shape.layers())
                .mapToObj(layer ->
                        new TransformerBlock(parameters, Linear.Factory.PLAIN, "block." + layer, shape.heads()))
                .toList();
        this.norm = LayerNorm.of(parameters, "norm");
    }

    /** {@return a classifier with first values that follow from {@code seed}} */
    static TransformerClassifier of(EncoderShape shape, long seed) {
        var builder = TransformerBlock.planned(shape.vocabulary(), shape.context(), shape.width(), shape.layers())
                .normal("head", TransformerBlock.DEVIATION, 1, shape.width())
                .constant("head.offset", 0, 1);
        return new TransformerClassifier(shape, builder.build(seed));
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Tensor logits(Tensor input) {
        var tokens = input.ne(Torch.scalar(WordVocabulary.PADDING));
        var seen = tokens.view(input.size(0), 1, 1, input.size(1));
        var x = embed(input);
        for (var block : blocks) {
            x = block.seeing(x, seen);
        }
        var mean = mean(norm.apply(x), tokens);
        return torch.linear(mean, parameters.get("head"), Torch.some(parameters.get("head.offset")))
                .squeeze(1);
    }

    private Tensor embed(Tensor ids) {
        var positions = parameters.get("embedding.position").narrow(0, 0, ids.size(1));
        return torch.embedding(parameters.get("embedding.token"), ids).add(positions);
    }

    /** {@return for each row the mean of {@code x} over its tokens, {@code [rows, width]}} */
    private static Tensor mean(Tensor x, Tensor tokens) {
        var counted = tokens.unsqueeze(2);
        return x.mul(counted).sum(1).div(counted.sum(1));
    }
}
