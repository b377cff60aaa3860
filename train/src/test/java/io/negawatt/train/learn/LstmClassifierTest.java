package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LstmClassifierTest {

    /** An embedding of 16, 128 units: Keras counts 160,000 + 74,240 + 129. */
    @Test
    void the_standard_one_has_the_parameters_of_its_model() {
        var classifier = Classifier.of(LstmShape.standard(10_000, 100), 1);
        assertThat(classifier.parameters().count()).isEqualTo(160_000 + 74_240 + 129);
    }

    @Test
    void it_computes_the_equations_of_the_long_short_term_memory() {
        var shape = new LstmShape(9, 4, 6, 12);
        var classifier = Classifier.of(shape, 5);
        // Larger first values than those of training, so that every gate has something to say.
        classifier.parameters().flat().mul_(Torch.scalar(3));
        int[] ids = {3, 8, 1, 4, 2, 2, 7};

        var input = new long[ids.length];
        Arrays.setAll(input, i -> ids[i]);
        double logit = classifier.logits(Torch.ids(input, 1, ids.length)).item_double();

        assertThat(logit).isCloseTo(byHand(shape, classifier.parameters(), ids), Offset.offset(1e-6));
    }

    private static double byHand(LstmShape shape, Parameters parameters, int[] ids) {
        float[] embedding = values(parameters, "embedding");
        float[] input = values(parameters, "lstm.input");
        float[] state = values(parameters, "lstm.state");
        float[] offset = values(parameters, "lstm.offset");
        float[] head = values(parameters, "head");
        int units = shape.units();
        var cell = new double[units];
        var hidden = new double[units];
        for (int id : ids) {
            var gates = new double[4 * units];
            for (int g = 0; g < gates.length; g++) {
                boolean forgets = g / units == 1;
                gates[g] = offset[g] + (forgets ? 1 : 0);
                for (int e = 0; e < shape.embedding(); e++) {
                    gates[g] += input[g * shape.embedding() + e] * embedding[id * shape.embedding() + e];
                }
                for (int u = 0; u < units; u++) {
                    gates[g] += state[g * units + u] * hidden[u];
                }
            }
            for (int u = 0; u < units; u++) {
                cell[u] = sigmoid(gates[units + u]) * cell[u] + sigmoid(gates[u]) * Math.tanh(gates[2 * units + u]);
                hidden[u] = sigmoid(gates[3 * units + u]) * Math.tanh(cell[u]);
            }
        }
        double logit = values(parameters, "head.offset")[0];
        for (int u = 0; u < units; u++) {
            logit += head[u] * hidden[u];
        }
        return logit;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static float[] values(Parameters parameters, String name) {
        var tensor = parameters.get(name);
        var values = new float[(int) tensor.numel()];
        Torch.bytes(tensor)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .get(values);
        return values;
    }
}
