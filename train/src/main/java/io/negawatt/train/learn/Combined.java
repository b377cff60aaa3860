package io.negawatt.train.learn;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Several techniques as one: each is asked in turn and works on what the one before made. */
record Combined(List<Technique> parts) implements Technique {

    Combined {
        parts = List.copyOf(parts);
    }

    @Override
    public String name() {
        return parts.stream().map(Technique::name).collect(Collectors.joining("+"));
    }

    @Override
    public Recipe recipe(Recipe recipe) {
        var changed = recipe;
        for (var part : parts) {
            changed = part.recipe(changed);
        }
        return changed;
    }

    @Override
    public GptShape firstShape(GptShape shape) {
        var changed = shape;
        for (var part : parts) {
            changed = part.firstShape(changed);
        }
        return changed;
    }

    @Override
    public void plan(GptShape shape, Parameters.Builder builder) {
        parts.forEach(part -> part.plan(shape, builder));
    }

    @Override
    public Linear.Factory linears(Linear.Factory inner) {
        var changed = inner;
        for (var part : parts) {
            changed = part.linears(changed);
        }
        return changed;
    }

    @Override
    public Linear.Factory serving(Linear.Factory inner) {
        var changed = inner;
        for (var part : parts) {
            changed = part.serving(changed);
        }
        return changed;
    }

    @Override
    public void begin(Parameters parameters) {
        parts.forEach(part -> part.begin(parameters));
    }

    @Override
    public Pass pass(Gpt model, Pass inner) {
        var changed = inner;
        for (var part : parts) {
            changed = part.pass(model, changed);
        }
        return changed;
    }

    @Override
    public int context(int step, Recipe recipe, int full) {
        return parts.stream()
                .mapToInt(part -> part.context(step, recipe, full))
                .min()
                .orElse(full);
    }

    @Override
    public GptShape shape(int step, Recipe recipe, GptShape now, GptShape full) {
        var changed = now;
        for (var part : parts) {
            changed = part.shape(step, recipe, changed, full);
        }
        return changed;
    }

    @Override
    public void grow(Gpt from, Gpt to) {
        parts.forEach(part -> part.grow(from, to));
    }

    @Override
    public void stepped(int step, Recipe recipe, Parameters parameters) {
        parts.forEach(part -> part.stepped(step, recipe, parameters));
    }

    @Override
    public boolean halvesGradients() {
        return parts.stream().anyMatch(Technique::halvesGradients);
    }

    @Override
    public Optional<Compressor> compressor(Parameters parameters) {
        return parts.stream()
                .flatMap(part -> part.compressor(parameters).stream())
                .findFirst();
    }
}
