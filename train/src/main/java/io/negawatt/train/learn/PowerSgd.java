package io.negawatt.train.learn;

import io.negawatt.train.learn.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Sends each gradient matrix as the product of two thin ones, and adds what that leaves out to the next gradient (Vogels et
 * al. 2019, <i>PowerSGD</i>, algorithms 1 and 2: one power iteration with a warm start, and error feedback). Vectors travel
 * whole.
 *
 * <p>What was left out is not part of a checkpoint: a resumed run begins with nothing left out.
 *
 * @param rank columns of the thin matrices
 */
record PowerSgd(int rank) implements Technique {
    @Override
    public String name() {
        return "power-sgd";
    }

    @Override
    public Optional<Compressor> compressor(Parameters parameters) {
        return Optional.of(new LowRank(parameters, rank));
    }

    private static final class LowRank implements Compressor {
        private final List<Thin> thin = new ArrayList<>();
        private final List<Parameter> whole = new ArrayList<>();

        /** A gradient {@code [rows, columns]} with its right factor {@code [columns, rank]} and what was left out. */
        private record Thin(Parameter parameter, Tensor right, Tensor leftOut) {}

        LowRank(Parameters parameters, int rank) {
            var random = Torch.random(rank);
            for (var parameter : parameters.trained()) {
                if (parameter.shape().size() == 2 && pays(parameter, rank)) {
                    long rows = parameter.shape().get(0);
                    long columns = parameter.shape().get(1);
                    var right = Torch.placed(torch.randn(new long[] {columns, rank}, random, Torch.floats()));
                    thin.add(new Thin(parameter, right, Torch.zeros(rows, columns)));
                } else {
                    whole.add(parameter);
                }
            }
        }

        private static boolean pays(Parameter parameter, int rank) {
            long rows = parameter.shape().get(0);
            long columns = parameter.shape().get(1);
            return (rows + columns) * rank < rows * columns;
        }

        @Override
        public void exchange(Mean mean) {
            try (var _ = new PointerScope();
                    var _ = new NoGradGuard()) {
                var lefts = new ArrayList<Tensor>();
                for (var matrix : thin) {
                    var gradient = matrix.parameter.tensor().grad();
                    lefts.add(gradient.add_(matrix.leftOut).matmul(matrix.right));
                }
                var first = new ArrayList<>(lefts);
                whole.forEach(parameter -> first.add(parameter.tensor().grad()));
                mean.over(first);
                lefts.replaceAll(LowRank::orthonormal);
                var rights = new ArrayList<Tensor>();
                for (int i = 0; i < thin.size(); i++) {
                    rights.add(thin.get(i).parameter.tensor().grad().t().matmul(lefts.get(i)));
                }
                mean.over(rights);
                for (int i = 0; i < thin.size(); i++) {
                    replace(thin.get(i), lefts.get(i), rights.get(i));
                }
            }
        }

        private static Tensor orthonormal(Tensor columns) {
            return torch.linalg_qr(columns).get0();
        }

        private static void replace(Thin matrix, Tensor left, Tensor right) {
            var gradient = matrix.parameter.tensor().grad();
            var approximation = left.matmul(right.t());
            matrix.leftOut.copy_(gradient).sub_(approximation);
            gradient.copy_(approximation);
            matrix.right.copy_(right);
        }

        @Override
        public long bytes() {
            long elements = whole.stream().mapToLong(Parameter::size).sum();
            for (var matrix : thin) {
                var shape = matrix.parameter.shape();
                elements += (shape.get(0) + shape.get(1)) * matrix.right.size(1);
            }
            return elements * 4;
        }
    }
}
