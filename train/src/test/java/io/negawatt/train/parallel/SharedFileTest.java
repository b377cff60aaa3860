package io.negawatt.train.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.train.parallel.SharedFile.Address;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SharedFileTest {
    private static final Path FOLDER = Path.of("/dev/shm");
    private static final long BYTES = 5 << 20;

    @Test
    void whoKnowsItsAddressSeesTheSameBytesAndNobodySeesAName() throws IOException {
        try (var file = SharedFile.make(BYTES, 4711).orElseThrow();
                var one = Arena.ofConfined();
                var other = Arena.ofConfined()) {
            var written = SharedFile.map(file.address(), BYTES, one).orElseThrow();
            var read = SharedFile.map(file.address(), BYTES, other).orElseThrow();
            assertThat(read.get(ValueLayout.JAVA_LONG, BYTES - 8)).isZero();
            written.set(ValueLayout.JAVA_LONG, BYTES - 8, 42);
            assertThat(read.get(ValueLayout.JAVA_LONG, BYTES - 8)).isEqualTo(42);
            assertThat(names()).isEmpty();
        }
    }

    /** A name of ours lives for as long as one call to the kernel takes. */
    static String[] names() throws IOException {
        try (var files = Files.newDirectoryStream(FOLDER, "negawatt-*")) {
            var names = new java.util.ArrayList<String>();
            files.forEach(file -> names.add(file.toString()));
            return names.toArray(String[]::new);
        }
    }

    @Test
    void anotherFileAtTheAddressIsNotTaken() {
        try (var file = SharedFile.make(BYTES, 1).orElseThrow();
                var arena = Arena.ofConfined()) {
            var address = file.address();
            var older = new Address(address.pid(), address.descriptor(), 2);
            assertThat(SharedFile.map(older, BYTES, arena)).isEmpty();
            assertThat(SharedFile.map(Address.NOWHERE, BYTES, arena)).isEmpty();
        }
    }

    @Test
    void whatHasNoRoomIsNotMade() {
        assertThat(SharedFile.make(1L << 50, 3)).isEmpty();
    }
}
