package io.negawatt.train.learn;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * Processors that pass for a device with memory of its own: all is copied, exchanged and waited for as with a GPU, so that a
 * test sees on any machine whether it comes to the same bits. What it cannot see, a tensor that was forgotten on the host,
 * {@link Shapes} does.
 */
public final class Apart implements Device {
    private int waits;

    /** {@return what {@code work} makes where this process computes with {@code device}} */
    public static <T> T with(Device device, Supplier<T> work) {
        Torch.use(device);
        try {
            return work.get();
        } finally {
            Torch.use(Device.cpu());
        }
    }

    @Override
    public String label() {
        return "apart:0";
    }

    @Override
    public boolean isHost() {
        return false;
    }

    @Override
    public Tensor place(Tensor onHost) {
        return onHost.clone();
    }

    @Override
    public Tensor read(Tensor placed) {
        return placed.clone();
    }

    @Override
    public void write(Tensor onHost, Tensor placed) {
        placed.copy_(onHost);
    }

    @Override
    public void await() {
        waits++;
    }

    /** {@return how often it was waited for} */
    public int waits() {
        return waits;
    }
}
