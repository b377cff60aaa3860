package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SubjectTest {
    @Test
    void aCommandIsDoneAgainUnderTheMeters() {
        var run = Runs.run().command("python", "train.py").subject();
        assertThat(run.again("env", "A=1"))
                .containsExactly("env", "A=1", "negawatt", "run", "--", "python", "train.py");
        assertThat(run.training("--technique", "lora")).isEmpty();
    }

    @Test
    void aCommandOfThisProgramMetersItself() {
        var run =
                Runs.run().command("negawatt", "train", "lm", "--workers", "2").subject();
        assertThat(run.again()).containsExactly("negawatt", "train", "lm", "--workers", "2");
        assertThat(run.training("--technique", "lora"))
                .containsExactly("negawatt", "train", "lm", "--workers", "2", "--technique", "lora");
        assertThat(Runs.run().command("negawatt", "quickstart").subject().training("--technique", "lora"))
                .isEmpty();
    }

    @Test
    void anAccountWithoutACommandHasNothingToType() {
        assertThat(Runs.run().command().subject().again("env")).isEmpty();
    }
}
