package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Laws that hold whatever the coefficients are. */
class ServingTest {
    private static Serving serving(String... cells) {
        var d = Cases.deployment(cells);
        return Serving.of(d, Footprint.of(d), Cases.priors());
    }

    @Test
    void energyIsPowerTimesTimeOverTheBatch() {
        var s = serving();
        assertThat(s.joulesPerToken()).isCloseTo(2 * s.watts() * s.tokenS() / s.batch(), within(1e-12));
    }

    @Test
    void aLargerBatchTakesLongerForATokenAndLessEnergy() {
        var few = serving("max_num_seqs", "8");
        var many = serving("max_num_seqs", "64");
        assertThat(many.tokenS()).isGreaterThan(few.tokenS());
        assertThat(many.joulesPerToken()).isLessThan(few.joulesPerToken());
        assertThat(many.watts()).isGreaterThan(few.watts());
    }

    @Test
    void longerAnswersHoldMoreCacheAndSoFewerSequences() {
        var brief = serving("max_num_seqs", "512", "avg_output_len", "300");
        var extended = serving("max_num_seqs", "512", "avg_output_len", "12000");
        assertThat(extended.batch()).isLessThan(brief.batch() / 4);
        assertThat(extended.step().cacheS() / extended.batch())
                .isGreaterThan(brief.step().cacheS() / brief.batch());
    }

    @Test
    void weightsOfHalfTheBytesAreReadInHalfTheTime() {
        var full = serving();
        var half = serving("weight_precision", "fp8");
        assertThat(half.step().weightsS()).isCloseTo(full.step().weightsS() / 2, within(1e-9));
    }

    @Test
    void aDeviceNeverDrawsMoreThanItsLimitNorLessThanWhenIdle() {
        for (String batch : new String[] {"1", "64", "4096"}) {
            for (String gpu : new String[] {"H100", "B200", "A100", "L4", "apple-m4-max"}) {
                var s = serving("gpu_model", gpu, "max_num_seqs", batch, "model_id", "Qwen/Qwen3-4B");
                double limitW = Cases.CATALOG.datasheet(gpu).gpu().maxW();
                assertThat(s.watts()).as(gpu).isBetween(0.1 * limitW, limitW);
            }
        }
    }

    @Test
    void aTokenTouchesFewExpertsAndALargeBatchAllOfThem() {
        var one =
                serving("model_id", "Qwen/Qwen3-30B-A3B", "num_gpus", "1", "tensor_parallel", "1", "max_num_seqs", "1");
        var many = serving(
                "model_id", "Qwen/Qwen3-30B-A3B", "num_gpus", "1", "tensor_parallel", "1", "max_num_seqs", "256");
        assertThat(many.step().expertsS()).isGreaterThan(10 * one.step().expertsS());
    }

    @Test
    void aPromptThatIsKnownCountsInsteadOfThatOfTheTask() {
        assertThat(serving("input_len", "8000").prefillShare())
                .isGreaterThan(serving().prefillShare() * 3);
    }
}
