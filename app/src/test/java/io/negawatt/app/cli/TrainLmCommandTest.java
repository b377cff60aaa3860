package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.negawatt.train.learn.Torch;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainLmCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aDeviceThatIsNoneIsRefused() {
        var result = train("tpu");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--device", "tpu", "auto, cpu, cuda");
    }

    @Test
    void aGpuThatTheBuildCannotUseIsRefusedBeforeARunBegins() {
        assumeFalse(Torch.isForGpus(), "this build is for GPUs");
        var result = train("cuda");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--device cuda", "-Pgpu", "--device cpu");
        assertThat(folder).isEmptyDirectory();
    }

    private Console.Result train(String device) {
        return new Console(folder.resolve("home")).negawatt("train", "lm", "--device", device);
    }
}
