package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.negawatt.core.text.BadInputException;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DeviceTest {
    private static final int CONTEXT = 4;
    private static final GptShape SHAPE = new GptShape(16, 2, 8, 2, CONTEXT);

    @BeforeAll
    static void one_thread() {
        Torch.threads(1);
    }

    @ParameterizedTest
    @CsvSource({"AUTO, 0, 3, cpu", "AUTO, 2, 3, cuda:1", "CUDA, 4, 3, cuda:3", "CUDA, 1, 3, cuda:0", "CPU, 4, 3, cpu"})
    void each_worker_of_a_machine_has_a_gpu_as_long_as_there_are_some(
            Device.Choice choice, int gpus, int localRank, String device) {
        assertThat(choice.of(localRank, gpus).label()).isEqualTo(device);
    }

    /** What is missing here: the build, or what it needs, or the GPU. */
    @Test
    void where_there_is_no_gpu_to_ask_for_the_error_says_what_is_there_and_what_to_do() {
        assumeTrue(Torch.gpus() == 0, "this machine has GPUs");
        String remedy = !Torch.isForGpus() ? "-Pgpu" : Torch.missingLibrary().isPresent() ? "CUDA 13" : "nvidia-smi";
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Device.Choice.CUDA.of(0))
                .withMessageContainingAll("--device cuda", remedy, "--device cpu");
    }

    @Test
    void processors_copy_nothing() {
        var tensor = Torch.zeros(3);
        assertThat(Device.cpu().place(tensor)).isSameAs(tensor);
        assertThat(Device.cpu().read(tensor)).isSameAs(tensor);
    }

    @Test
    void what_others_change_on_the_host_reaches_the_device() {
        var apart = new Apart();
        var placed = Torch.values(1, 2);
        var onHost = apart.read(placed);
        onHost.fill_(Torch.scalar(5));
        assertThat(placed.sum().item_double()).isEqualTo(3);
        apart.write(onHost, placed);
        assertThat(placed.sum().item_double()).isEqualTo(10);
    }

    @Test
    void first_values_are_the_same_on_every_device() {
        assertThat(Apart.with(new Apart(), () -> Gpt.of(SHAPE, 3).parameters().sha256()))
                .isEqualTo(Gpt.of(SHAPE, 3).parameters().sha256());
    }

    static Stream<String> techniques() {
        return Techniques.ALL.stream().map(TechniqueKind::name).filter(name -> !name.equals("distill"));
    }

    @ParameterizedTest
    @MethodSource("techniques")
    void parameters_moments_and_batches_are_on_the_device_whatever_the_technique(String name) {
        Apart.with(new Shapes(), () -> {
            var technique = Techniques.of(List.of(name));
            var parameters = new GptLearner(SHAPE, recipe(), technique).model().parameters();
            var optimizer = new AdamW(parameters, 0, 1);
            assertThat(parameters.all())
                    .extracting(Parameters.Parameter::tensor)
                    .allMatch(Tensor::is_meta);
            assertThat(Stream.of(parameters.flat(), optimizer.first(), optimizer.second()))
                    .allMatch(Tensor::is_meta);
            assertThat(Stream.of(Torch.ids(new long[] {1, 2}, 1, 2), Torch.values(1)))
                    .allMatch(Tensor::is_meta);
            return parameters;
        });
    }

    @Test
    void all_that_a_memory_computes_with_is_on_the_device() {
        var states = Apart.with(
                new Shapes(),
                () -> LstmClassifier.of(LstmShape.standard(16, CONTEXT), 1).states(Torch.zeros(2, CONTEXT, 16)));
        assertThat(states.is_meta()).isTrue();
    }

    @Test
    void a_tensor_that_was_forgotten_on_the_host_is_found() {
        var forgotten = Torch.zeros(2, CONTEXT, 16);
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> Apart.with(
                        new Shapes(),
                        () -> LstmClassifier.of(LstmShape.standard(16, CONTEXT), 1)
                                .states(forgotten)));
    }

    private static Recipe recipe() {
        return new Recipe(10, 2, 1, new Schedule(0.01, 1, 10, 0.1), 0, 1, 1, 10, 0, Ending.NONE);
    }
}
