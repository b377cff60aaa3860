package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Learns from what a larger model that was trained before says of each token, besides from the text itself (Hinton et al.
 * 2015, <i>Distilling the knowledge in a neural network</i>).
 *
 * @param teacher the larger model, with the same vocabulary
 */
record Distillation(Gpt teacher) implements Technique {
    private static final double TEMPERATURE = 2;
    private static final double TEACHERS_SHARE = 0.5;

    /**
     * {@return learning from the model in this checkpoint}
     *
     * @throws BadInputException where it cannot be read or holds no decoder-only transformer
     */
    static Distillation of(Path teacher) {
        var checkpoint = Checkpoint.open(teacher);
        var header = checkpoint.header();
        if (!(ModelShape.read(header.kind(), header.shape()) instanceof GptShape shape)) {
            throw BadInputException.of("train.technique.teacher", teacher, header.kind());
        }
        var model = Gpt.of(shape, 0);
        checkpoint.restore(model.parameters());
        return new Distillation(model);
    }

    @Override
    public String name() {
        return "distill";
    }

    @Override
    public Pass pass(Gpt model, Pass inner) {
        return (batch, scale, backward) -> run(model, batch, scale, backward);
    }

    private double run(Gpt model, Batch batch, double scale, Consumer<Runnable> backward) {
        var logits = model.logits(batch.input());
        var loss = Gpt.loss(logits, batch.target());
        double value = loss.item_double();
        var mixed = loss.mul(Torch.scalar(1 - TEACHERS_SHARE))
                .add(fromTeacher(logits, batch.input()), Torch.scalar(TEACHERS_SHARE * TEMPERATURE * TEMPERATURE));
        backward.accept(() -> mixed.mul(Torch.scalar(scale)).backward());
        return value;
    }

    /** {@return the mean cross-entropy with the teacher's softened answer, in nats per token} */
    private Tensor fromTeacher(Tensor logits, Tensor input) {
        var softened = Torch.scalar(1 / TEMPERATURE);
        Tensor answer;
        try (var _ = new NoGradGuard()) {
            answer = torch.softmax(teacher.logits(input).mul(softened), -1);
        }
        var ours = torch.log_softmax(logits.mul(softened), -1);
        return answer.mul(ours).sum(new long[] {-1}).mean().neg();
    }
}
