package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final GptShape SHAPE = new GptShape(16, 1, 8, 2, 4);

    @TempDir
    Path folder;

    private Path file;
    private Gpt model;

    @BeforeEach
    void write_one() throws IOException {
        Torch.threads(1);
        file = folder.resolve("x.ckpt");
        model = Gpt.of(SHAPE, 3);
        var header = new Checkpoint.Header(
                1,
                "gpt",
                SHAPE.toText(),
                "{}",
                List.of("lora"),
                5,
                640,
                4,
                model.parameters().count(),
                List.of(new Evaluation(5, 640, 2.5, 0.25, 1.5)));
        long bytes = Checkpoint.write(file, header, model.parameters(), new AdamW(model.parameters(), 0, 1));
        assertThat(bytes).isEqualTo(Files.size(file));
    }

    @Test
    void what_was_written_is_read() {
        var checkpoint = Checkpoint.open(file);
        assertThat(checkpoint.header().step()).isEqualTo(5);
        assertThat(checkpoint.header().history()).hasSize(1);
        assertThat(ModelShape.read(
                        checkpoint.header().kind(), checkpoint.header().shape()))
                .isEqualTo(SHAPE);
        var other = Gpt.of(SHAPE, 4);
        var optimizer = new AdamW(other.parameters(), 0, 1);
        checkpoint.restore(other.parameters(), optimizer);
        assertThat(other.parameters().sha256()).isEqualTo(model.parameters().sha256());
        assertThat(optimizer.steps()).isEqualTo(4);
    }

    @Test
    void what_one_device_wrote_another_reads() {
        var restored = Apart.with(new Apart(), () -> {
            var other = Gpt.of(SHAPE, 4);
            Checkpoint.open(file).restore(other.parameters(), new AdamW(other.parameters(), 0, 1));
            return other.parameters().sha256();
        });
        assertThat(restored).isEqualTo(model.parameters().sha256());
    }

    @Test
    void a_file_that_lacks_its_last_byte_is_refused() throws IOException {
        var bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        refused();
    }

    @Test
    void a_changed_byte_anywhere_is_found() throws IOException {
        var bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at += 97) {
            var changed = bytes.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            refused();
        }
    }

    @Test
    void an_empty_file_and_another_kind_of_file_are_refused() throws IOException {
        Files.write(file, new byte[0]);
        refused();
        Files.writeString(file, "this is no checkpoint, although it is long enough to hold one");
        refused();
    }

    @Test
    void a_model_of_another_size_is_refused() {
        var larger = Gpt.of(SHAPE.withLayers(2), 0);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Checkpoint.open(file).restore(larger.parameters()))
                .withMessageContaining("parameters");
    }

    private void refused() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Checkpoint.open(file))
                .withMessageContaining("x.ckpt");
    }
}
