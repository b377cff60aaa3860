package io.negawatt.bench;

import io.negawatt.train.learn.Batch;
import io.negawatt.train.learn.Gpt;
import io.negawatt.train.learn.GptShape;
import io.negawatt.train.learn.Parameters.Parameter;
import io.negawatt.train.learn.Torch;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What building the graph from Java costs: CPU time of a forward and backward pass of {@link Gpt}, where Java calls each
 * operation, over that of the same graph as one TorchScript function, in alternating passes of one thread.
 */
public final class TorchScriptCost {
    private static final GptShape SHAPE = new GptShape(256, 4, 256, 4, 128);
    private static final int ROWS = 8;
    private static final int WARM_UP = 8;
    private static final int PAIRS = 32;
    private static final double NANOS_PER_MS = 1e6;

    private TorchScriptCost() {}

    /** Prints the two times and their ratio. */
    public static void main(String[] args) {
        Torch.threads(1);
        var model = Gpt.of(SHAPE, 1);
        var batch = batch();
        var script = torch.compile(script(model));
        double javaLoss = model.loss(batch).item_double();
        double scriptLoss = scriptLoss(script, model, batch).item_double();
        var java = new double[PAIRS];
        var scripted = new double[PAIRS];
        for (int i = -WARM_UP; i < PAIRS; i++) {
            double javaMs = cpuMs(model, () -> model.loss(batch));
            double scriptMs = cpuMs(model, () -> scriptLoss(script, model, batch));
            if (i >= 0) {
                java[i] = javaMs;
                scripted[i] = scriptMs;
            }
        }
        System.out.printf("parameters     %,d%n", model.parameters().count());
        System.out.printf("loss           %.6f from Java, %.6f from TorchScript%n", javaLoss, scriptLoss);
        System.out.printf("Java           %8.2f ms CPU a pass (median of %d)%n", median(java), PAIRS);
        System.out.printf("TorchScript    %8.2f ms CPU a pass%n", median(scripted));
        System.out.printf("ratio          %8.4f (allowed 1.02)%n", median(java) / median(scripted));
    }

    private static Batch batch() {
        var random = new SplittableRandom(1);
        long[] ids = random.longs((long) ROWS * SHAPE.context(), 0, SHAPE.vocabulary())
                .toArray();
        var tokens = Torch.ids(ids, ROWS, SHAPE.context());
        return new Batch(tokens, tokens);
    }

    private static double cpuMs(Gpt model, Supplier<Tensor> loss) {
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        try (var _ = new PointerScope()) {
            loss.get().backward();
        }
        long after = threads.getCurrentThreadCpuTime();
        model.parameters().forgetGradients();
        return (after - before) / NANOS_PER_MS;
    }

    private static Tensor scriptLoss(CompilationUnit script, Gpt model, Batch batch) {
        var inputs = new IValueVector();
        inputs.push_back(new IValue(batch.input()));
        inputs.push_back(new IValue(batch.target()));
        model.parameters().all().forEach(parameter -> inputs.push_back(new IValue(parameter.tensor())));
        return script.get_function(new QualifiedName("loss")).apply(inputs).toTensor();
    }

    private static String script(Gpt model) {
        var names = model.parameters().all().stream().map(Parameter::name).toList();
        String parameters = names.stream().map(TorchScriptCost::variable).collect(Collectors.joining(", "));
        var text = new StringBuilder("def loss(ids, target, " + parameters + "):\n");
        text.append("    x = torch.embedding(embedding_token, ids) + torch.narrow(embedding_position, 0, 0,"
                + " ids.size(1))\n");
        for (int layer = 0; layer < SHAPE.layers(); layer++) {
            text.append(block("block_" + layer + "_"));
        }
        String width = Integer.toString(SHAPE.width());
        text.append("    x = torch.linear(torch.layer_norm(x, [" + width
                + "], norm_gain, norm_offset, 1e-5, False), head)\n");
        text.append("    return torch.cross_entropy_loss(x.view(-1, x.size(2)), target.view(-1))\n");
        return text.toString();
    }

    private static String block(String name) {
        return """
                h = torch.layer_norm(x, [WIDTH], NAMEattention_norm_gain, NAMEattention_norm_offset, 1e-5, False)
                p = torch.linear(h, NAMEattention_in).view(x.size(0), x.size(1), 3, HEADS, EACH).permute(2, 0, 3, 1, 4)
                a = torch.scaled_dot_product_attention(p.select(0, 0), p.select(0, 1), p.select(0, 2), None, 0.0, True)
                a = a.transpose(1, 2).reshape(x.size(0), x.size(1), WIDTH)
                x = x + torch.linear(a, NAMEattention_out)
                h = torch.layer_norm(x, [WIDTH], NAMEnetwork_norm_gain, NAMEnetwork_norm_offset, 1e-5, False)
                x = x + torch.linear(torch.gelu(torch.linear(h, NAMEnetwork_up)), NAMEnetwork_down)
            """.replace("NAME", name)
                .replace("WIDTH", Integer.toString(SHAPE.width()))
                .replace("HEADS", Integer.toString(SHAPE.heads()))
                .replace("EACH", Integer.toString(SHAPE.width() / SHAPE.heads()))
                .replace("                    ", "    ");
    }

    private static String variable(String parameter) {
        return parameter.replace('.', '_');
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
