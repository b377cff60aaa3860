package io.negawatt.train.learn;

import org.bytedeco.pytorch.Tensor;

/** Something that learns: parameters, and a loss that tells how wrong they are. */
public interface Model {

    /** {@return what training changes, and what it leaves} */
    Parameters parameters();

    /** {@return the mean loss over the batch, a scalar with a graph behind it; nats per token or per row} */
    Tensor loss(Batch batch);

    /** {@return what the output layer says before it is made a probability} */
    Tensor logits(Tensor input);
}
