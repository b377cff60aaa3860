package io.negawatt.train.learn;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * One GPU.
 *
 * @param number among those that CUDA shows to this process, from 0
 */
record Cuda(int number) implements Device {
    @Override
    public String label() {
        return "cuda:" + number;
    }

    @Override
    public boolean isHost() {
        return false;
    }

    @Override
    public Tensor place(Tensor onHost) {
        try (var gpu = new org.bytedeco.pytorch.Device(DeviceType.CUDA, (byte) number)) {
            return onHost.to(gpu, onHost.scalar_type());
        }
    }

    /** Waits until the values are what was begun before makes them. */
    @Override
    public Tensor read(Tensor placed) {
        return placed.cpu();
    }

    @Override
    public void write(Tensor onHost, Tensor placed) {
        try (var _ = new NoGradGuard()) {
            placed.copy_(onHost);
        }
    }

    @Override
    public void await() {
        torch.cuda_synchronize(number);
    }
}
