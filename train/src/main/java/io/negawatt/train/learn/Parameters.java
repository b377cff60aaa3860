package io.negawatt.train.learn;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What a model learns: named tensors that are slices of one flat float32 vector. So a checkpoint is the vector, the check sum
 * is that of the vector, and the optimizer's state is two more vectors of the same length.
 */
public final class Parameters {

    private final Tensor flat;
    private final Map<String, Parameter> byName;

    /**
     * One slice.
     *
     * @param name such as {@code block.0.attention.in}
     * @param shape as the model uses it
     * @param offset first element in the flat vector
     * @param tensor the leaf that collects gradients
     */
    public record Parameter(String name, List<Long> shape, long offset, Tensor tensor) {

        /** {@return number of elements} */
        public long size() {
            return shape.stream().reduce(1L, Math::multiplyExact);
        }

        /** {@return whether weight decay applies: to matrices, not to gains and offsets of norms} */
        public boolean decays() {
            return shape.size() > 1;
        }

        /** {@return whether training changes it} */
        public boolean isTrained() {
            return tensor.requires_grad();
        }

        /** Keeps training from changing it. */
        public void freeze() {
            tensor.set_requires_grad(false);
        }
    }

    private Parameters(Tensor flat, Map<String, Parameter> byName) {
        this.flat = flat;
        this.byName = byName;
    }

    /** {@return an empty list of slices to come} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the slice of this name} */
    public Tensor get(String name) {
        var parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter %s among %s".formatted(name, byName.keySet()));
        }
        return parameter.tensor;
    }

    /** {@return all slices, in the order of the flat vector} */
    public List<Parameter> all() {
        return List.copyOf(byName.values());
    }

    /** {@return the slices that training changes, in the order of the flat vector} */
    public List<Parameter> trained() {
        return byName.values().stream().filter(Parameter::isTrained).toList();
    }

    /** {@return number of elements of all slices} */
    public long count() {
        return flat.numel();
    }

    /** {@return the flat vector itself; what is written into it is what the model computes with} */
    public Tensor flat() {
        return flat;
    }

    /** {@return tensors of the slices that training changes, as libtorch wants them} */
    public TensorVector trainedTensors() {
        return new TensorVector(trained().stream().map(Parameter::tensor).toArray(Tensor[]::new));
    }

    /** Sets every gradient to zero by letting go of it. */
    public void forgetGradients() {
        for (var parameter : byName.values()) {
            parameter.tensor.mutable_grad().reset();
        }
    }

    /** Copies the values of the slices that both have under the same name and with the same shape. */
    public void copyFrom(Parameters other) {
        try (var _ = new NoGradGuard()) {
            for (var parameter : byName.values()) {
                var source = other.byName.get(parameter.name);
                if (source != null && source.shape.equals(parameter.shape)) {
                    parameter.tensor.copy_(source.tensor);
                }
            }
        }
    }

    /** {@return SHA-256 over the flat vector as it lies in the host's memory, in hex} */
    public String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            try (var _ = new PointerScope()) {
                Torch.pieces(Torch.device().read(flat)).forEach(digest::update);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Collects names, shapes and first values, then lays them out. */
    public static final class Builder {
        private record Planned(String name, List<Long> shape, BiConsumer<Tensor, GeneratorOptional> init) {}

        private final List<Planned> planned = new ArrayList<>();

        private Builder() {}

        /** Adds a matrix or vector whose first values are normal with mean 0. */
        public Builder normal(String name, double deviation, long... shape) {
            return add(name, (tensor, random) -> tensor.normal_(0, deviation, random), shape);
        }

        /** Adds values that are all the same at first. */
        public Builder constant(String name, double value, long... shape) {
            return add(name, (tensor, _) -> tensor.fill_(Torch.scalar(value)), shape);
        }

        /** Adds values that are uniform between {@code -bound} and {@code bound} at first. */
        public Builder uniform(String name, double bound, long... shape) {
            return add(name, (tensor, random) -> tensor.uniform_(-bound, bound, random), shape);
        }

        private Builder add(String name, BiConsumer<Tensor, GeneratorOptional> init, long... shape) {
            planned.add(new Planned(name, Arrays.stream(shape).boxed().toList(), init));
            return this;
        }

        /** {@return the parameters, with first values that follow from {@code seed}} */
        public Parameters build(long seed) {
            var flat = Torch.placed(firstValues(Torch.random(seed)));
            var byName = new LinkedHashMap<String, Parameter>();
            long offset = 0;
            for (var plan : planned) {
                var tensor = slice(flat, plan, offset).requires_grad_(true);
                if (byName.put(plan.name, new Parameter(plan.name, plan.shape, offset, tensor)) != null) {
                    throw new IllegalArgumentException("two parameters are called " + plan.name);
                }
                offset += size(plan);
            }
            return new Parameters(flat, byName);
        }

        /** {@return the flat vector, on the host} */
        private Tensor firstValues(GeneratorOptional random) {
            long count = planned.stream().mapToLong(Builder::size).sum();
            var flat = torch.zeros(new long[] {count}, Torch.floats());
            long offset = 0;
            for (var plan : planned) {
                plan.init.accept(slice(flat, plan, offset), random);
                offset += size(plan);
            }
            return flat;
        }

        private static long size(Planned plan) {
            return plan.shape.stream().reduce(1L, Math::multiplyExact);
        }

        private static Tensor slice(Tensor flat, Planned plan, long offset) {
            long[] shape = plan.shape.stream().mapToLong(Long::longValue).toArray();
            return flat.narrow(0, offset, size(plan)).view(shape).detach();
        }
    }
}
