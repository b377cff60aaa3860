package io.negawatt.train.learn;

import java.util.Optional;

/** A decoder-only transformer that learns by a recipe and techniques. */
public final class GptLearner implements Learner {
    private final GptShape full;
    private final Recipe recipe;
    private final Technique technique;
    private Gpt model;

    /** A model with first values that follow from the recipe's seed. */
    public GptLearner(GptShape full, Recipe recipe, Technique technique) {
        this.full = full;
        this.recipe = recipe;
        this.technique = technique;
        this.model = build(technique.firstShape(full));
    }

    private Gpt build(GptShape shape) {
        var builder = Gpt.planned(shape);
        technique.plan(shape, builder);
        var parameters = builder.build(recipe.seed());
        technique.begin(parameters);
        return Gpt.over(shape, parameters, technique.linears(Linear.Factory.PLAIN));
    }

    @Override
    public Gpt model() {
        return model;
    }

    @Override
    public GptShape shape() {
        return model.shape();
    }

    /** {@return the model as it would be put to use, over the same parameters} */
    public Gpt serving() {
        return Gpt.over(model.shape(), model.parameters(), technique.serving(Linear.Factory.PLAIN));
    }

    @Override
    public boolean grow(int step) {
        var shape = technique.shape(step, recipe, model.shape(), full);
        if (shape.equals(model.shape())) {
            return false;
        }
        var larger = build(shape);
        technique.grow(model, larger);
        model = larger;
        return true;
    }

    @Override
    public void resume(ModelShape shape) {
        if (shape instanceof GptShape gpt && !gpt.equals(model.shape())) {
            model = build(gpt);
        }
    }

    @Override
    public Pass pass() {
        return technique.pass(model, Pass.of(model));
    }

    @Override
    public int context(int step) {
        return technique.context(step, recipe, full.context());
    }

    @Override
    public void stepped(int step) {
        technique.stepped(step, recipe, model.parameters());
    }

    @Override
    public boolean halvesGradients() {
        return technique.halvesGradients();
    }

    @Override
    public Optional<Compressor> compressor() {
        return technique.compressor(model.parameters());
    }
}
