package io.negawatt.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.report.SampleAccounts;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.Part;
import io.negawatt.train.learn.Evaluation;
import io.negawatt.train.parallel.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredTest {
    private static final List<Part> PHASES = List.of(
            new Part(Account.OUTSIDE, 500, 5, 1),
            new Part("stall", 70, 1, 1),
            new Part("forward", 300, 4, 1),
            new Part("backward", 600, 5, 1),
            new Part("evaluation", 100, 1, 1));

    @Test
    void whatComesBeforeTrainingIsLeftOut() {
        assertThat(measured(3, 2).trainingJ()).isEqualTo(1000);
        assertThat(measured(3, 2).phaseJ()).containsOnlyKeys("forward", "backward", "evaluation");
        assertThat(measured(3, 2).jPerToken()).isEqualTo(0.5);
    }

    @Test
    void theLossIsTakenToFallEvenlyBetweenTwoLooks() {
        // 1,000 J in 10 s; the loss falls from 4 at 2 s to 3 at 6 s, so that it is 3.25 at 5 s.
        assertThat(measured(4, 3).joulesToLoss(3.25)).hasValueCloseTo(500.0, within(1e-9));
        assertThat(measured(4, 3).joulesToLoss(3)).hasValueCloseTo(600.0, within(1e-9));
        assertThat(measured(4, 3).lossAt(500)).hasValueCloseTo(3.25, within(1e-9));
    }

    @Test
    void aLossThatWasThereAtTheFirstLookTookTheEnergyUpToIt() {
        assertThat(measured(4, 3).joulesToLoss(4.5)).hasValueCloseTo(200.0, within(1e-9));
    }

    @Test
    void aLossThatWasNeverReachedAndAnEnergyBeyondTheTrainingHaveNoFigure() {
        assertThat(measured(4, 3).joulesToLoss(2.99)).isEmpty();
        assertThat(measured(4, 3).lossAt(1001)).isEmpty();
    }

    @Test
    void theFirstCrossingCountsWhereTheLossRisesAgain() {
        assertThat(measured(4, 2, 3.5).joulesToLoss(3)).hasValueCloseTo(400.0, within(1e-9));
    }

    @Test
    void theMiddleStepTimeLeavesOutTheFirstSteps() {
        assertThat(measured(4, 3).stepS()).isEqualTo(0.2);
    }

    /** Looks at 2, 6 and, where there is a third, 10 s of a training of 10 s. */
    private static Measured measured(double... losses) {
        var history = new ArrayList<Evaluation>();
        for (double loss : losses) {
            int i = history.size();
            history.add(new Evaluation(10 * i, 100L * i, loss, 0.5, 2 + 4 * i));
        }
        var steps = new ArrayList<>(Collections.nCopies(10, 0.2));
        Collections.fill(steps.subList(0, 4), 9.0);
        return new Measured(
                "r", new Outcome(0, 10, 2000, history, 1, "", 10, steps), SampleAccounts.withPhases(PHASES));
    }
}
