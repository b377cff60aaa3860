package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max_num_seqs         | NaN  | max_num_seqs is NaN; it must be a number above 0",
                "max_num_seqs         | -8   | max_num_seqs is -8; it must be a number above 0",
                "max_num_seqs         | many | max_num_seqs is \"many\", which is not a number",
                "max_num_seqs         | ''   | max_num_seqs is missing",
                "num_gpus             | 2.5  | num_gpus is 2.5; it must be a whole number of at least 1",
                "tensor_parallel      | 3    | tensor_parallel is 3, which does not divide the 2 devices of num_gpus",
                "weight_precision     | fp6  | weight_precision is \"fp6\"; known are bfloat16, fp8, mxfp4, int8, int4",
                "gpu_model            | H10O | try h100-sxm",
                "avg_output_len       | 0    | avg_output_len is 0; it must be a number above 0",
                "input_len            | inf  | input_len is \"inf\", which is not a number",
            })
    void whatIsWrongIsNamedWithItsColumnAndWhatIsAllowed(String column, String value, String said) {
        assertThatThrownBy(() -> Cases.deployment(column, value)).hasMessageContaining(said);
    }

    @Test
    void moreActiveParametersThanThereAreIsRefused() {
        assertThatThrownBy(() -> Cases.deployment("total_params_billions", "32", "activated_params_billions", "40"))
                .hasMessageContaining("cannot pass more parameters");
    }

    @Test
    void weightsThatDoNotFitAreRefusedWithTheLeastCountThatHoldsThem() {
        assertThatThrownBy(() -> Cases.deployment("model_id", "meta-llama/Llama-3.1-405B-Instruct"))
                .hasMessageContaining("812 GB")
                .hasMessageContaining("at least 16");
    }

    @Test
    void measuredColumnsAreNotRead() {
        var plain = Cases.deployment();
        var measured = Cases.deployment("energy_per_token_joules", "99", "avg_batch_size", "3", "avg_power_watts", "x");
        assertThat(measured).isEqualTo(plain);
    }

    @Test
    void aModelThatTheCatalogDoesNotKnowGetsTheShapeOfItsSize() {
        var d = Cases.deployment("model_id", "somebody/else", "total_params_billions", "32", "architecture", "Dense");
        assertThat(d.known()).isFalse();
        assertThat(d.model().layers()).isBetween(40, 80);
        assertThat(d.model().totalB()).isEqualTo(32);
    }

    @Test
    void aNameThatLeadsToAShapeOfAnotherSizeIsNotBelieved() {
        assertThat(Cases.deployment("total_params_billions", "8").known()).isFalse();
        assertThat(Cases.deployment("total_params_billions", "32.0").known()).isTrue();
    }
}
