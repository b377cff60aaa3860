package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import org.bytedeco.pytorch.Tensor;

/**
 * What a worker computes with: the processors of its machine, or one GPU with memory of its own. A process has one
 * ({@link Torch#use}), and parameters, moments and batches live there. What crosses to the host and back are gradients and the
 * first parameters, since workers exchange them there, checkpoints and check sums, and the few figures that a loss is.
 *
 * <p>First values are drawn on the host, so that a seed gives the same ones everywhere.
 */
public interface Device {

    /** {@return the processors} */
    static Device cpu() {
        return new Host();
    }

    /** {@return the GPU of this number, from 0, among those that CUDA shows to this process} */
    static Device cuda(int number) {
        return new Cuda(number);
    }

    /** {@return its name, such as {@code cpu} or {@code cuda:0}} */
    String label();

    /** {@return what sort of device it is: all workers of a job have the same} */
    default String kind() {
        return label().split(":", 2)[0];
    }

    /** {@return whether its memory is the host's, where Java, files and other processes read and write} */
    boolean isHost();

    /** {@return the same values in the memory of this device; the tensor itself where they are there} */
    Tensor place(Tensor onHost);

    /** {@return the same values on the host; the tensor itself where they are there} */
    Tensor read(Tensor placed);

    /** Gives a tensor the values that {@link #read} handed out, once others have changed them. */
    void write(Tensor onHost, Tensor placed);

    /** Waits until all that was begun on it is done: a GPU is still at work when the call that began it returns. */
    void await();

    /** What a person asks for. */
    enum Choice {
        /** A GPU where libtorch finds one, else the processors. */
        AUTO,
        /** The processors. */
        CPU,
        /** One GPU a worker; where workers outnumber them, some share one. */
        CUDA;

        /**
         * Checks what can be told before libtorch is loaded.
         *
         * @throws BadInputException where a GPU is asked for and libtorch is there for processors alone
         */
        public void check() {
            if (this == CUDA && !Torch.isForGpus()) {
                throw BadInputException.of("train.device.build");
            }
        }

        /**
         * {@return the device of a worker}
         *
         * @param localRank number of the worker on its machine, from 0
         * @throws BadInputException where a GPU is asked for and there is none
         */
        public Device of(int localRank) {
            check();
            int gpus = this == CPU ? 0 : Torch.gpus();
            if (gpus == 0 && this == CUDA) {
                throw Torch.missingLibrary()
                        .map(missing -> BadInputException.of("train.device.libraries", missing))
                        .orElseGet(() -> BadInputException.of("train.device.none"));
            }
            return of(localRank, gpus);
        }

        /** {@return the device of a worker where there are so many GPUs} */
        Device of(int localRank, int gpus) {
            return this == CPU || gpus == 0 ? cpu() : cuda(localRank % gpus);
        }
    }
}
