package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class AdamWTest {

    /** More elements than a piece holds, so that the seams are crossed. */
    private static final int ELEMENTS = (1 << 16) + 1000;

    @Test
    void a_step_is_that_of_the_paper() {
        Torch.threads(1);
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(5);
        var parameters = Parameters.builder()
                .constant("matrix", 0.5, ELEMENTS / 4, 4)
                .constant("gain", 1, 8)
                .build(1);
        var optimizer = new AdamW(parameters, 0.1, 1e9);
        double value = 0.5;
        double gain = 1;
        double first = 0;
        double second = 0;
        for (int step = 1; step <= 5; step++) {
            double gradient = random.nextDouble(-1, 1);
            double rate = 0.01 * step;
            for (var parameter : parameters.all()) {
                parameter.tensor().mutable_grad().put(torch.full_like(parameter.tensor(), Torch.scalar(gradient)));
            }
            optimizer.step(rate);
            first = 0.9 * first + 0.1 * gradient;
            second = 0.95 * second + 0.05 * gradient * gradient;
            double change = rate
                    * (first / (1 - Math.pow(0.9, step)))
                    / (Math.sqrt(second / (1 - Math.pow(0.95, step))) + 1e-8);
            value = value * (1 - rate * 0.1) - change;
            gain -= change;
        }
        assertThat(parameters.get("matrix").min().item_double()).isCloseTo(value, within(1e-6));
        assertThat(parameters.get("matrix").max().item_double()).isCloseTo(value, within(1e-6));
        assertThat(parameters.get("gain").max().item_double()).isCloseTo(gain, within(1e-6));
    }

    @Test
    void a_large_gradient_is_scaled_down_to_the_norm_allowed() {
        var parameters = Parameters.builder().constant("matrix", 0, 10, 10).build(1);
        parameters.get("matrix").mutable_grad().put(torch.full_like(parameters.get("matrix"), Torch.scalar(3)));
        assertThat(new AdamW(parameters, 0, 1).step(0.1)).isCloseTo(30, within(1e-4));
        var scaled = parameters.get("matrix").grad().view(-1);
        assertThat(scaled.dot(scaled).item_double()).isCloseTo(1, within(1e-5));
    }
}
