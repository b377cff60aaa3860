package io.negawatt.train.learn;

import io.negawatt.train.learn.Parameters.Parameter;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch;

/**
 * Sets the smallest elements of each matrix of the blocks to zero halfway and goes on with the others (Han et al. 2015,
 * <i>Learning both weights and connections</i>). The zeros are multiplied all the same unless the hardware skips them.
 *
 * @param share share of the elements, 0 to 1
 */
record Pruning(double share) implements Technique {
    @Override
    public String name() {
        return "prune";
    }

    @Override
    public void stepped(int step, Recipe recipe, Parameters parameters) {
        if (step < recipe.steps() / 2) {
            return;
        }
        try (var _ = new PointerScope();
                var _ = new NoGradGuard()) {
            parameters.all().stream().filter(Pruning::applies).forEach(this::prune);
        }
    }

    private static boolean applies(Parameter parameter) {
        return parameter.name().startsWith("block.") && parameter.shape().size() == 2;
    }

    /** What is zero is among the smallest, so that the same elements stay zero from step to step, and after a resume. */
    private void prune(Parameter parameter) {
        var values = parameter.tensor();
        long zeros = (long) (share * parameter.size());
        if (zeros > 0) {
            var magnitudes = values.abs().view(-1);
            var threshold = torch.kthvalue(magnitudes, zeros).get0();
            values.mul_(values.abs().gt(threshold));
        }
    }
}
