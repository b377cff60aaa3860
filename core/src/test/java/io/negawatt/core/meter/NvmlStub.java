package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/** A {@code libnvidia-ml.so.1} of our own in a folder of its own, whose answers a script beside it sets. */
final class NvmlStub {
    private static final Path SOURCE = Path.of("src/test/c/nvml_stub.c");

    /** Built once for all tests. */
    private static final class Built {
        static final boolean HAS_GCC = run("gcc", "--version") == 0;
        static final byte[] LIBRARY = HAS_GCC ? build() : new byte[0];
    }

    private final Path library;

    private NvmlStub(Path library) {
        this.library = library;
    }

    /** {@return a stub that follows the clock, unless it is given a script before it is first loaded} */
    static NvmlStub in(Path folder) {
        var library = folder.resolve("libnvidia-ml.so.1");
        assumeTrue(Built.HAS_GCC, "the NVML stub is built with gcc, and there is none here: skipped");
        try {
            if (!Files.exists(library)) {
                Files.write(library, Built.LIBRARY);
            }
            return new NvmlStub(library);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets what the library answers from now on; see the head of {@code nvml_stub.c}. */
    NvmlStub says(String... lines) {
        return says((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    NvmlStub says(byte[] script) {
        try {
            Files.write(library.resolveSibling(library.getFileName() + ".script"), script);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MeterKind.Discovery discover() {
        return NvmlMeter.discover(host(), name -> OptionalDouble.empty());
    }

    Host host() {
        return new Host(Path.of("/"), Map.of("nvml.library", library.toString()));
    }

    NvmlMeter meter() {
        var found = discover();
        assertThat(found).isInstanceOf(MeterKind.Discovery.Found.class);
        return (NvmlMeter) ((MeterKind.Discovery.Found) found).meter();
    }

    private static byte[] build() {
        try {
            var file = Files.createTempFile("nvml-stub", ".so");
            assertThat(run("gcc", "-O1", "-shared", "-fPIC", "-o", file.toString(), SOURCE.toString()))
                    .as("gcc builds %s", SOURCE)
                    .isZero();
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the exit code of the command; 127 where there is no such command} */
    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return 127;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
