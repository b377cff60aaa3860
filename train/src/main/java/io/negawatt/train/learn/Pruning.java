package io.negawatt.train.learn;

import io.negawatt.train.learn.Parameters.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Sets the smallest elements of each matrix of the blocks to zero halfway and goes on with the others (Han et al. 2015,
 * <i>Learning both weights and connections</i>). The zeros are multiplied all the same unless the hardware skips them.
 */
final class Pruning implements Technique {
    private final double share;
    /** 1 for what stays, 0 for what was pruned, by parameter; made once. After a resume the zeros make the same ones again. */
    private final Map<Parameter, Tensor> masks = new LinkedHashMap<>();

    /** @param share share of the elements, 0 to 1 */
    Pruning(double share) {
        this.share = share;
    }

    @Override
    public String name() {
        return "prune";
    }

    @Override
    public void stepped(int step, Recipe recipe, Parameters parameters) {
        if (step < recipe.steps() / 2) {
            return;
        }
        try (var _ = new NoGradGuard()) {
            if (masks.isEmpty()) {
                parameters.all().stream()
                        .filter(Pruning::applies)
                        .forEach(parameter -> masks.put(parameter, mask(parameter)));
            }
            try (var _ = new PointerScope()) {
                masks.forEach((parameter, mask) -> parameter.tensor().mul_(mask));
            }
        }
    }

    private static boolean applies(Parameter parameter) {
        return parameter.name().startsWith("block.") && parameter.shape().size() == 2;
    }

    private Tensor mask(Parameter parameter) {
        var magnitudes = parameter.tensor().abs();
        long zeros = (long) (share * parameter.size());
        if (zeros == 0) {
            return torch.ones_like(magnitudes);
        }
        var threshold = torch.kthvalue(magnitudes.view(-1), zeros).get0();
        return magnitudes.gt(threshold).to(ScalarType.Float);
    }
}
