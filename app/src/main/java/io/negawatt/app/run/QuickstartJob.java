package io.negawatt.app.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Real work for a first look: arithmetic on all cores, a file that is written, forced to the disk and read, and data sent over
 * loopback, so that each of the four terms has something in it. Runs as a program of its own under the meters, and tells its
 * phases as any other program would.
 */
public final class QuickstartJob {
    private static final int BLOCK_BYTES = 1 << 20;
    private static final int MATRIX = 192;
    private static final double ARITHMETIC_SHARE = 0.6;
    private static final double FILE_SHARE = 0.2;
    private static final int MOST_FILE_BLOCKS = 512;

    private final double seconds;
    private final Writer phases;

    private QuickstartJob(double seconds, Writer phases) {
        this.seconds = seconds;
        this.phases = phases;
    }

    /** @param args length of the job, in s */
    public static void main(String[] args) throws IOException {
        double seconds = args.length == 0 ? 12 : Double.parseDouble(args[0]);
        try (var phases = phases(System.getenv().getOrDefault(Child.PHASES_VARIABLE, ""))) {
            new QuickstartJob(seconds, phases).run();
        }
    }

    private static Writer phases(String socket) throws IOException {
        if (socket.isEmpty()) {
            return Writer.nullWriter();
        }
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        return Channels.newWriter(channel, StandardCharsets.UTF_8);
    }

    private void run() throws IOException {
        tell("begin arithmetic");
        long products = multiply(endAfter(seconds * ARITHMETIC_SHARE));
        tell("count products " + products);
        tell("end arithmetic");
        tell("begin file");
        writeAndRead(endAfter(seconds * FILE_SHARE));
        tell("end file");
        tell("begin loopback");
        sendToSelf(endAfter(seconds * (1 - ARITHMETIC_SHARE - FILE_SHARE)));
        tell("end loopback");
    }

    private void tell(String line) throws IOException {
        phases.write(line + "\n");
        phases.flush();
    }

    private static long endAfter(double seconds) {
        return System.nanoTime() + (long) (seconds * 1e9);
    }

    /** {@return how many matrix products all cores together finished} */
    private static long multiply(long endNanos) {
        List<CompletableFuture<Long>> cores = new ArrayList<>();
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            int seed = core;
            cores.add(CompletableFuture.supplyAsync(
                    () -> multiply(new SplittableRandom(seed), endNanos), Thread::startVirtualThread));
        }
        return cores.stream().mapToLong(CompletableFuture::join).sum();
    }

    private static long multiply(SplittableRandom random, long endNanos) {
        double[] a = random.doubles(MATRIX * MATRIX).toArray();
        double[] b = random.doubles(MATRIX * MATRIX).toArray();
        long products = 0;
        while (System.nanoTime() < endNanos) {
            a = scaledProduct(a, b);
            products++;
        }
        return products;
    }

    private static double[] scaledProduct(double[] a, double[] b) {
        double[] c = new double[MATRIX * MATRIX];
        for (int i = 0; i < MATRIX; i++) {
            for (int k = 0; k < MATRIX; k++) {
                double factor = a[i * MATRIX + k] / MATRIX;
                for (int j = 0; j < MATRIX; j++) {
                    c[i * MATRIX + j] += factor * b[k * MATRIX + j];
                }
            }
        }
        return c;
    }

    private static void writeAndRead(long endNanos) throws IOException {
        Path file = Files.createTempFile("negawatt-quickstart", ".bin");
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var block = block();
            int blocks = 0;
            while (System.nanoTime() < endNanos && blocks < MOST_FILE_BLOCKS) {
                channel.write(block.rewind(), (long) blocks++ * BLOCK_BYTES);
                channel.force(false);
            }
            for (int i = 0; i < blocks; i++) {
                channel.read(block.clear(), (long) i * BLOCK_BYTES);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static ByteBuffer block() {
        var bytes = new byte[BLOCK_BYTES];
        new SplittableRandom(1).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static void sendToSelf(long endNanos) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var out = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                var in = server.accept()) {
            var reader = Thread.ofVirtual().start(() -> drain(in));
            byte[] block = block().array();
            while (System.nanoTime() < endNanos) {
                out.getOutputStream().write(block);
            }
            out.shutdownOutput();
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drain(Socket in) {
        try {
            in.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
