package io.negawatt.app.train;

import io.negawatt.core.text.Message;
import io.negawatt.train.learn.Evaluation;
import io.negawatt.train.parallel.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How far an attempt got, in a file beside the plan: whoever goes on from a checkpoint learns there how many steps are done
 * again. Eight bytes that are written over at each step and never forced to the disk, since a worker may die, not the machine.
 */
final class Reached implements ProgressListener {
    private final FileChannel file;
    private final ProgressListener next;
    private final ByteBuffer number = ByteBuffer.allocateDirect(Long.BYTES);

    private Reached(FileChannel file, ProgressListener next) {
        this.file = file;
        this.next = next;
    }

    private static Path beside(Path plan) {
        return plan.resolveSibling(plan.getFileName() + ".reached");
    }

    /** {@return a listener that writes each step down and passes everything on} */
    static Reached noting(Path plan, ProgressListener next) throws IOException {
        return new Reached(FileChannel.open(beside(plan), StandardOpenOption.CREATE, StandardOpenOption.WRITE), next);
    }

    /** {@return steps that an attempt before had done; 0 for the first} */
    static int before(Path plan) throws IOException {
        try (var file = FileChannel.open(
                beside(plan), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var number = ByteBuffer.allocate(Long.BYTES);
            return file.read(number, 0) < Long.BYTES ? 0 : (int) number.getLong(0);
        }
    }

    @Override
    public void step(Step step) {
        try {
            file.write(number.clear().putLong(step.step()).flip(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        next.step(step);
    }

    @Override
    public void evaluation(Evaluation evaluation) {
        next.evaluation(evaluation);
    }

    @Override
    public void note(Message note) {
        next.note(note);
    }
}
