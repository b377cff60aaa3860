package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What it takes to go on training exactly where it stopped: parameters, both moments, and how far it got. Data order and
 * random numbers need no place in it, since they follow from the seed and the step.
 *
 * <p>The file is the same whatever device wrote it: {@code NGWT}, the length of the header as int32, the header as JSON, the three vectors as they lie in memory
 * (float32, little-endian on all machines that libtorch runs on here), SHA-256 over all of it. A new file takes the old one's
 * place only when it is whole and on the disk.
 *
 * @param header what is not numbers by the million
 * @param file where it lies
 */
public record Checkpoint(Header header, Path file) {
    private static final byte[] MAGIC = "NGWT".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;
    private static final int PIECE = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What is known before the vectors are read.
     *
     * @param format 1
     * @param kind kind of model, such as {@code gpt}
     * @param shape the model's shape as JSON
     * @param vocabulary the vocabulary as its own text form
     * @param techniques names of what it was trained with
     * @param step steps done
     * @param tokens tokens learned from
     * @param optimizerSteps steps the optimizer has done; fewer where the model grew
     * @param parameters elements of each of the three vectors
     * @param history looks at held-out data so far
     */
    public record Header(
            int format,
            String kind,
            String shape,
            String vocabulary,
            List<String> techniques,
            int step,
            long tokens,
            int optimizerSteps,
            long parameters,
            List<Evaluation> history) {}

    /**
     * Writes a checkpoint in the place of the one before.
     *
     * @return bytes written
     * @throws IOException where the disk does not take it; the one before is then still there
     */
    public static long write(Path file, Header header, Parameters parameters, AdamW optimizer) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        var half = file.resolveSibling(file.getFileName() + ".part");
        try (var out = new FileOutputStream(half.toFile())) {
            writeTo(out, header, List.of(parameters.flat(), optimizer.first(), optimizer.second()));
            out.getFD().sync();
        } catch (IOException e) {
            Files.deleteIfExists(half);
            throw e;
        }
        long bytes = Files.size(half);
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
    }

    private static void writeTo(OutputStream out, Header header, List<Tensor> vectors) throws IOException {
        var digest = sha256();
        var digested = new DataOutputStream(new DigestOutputStream(out, digest));
        byte[] json = JSON.writeValueAsBytes(header);
        digested.write(MAGIC);
        digested.writeInt(json.length);
        digested.write(json);
        var channel = Channels.newChannel(digested);
        for (var vector : vectors) {
            try (var _ = new PointerScope()) {
                for (var piece : Torch.pieces(Torch.device().read(vector))) {
                    while (piece.hasRemaining()) {
                        channel.write(piece);
                    }
                }
            }
        }
        out.write(digest.digest());
    }

    /**
     * {@return the checkpoint in this file, found whole}
     *
     * @throws BadInputException where there is none, or it is damaged
     */
    public static Checkpoint open(Path file) {
        try (var in = Files.newInputStream(file)) {
            long bytes = Files.size(file);
            var digest = sha256();
            var digested = new DataInputStream(new DigestInputStream(in, digest));
            var header = readHeader(file, digested, bytes);
            readThrough(digested, header.parameters * 3 * Float.BYTES);
            if (!Arrays.equals(digest.digest(), in.readNBytes(DIGEST_BYTES)) || in.read() >= 0) {
                throw damaged(file, "check sum");
            }
            return new Checkpoint(header, file);
        } catch (NoSuchFileException e) {
            throw new BadInputException(Message.of("train.checkpoint.none", file.toString()), e);
        } catch (IOException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    /** Reads, where skipping would keep the digest from seeing what it is about. */
    private static void readThrough(DataInputStream in, long bytes) throws IOException {
        for (long left = bytes; left > 0; left -= PIECE) {
            in.readNBytes((int) Math.min(PIECE, left));
        }
    }

    private static Header readHeader(Path file, DataInputStream in, long bytes) throws IOException {
        if (bytes < MAGIC.length + Integer.BYTES || !Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw damaged(file, "not a checkpoint");
        }
        int length = in.readInt();
        if (length < 0 || length > bytes) {
            throw damaged(file, "header of %d bytes".formatted(length));
        }
        try {
            var header = JSON.readValue(in.readNBytes(length), Header.class);
            long expected = MAGIC.length + Integer.BYTES + length + header.parameters * 3 * Float.BYTES + DIGEST_BYTES;
            if (bytes != expected) {
                throw damaged(file, "%d bytes instead of %d".formatted(bytes, expected));
            }
            return header;
        } catch (JacksonException e) {
            throw damaged(file, "header");
        }
    }

    private static BadInputException damaged(Path file, String why) {
        return BadInputException.of("train.checkpoint.damaged", file, why);
    }

    /**
     * Gives a model and its optimizer the state that the file has.
     *
     * @throws BadInputException where the model has another size
     */
    public void restore(Parameters parameters, AdamW optimizer) {
        restore(List.of(parameters.flat(), optimizer.first(), optimizer.second()), parameters.count());
        optimizer.resumeAt(header.optimizerSteps);
    }

    /**
     * Gives a model the parameters that the file has.
     *
     * @throws BadInputException where the model has another size
     */
    public void restore(Parameters parameters) {
        restore(List.of(parameters.flat()), parameters.count());
    }

    private void restore(List<Tensor> vectors, long elements) {
        if (elements != header.parameters) {
            throw BadInputException.of("train.checkpoint.size", file, header.parameters, elements);
        }
        try (var in = Files.newByteChannel(file)) {
            in.position(Files.size(file) - DIGEST_BYTES - header.parameters * 3 * Float.BYTES);
            for (var vector : vectors) {
                fill(vector, in);
            }
        } catch (IOException e) {
            throw damaged(file, String.valueOf(e.getMessage()));
        }
    }

    private static void fill(Tensor vector, ReadableByteChannel in) throws IOException {
        try (var _ = new PointerScope()) {
            var onHost = Torch.device().read(vector);
            for (var piece : Torch.pieces(onHost)) {
                fill(piece, in);
            }
            Torch.device().write(onHost, vector);
        }
    }

    private static void fill(ByteBuffer piece, ReadableByteChannel in) throws IOException {
        while (piece.hasRemaining()) {
            if (in.read(piece) < 0) {
                throw new EOFException();
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
