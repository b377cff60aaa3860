package io.negawatt.train.learn;

import org.bytedeco.pytorch.global.torch;

/**
 * Trains a thin addition to each matrix of the blocks and leaves the matrix as it is (Hu et al. 2022, <i>LoRA</i>): few
 * gradients to keep and to exchange. For fine-tuning what was trained before.
 *
 * @param rank columns of the thin matrices
 */
record Lora(int rank) implements Technique {
    /** What the addition is multiplied with; the paper's α over r with α = 2 r. */
    private static final double SCALE = 2;

    private static final double RATE_FACTOR = 4;

    @Override
    public String name() {
        return "lora";
    }

    /** Thin matrices that begin at zero take a higher rate than whole ones that are good already. */
    @Override
    public Recipe recipe(Recipe recipe) {
        var schedule = recipe.schedule();
        return recipe.withBatch(recipe.batchRows(), schedule.withPeak(schedule.peak() * RATE_FACTOR));
    }

    @Override
    public void plan(GptShape shape, Parameters.Builder builder) {
        int width = shape.width();
        for (int layer = 0; layer < shape.layers(); layer++) {
            String block = "block." + layer;
            plan(builder, block + ".attention.in", 3 * width, width);
            plan(builder, block + ".attention.out", width, width);
            plan(builder, block + ".network.up", 4 * width, width);
            plan(builder, block + ".network.down", width, 4 * width);
        }
    }

    private void plan(Parameters.Builder builder, String matrix, int rows, int columns) {
        builder.uniform(matrix + ".lora.right", 1 / Math.sqrt(columns), rank, columns)
                .constant(matrix + ".lora.left", 0, rows, rank);
    }

    @Override
    public Linear.Factory linears(Linear.Factory inner) {
        return (parameters, name) -> {
            var plain = inner.make(parameters, name);
            if (!name.startsWith("block.")) {
                return plain;
            }
            var right = parameters.get(name + ".lora.right");
            var left = parameters.get(name + ".lora.left");
            return input -> plain.apply(input).add(torch.linear(torch.linear(input, right), left), Torch.scalar(SCALE));
        };
    }

    @Override
    public void begin(Parameters parameters) {
        for (var parameter : parameters.all()) {
            if (!parameter.name().contains(".lora.")) {
                parameter.freeze();
            }
        }
    }
}
