package io.negawatt.train.learn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, <i>Decoupled weight decay regularization</i>, algorithm 2) and
 * clipping of the gradient's norm.
 *
 * <p>The moments are two flat vectors beside the parameters. A step goes through them in pieces that stay in the cache, so
 * that memory is read and written once and not once for each of the seven operations.
 */
public final class AdamW {
    /** Elements of a piece: of four vectors 64 Ki floats are 1 MiB. */
    private static final long PIECE = 1 << 16;

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.95;
    private static final double EPSILON = 1e-8;

    private final Parameters parameters;
    private final double weightDecay;
    private final double maxNorm;
    private final Tensor first;
    private final Tensor second;
    private final List<Piece> pieces = new ArrayList<>();
    private int steps;

    /** Views of one piece of a parameter; the gradient's is made at each step, because it lies elsewhere each time. */
    private record Piece(Tensor of, long from, long size, boolean decays, Tensor value, Tensor first, Tensor second) {}

    /**
     * An optimizer with moments of zero.
     *
     * @param weightDecay what is taken off the matrices, as a share of the learning rate
     * @param maxNorm gradients with a larger norm are scaled down to it
     */
    public AdamW(Parameters parameters, double weightDecay, double maxNorm) {
        this.parameters = parameters;
        this.weightDecay = weightDecay;
        this.maxNorm = maxNorm;
        this.first = Torch.zeros(parameters.count());
        this.second = Torch.zeros(parameters.count());
        for (var parameter : parameters.trained()) {
            // A GPU has no such cache, and each call to it takes time of its own.
            long most = Torch.device().isHost() ? PIECE : parameter.size();
            for (long from = 0; from < parameter.size(); from += most) {
                long size = Math.min(most, parameter.size() - from);
                long at = parameter.offset() + from;
                pieces.add(new Piece(
                        parameter.tensor(),
                        from,
                        size,
                        parameter.decays(),
                        parameters.flat().narrow(0, at, size),
                        first.narrow(0, at, size),
                        second.narrow(0, at, size)));
            }
        }
    }

    /**
     * Changes the parameters by their gradients.
     *
     * @return the norm of the gradient before clipping
     */
    public double step(double learningRate) {
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            double norm = norm();
            double scale = norm > maxNorm ? maxNorm / norm : 1;
            steps++;
            for (var piece : pieces) {
                try (var _ = new PointerScope()) {
                    step(piece, learningRate, scale);
                }
            }
            return norm;
        }
    }

    private double norm() {
        double squares = 0;
        for (var parameter : parameters.trained()) {
            var gradient = parameter.tensor().grad().view(-1);
            squares += gradient.dot(gradient).item_float();
        }
        return Math.sqrt(squares);
    }

    private void step(Piece piece, double learningRate, double scale) {
        var gradient = piece.of.grad().view(-1).narrow(0, piece.from, piece.size);
        if (scale != 1) {
            gradient.mul_(Torch.scalar(scale));
        }
        piece.first.lerp_(gradient, Torch.scalar(1 - BETA_1));
        piece.second.mul_(Torch.scalar(BETA_2)).addcmul_(gradient, gradient, Torch.scalar(1 - BETA_2));
        double firstBias = 1 - Math.pow(BETA_1, steps);
        double secondBias = 1 - Math.pow(BETA_2, steps);
        var denominator = piece.second
                .sqrt()
                .mul_(Torch.scalar(1 / Math.sqrt(secondBias)))
                .add_(Torch.scalar(EPSILON));
        if (piece.decays && weightDecay > 0) {
            piece.value.mul_(Torch.scalar(1 - learningRate * weightDecay));
        }
        piece.value.addcdiv_(piece.first, denominator, Torch.scalar(-learningRate / firstBias));
    }

    /** {@return steps taken} */
    public int steps() {
        return steps;
    }

    /** {@return the mean of the gradients, flat} */
    public Tensor first() {
        return first;
    }

    /** {@return the mean of the squared gradients, flat} */
    public Tensor second() {
        return second;
    }

    /** Goes on from where another one stopped; the caller fills {@link #first} and {@link #second}. */
    public void resumeAt(int stepsTaken) {
        steps = stepsTaken;
    }
}
