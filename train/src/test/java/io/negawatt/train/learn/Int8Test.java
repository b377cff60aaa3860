package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class Int8Test {
    private static final int WIDTH = 64;
    private static final int ROUNDS = 20;

    @Test
    void keepsItsWeightsWhenWhatMadeThemIsCollected() throws InterruptedException {
        Torch.threads(1);
        var parameters = Parameters.builder()
                .normal("w", 0.1, WIDTH, WIDTH)
                .normal("other", 0.1, WIDTH, WIDTH)
                .build(1);
        var linear = new Int8().serving(Linear.Factory.PLAIN).make(parameters, "w");
        var ones = new float[WIDTH];
        Arrays.fill(ones, 1);
        var input = Torch.values(ones).view(1, WIDTH);
        double before = linear.apply(input).sum().item_double();

        collect(parameters);

        assertThat(linear.apply(input).sum().item_double()).isEqualTo(before);
    }

    /** Collects what can be, lets the native parts go, and takes their memory for others of their size. */
    private static void collect(Parameters parameters) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            System.gc();
            Thread.sleep(10);
            new Int8().serving(Linear.Factory.PLAIN).make(parameters, "other");
        }
    }
}
