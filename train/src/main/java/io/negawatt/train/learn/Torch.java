package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The few things about libtorch that all of this package needs to know.
 *
 * <p>What a step creates lives in a {@link org.bytedeco.javacpp.PointerScope} and is gone when the scope closes; what must
 * outlive the step (parameters, moments) is created outside of one. Nothing here waits for the garbage collector, so that
 * native memory stays flat.
 */
public final class Torch {
    private static final String PLATFORM = Loader.getPlatform();

    /** What the build for GPUs puts behind the platform. */
    private static final String GPU = "-gpu";

    private static final int PIECE_BYTES = 1 << 20;

    private static volatile boolean loaded;
    private static volatile Device device = Device.cpu();

    private Torch() {}

    /** {@return whether there is a libtorch for this machine} */
    public static boolean isSupported() {
        return isForGpus() || isThere("pytorch/" + PLATFORM);
    }

    /** {@return whether libtorch is one that can compute with GPUs; whether there are any is another question} */
    public static boolean isForGpus() {
        return isThere("pytorch/" + PLATFORM + GPU);
    }

    private static boolean isThere(String library) {
        return Loader.class.getResource("/org/bytedeco/" + library) != null;
    }

    /** {@return folder of libtorch's own libraries in their jar, and what the name of the jar ends with} */
    private static String build() {
        return isForGpus() ? PLATFORM + GPU : PLATFORM;
    }

    /** {@return number of GPUs that libtorch can compute with} */
    static int gpus() {
        if (!isForGpus()) {
            return 0;
        }
        load();
        return torch.cuda_is_available() ? torch.cuda_device_count() : 0;
    }

    /** {@return what the system lacks that the build for GPUs needs; empty where only a GPU may be missing} */
    static Optional<String> missingLibrary() {
        load();
        try {
            var folder = Loader.cacheResource("/org/bytedeco/pytorch/" + build() + "/libtorch_cuda.so");
            System.load(folder.getAbsolutePath());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (UnsatisfiedLinkError e) {
            // The linker's words begin with the path of what it was to load.
            return Optional.of(firstLine(e).replaceFirst("^/.*?: ", ""));
        }
    }

    /** Says what this process computes with, before the first tensor; unsaid, it is the processors. */
    public static void use(Device chosen) {
        device = chosen;
    }

    /** {@return what this process computes with} */
    public static Device device() {
        return device;
    }

    /** {@return what the native libraries take unpacked, in GB} */
    public static double unpackedGb() {
        return isForGpus() ? 1.0 : 0.5;
    }

    /** {@return whether the native libraries lie unpacked already, so that nobody has to wait for that} */
    public static boolean isUnpacked() {
        try (var all = Files.walk(Loader.getCacheDir().toPath(), 1)) {
            return all.anyMatch(path -> String.valueOf(path.getFileName()).matches("pytorch-.*" + build() + "\\.jar"));
        } catch (IOException | UncheckedIOException nothingYet) {
            return false;
        }
    }

    /**
     * Loads the native libraries; asking what is there, above, loads nothing.
     *
     * @throws BadInputException where the disk does not take them or the system does not
     */
    private static void load() {
        if (!loaded) {
            unpack();
            try {
                Loader.load(torch.class);
            } catch (LinkageError e) {
                throw new BadInputException(Message.of("train.torch.load", firstLine(e)), e);
            }
            loaded = true;
        }
    }

    private static String firstLine(LinkageError e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /**
     * Unpacks all native libraries (once, in {@code ~/.javacpp}) before the first is loaded. Left to itself, the loader
     * unpacks one and loads it while those it needs are still packed, and the system then finds another libtorch in their
     * place where one is installed, such as Debian's.
     *
     * @throws BadInputException where the disk does not take them
     */
    public static void unpack() {
        for (var folder : List.of("javacpp/" + PLATFORM, "openblas/" + PLATFORM, "pytorch/" + build())) {
            try {
                if (Loader.cacheResources("/org/bytedeco/" + folder).length == 0) {
                    throw BadInputException.of("train.torch.platform", PLATFORM);
                }
            } catch (IOException e) {
                throw new BadInputException(
                        Message.of("train.torch.unpack", String.valueOf(e.getMessage()), unpackedGb()), e);
            }
        }
    }

    /**
     * Sets how many threads compute. libtorch's own setting does not reach OpenBLAS, so both are told.
     *
     * @param threads 1 or more
     */
    public static void threads(int threads) {
        load();
        torch.set_num_threads(threads);
        openblas_nolapack.blas_set_num_threads(threads);
    }

    /** {@return random numbers that follow from {@code seed} and from nothing else that goes on} */
    static GeneratorOptional random(long seed) {
        load();
        return new GeneratorOptional(torch.make_generator_cpu(seed));
    }

    /**
     * Lets go of what a computation needed by the way, so that the backward pass finds its memory free; what autograd still
     * needs it holds itself. To be called within a scope, which the result then belongs to.
     *
     * @return what {@code computation} comes to
     */
    static Tensor only(Supplier<Tensor> computation) {
        var outer = PointerScope.getInnerScope();
        try (var _ = new PointerScope()) {
            var result = computation.get();
            outer.attach(result);
            return result;
        }
    }

    /** {@return a new float32 tensor of zeros} */
    public static Tensor zeros(long... shape) {
        return placed(torch.zeros(shape, floats()));
    }

    /** {@return what is to be computed with; takes {@code onHost}, which is not the caller's any more} */
    static Tensor placed(Tensor onHost) {
        var on = device;
        if (on.isHost()) {
            return onHost;
        }
        try (onHost) {
            return on.place(onHost);
        }
    }

    /** {@return a tensor with a copy of these ids} */
    public static Tensor ids(long[] ids, long... shape) {
        try (var source = new LongPointer(ids)) {
            var view = torch.from_blob(source, shape, new TensorOptions(torch.ScalarType.Long));
            return placed(view.clone());
        }
    }

    /** {@return a float32 tensor with a copy of these values, in one dimension} */
    static Tensor values(float... values) {
        try (var source = new FloatPointer(values)) {
            var view = torch.from_blob(source, new long[] {values.length}, floats());
            return placed(view.clone());
        }
    }

    static TensorOptions floats() {
        return new TensorOptions(torch.ScalarType.Float);
    }

    static TensorOptional some(Tensor tensor) {
        return new TensorOptional(tensor);
    }

    static TensorOptional none() {
        return new TensorOptional();
    }

    /** {@return a number as libtorch wants it} */
    public static Scalar scalar(double value) {
        return new Scalar(value);
    }

    /** {@return the bytes behind a contiguous tensor on the host, not copied; valid as long as the tensor lives} */
    static Pointer bytes(Tensor contiguous) {
        return contiguous.data_ptr().capacity(contiguous.numel() * contiguous.element_size());
    }

    /** {@return the same in pieces of a size that a buffer can have} */
    static List<ByteBuffer> pieces(Tensor contiguous) {
        var pieces = new ArrayList<ByteBuffer>();
        long bytes = contiguous.numel() * contiguous.element_size();
        for (long at = 0; at < bytes; at += PIECE_BYTES) {
            long end = Math.min(bytes, at + PIECE_BYTES);
            pieces.add(bytes(contiguous).position(at).limit(end).asByteBuffer());
        }
        return pieces;
    }
}
