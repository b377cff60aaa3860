package io.negawatt.train.parallel;

import io.negawatt.core.text.BadInputException;
import io.negawatt.train.learn.Torch;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.BackendOptional;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.GlooDeviceVector;
import org.bytedeco.pytorch.ProcessGroup;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Store;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The workers of a job, joined over Gloo: they meet at a store that rank 0 serves and then speak to each other directly.
 * What they exchange passes through the host, whatever they compute with. There is one group in a process.
 */
public final class Group implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    /** The native side holds bare pointers to a store, so that none may ever be collected. */
    private static final List<Store> KEPT = new ArrayList<>();

    private final Place place;
    private final ProcessGroup group;
    private final Duration patience;

    private Group(Place place, ProcessGroup group, Duration patience) {
        this.place = place;
        this.group = group;
        this.patience = patience;
    }

    /**
     * Joins the others and waits until all are there.
     *
     * @param patience how long the others may take, and how long one exchange may take afterward
     * @throws BadInputException where the port is taken, the address does not answer, a worker does not arrive in time, or
     *     the workers do not agree how many they are or what they compute with
     */
    public static Group join(Place place, Duration patience) {
        return join(place, Torch.device().kind(), patience);
    }

    /** @param computesWith kind of device of this worker */
    static Group join(Place place, String computesWith, Duration patience) {
        var store = store(place, patience);
        KEPT.add(store);
        meet(store, place, computesWith, patience);
        var options = ProcessGroupGloo.Options.create(new Milliseconds(patience.toMillis()));
        var device = place.address().equals("127.0.0.1")
                ? ProcessGroupGloo.createDeviceForHostname("127.0.0.1")
                : ProcessGroupGloo.createDefaultDevice();
        options.devices(new GlooDeviceVector(device));
        var gloo = new ProcessGroupGloo(store.clone(), place.rank(), place.workers(), options);
        var group = new ProcessGroup(store.clone(), place.rank(), place.workers());
        group.setBackend(torch.DeviceType.CPU, ProcessGroup.BackendType.GLOO, new BackendOptional(gloo));
        return new Group(place, group, patience);
    }

    private static TCPStore store(Place place, Duration patience) {
        var options = new TCPStoreOptions();
        options.port((short) place.port());
        options.isServer(place.rank() == 0);
        options.numWorkers(new SizeTPointer(1).put(place.workers()));
        options.waitWorkers(false);
        options.timeout(new Milliseconds(patience.toMillis()));
        try {
            return new TCPStore(place.address(), options);
        } catch (RuntimeException e) {
            String key = place.rank() == 0 ? "train.group.port" : "train.group.silent";
            throw BadInputException.of(key, place.address(), place.port(), patience.toSeconds(), firstLine(e));
        }
    }

    /** Each worker says how many it believes they are, and with what it computes; who stays away or disagrees is named. */
    private static void meet(Store store, Place place, String computesWith, Duration patience) {
        store.set("workers/" + place.rank(), bytes(place.workers() + " " + computesWith));
        var missing = IntStream.range(0, place.workers()).boxed().collect(Collectors.toCollection(ArrayList::new));
        long deadline = System.nanoTime() + patience.toNanos();
        while (!missing.isEmpty()) {
            missing.removeIf(rank -> hasArrived(store, place, computesWith, rank));
            if (!missing.isEmpty() && System.nanoTime() > deadline) {
                throw BadInputException.of(
                        "train.group.missing", ranks(missing), place.workers(), patience.toSeconds());
            }
            pause();
        }
    }

    private static boolean hasArrived(Store store, Place place, String computesWith, int rank) {
        try (var _ = new PointerScope();
                var key = new StringVector("workers/" + rank)) {
            if (!store.check(key)) {
                return false;
            }
            var says = text(store.get("workers/" + rank)).split(" ", 2);
            if (!says[0].equals(Integer.toString(place.workers()))) {
                throw BadInputException.of("train.group.disagree", rank, says[0], place.rank(), place.workers());
            }
            if (!says[1].equals(computesWith)) {
                throw BadInputException.of("train.group.devices", rank, says[1], place.rank(), computesWith);
            }
            return true;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the other workers", e);
        }
    }

    private static String ranks(List<Integer> ranks) {
        return ranks.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static ByteVector bytes(String text) {
        return new ByteVector(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ByteVector bytes) {
        var array = new byte[(int) bytes.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = bytes.get(i);
        }
        return new String(array, StandardCharsets.UTF_8);
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** {@return which worker this is} */
    public Place place() {
        return place;
    }

    /** {@return how long one exchange may take} */
    Duration patience() {
        return patience;
    }

    ProcessGroup nativeGroup() {
        return group;
    }

    /** Gives every worker the values that rank 0 has. */
    public void broadcast(Tensor tensor) {
        try (var _ = new PointerScope()) {
            var onHost = Torch.device().read(tensor);
            group.broadcast(new TensorVector(onHost))._wait();
            Torch.device().write(onHost, tensor);
        }
    }

    /** Adds the tensors of all workers up, in place, each in one exchange; waits for all of them. */
    public void sum(List<Tensor> tensors) {
        try (var _ = new PointerScope()) {
            var onHost = tensors.stream().map(Torch.device()::read).toList();
            sumOnHost(onHost);
            for (int i = 0; i < onHost.size(); i++) {
                Torch.device().write(onHost.get(i), tensors.get(i));
            }
        }
    }

    private void sumOnHost(List<Tensor> tensors) {
        var works = tensors.stream()
                .map(tensor -> group.allreduce(new TensorVector(tensor)))
                .toList();
        works.forEach(work -> work._wait());
    }

    /** {@return the sums over all workers} */
    public double[] sum(double... values) {
        try (var _ = new PointerScope()) {
            var tensor = torch.zeros(new long[] {values.length}, new TensorOptions(torch.ScalarType.Double));
            var buffer = tensor.data_ptr_double();
            buffer.put(values, 0, values.length);
            sumOnHost(List.of(tensor));
            var sums = new double[values.length];
            buffer.get(sums, 0, sums.length);
            return sums;
        }
    }

    @Override
    public void close() {
        group.shutdown();
    }
}
