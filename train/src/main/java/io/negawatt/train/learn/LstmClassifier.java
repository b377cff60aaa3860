package io.negawatt.train.learn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Embedding, long short-term memory, one logit: the state after the last token of a row decides (Hochreiter and Schmidhuber
 * 1997, with the forget gate of Gers et al. 2000).
 *
 * <p>Reads from left to right, so that padding behind the last token cannot reach the state that is looked at.
 */
public final class LstmClassifier implements Classifier {
    /** Bound of the first values of embeddings. */
    private static final double EMBEDDING_BOUND = 0.05;

    /** Input, forget, cell and output, in libtorch's order. */
    private static final int GATES = 4;

    private final LstmShape shape;
    private final Parameters parameters;
    private final Tensor openForget;

    private LstmClassifier(LstmShape shape, Parameters parameters) {
        this.shape = shape;
        this.parameters = parameters;
        this.openForget = openForget(shape.units());
    }

    /** {@return a classifier with first values that follow from {@code seed}} */
    static LstmClassifier of(LstmShape shape, long seed) {
        int units = shape.units();
        int gates = GATES * units;
        var parameters = Parameters.builder()
                .uniform("embedding", EMBEDDING_BOUND, shape.vocabulary(), shape.embedding())
                .uniform("lstm.input", glorot(shape.embedding(), gates), gates, shape.embedding())
                .uniform("lstm.state", glorot(units, gates), gates, units)
                .constant("lstm.offset", 0, gates)
                .uniform("head", glorot(units, 1), 1, units)
                .constant("head.offset", 0, 1)
                .build(seed);
        return new LstmClassifier(shape, parameters);
    }

    /** {@return the bound of uniform first values after Glorot and Bengio 2010} */
    private static double glorot(int in, int out) {
        return Math.sqrt(6.0 / (in + out));
    }

    /**
     * {@return libtorch's second bias, which here is not learned: it holds the 1 that keeps the forget gate open at first
     * (Jozefowicz et al. 2015, <i>An empirical exploration of recurrent network architectures</i>)}
     */
    private static Tensor openForget(int units) {
        var bias = Torch.zeros((long) GATES * units);
        bias.narrow(0, units, units).fill_(Torch.scalar(1));
        return bias;
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Tensor logits(Tensor input) {
        var states = states(torch.embedding(parameters.get("embedding"), input));
        var last = lastToken(input).view(-1, 1, 1).expand(-1, 1, shape.units());
        var state = states.gather(1, last).squeeze(1);
        return torch.linear(state, parameters.get("head"), Torch.some(parameters.get("head.offset")))
                .squeeze(1);
    }

    /** {@return the state after each token, {@code [rows, length, units]}} */
    Tensor states(Tensor vectors) {
        var start = Torch.zeros(1, vectors.size(0), shape.units());
        var weights = new TensorVector(
                parameters.get("lstm.input"), parameters.get("lstm.state"), parameters.get("lstm.offset"), openForget);
        // What backward needs, libtorch keeps on a GPU only in training; on the host it makes no difference without
        // dropout.
        boolean training = !Torch.device().isHost();
        return torch.lstm(vectors, new TensorVector(start, start), weights, true, 1, 0.0, training, false, true)
                .get0();
    }

    /** {@return the index of each row's last token that is no padding} */
    private static Tensor lastToken(Tensor input) {
        return input.ne(Torch.scalar(WordVocabulary.PADDING)).sum(1).sub(new Scalar(1L));
    }
}
