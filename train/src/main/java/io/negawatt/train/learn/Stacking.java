package io.negawatt.train.learn;

import io.negawatt.train.learn.Parameters.Parameter;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * Trains half the blocks first and then puts a copy of them on top (Gong et al. 2019, <i>Efficient training of BERT by
 * progressively stacking</i>).
 *
 * @param share share of the steps with half the blocks, 0 to 1
 */
record Stacking(double share) implements Technique {
    @Override
    public String name() {
        return "stack";
    }

    @Override
    public GptShape firstShape(GptShape shape) {
        return shape.withLayers(Math.max(1, shape.layers() / 2));
    }

    @Override
    public GptShape shape(int step, Recipe recipe, GptShape now, GptShape full) {
        return step < share * recipe.steps() ? now : full;
    }

    @Override
    public void grow(Gpt from, Gpt to) {
        int half = from.shape().layers();
        to.parameters().copyFrom(from.parameters());
        try (var _ = new NoGradGuard()) {
            for (var parameter : to.parameters().all()) {
                copyFromBelow(parameter, half, from.parameters());
            }
        }
    }

    private static void copyFromBelow(Parameter parameter, int half, Parameters source) {
        var parts = parameter.name().split("\\.", 3);
        if (!parts[0].equals("block")) {
            return;
        }
        int layer = Integer.parseInt(parts[1]);
        if (layer >= half) {
            parameter.tensor().copy_(source.get("block." + layer % half + "." + parts[2]));
        }
    }
}
