package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.text.Message;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes 100 and 101 belong to the run as its processes 0 and 1; 200 and above are somebody else's. */
class NvmlActivityTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ProcessIndex RUN =
            pid -> pid == 100 || pid == 101 ? OptionalInt.of((int) pid - 100) : OptionalInt.empty();

    @TempDir
    Path folder;

    private NvmlMeter meter;
    private NvmlStub stub;

    @AfterEach
    void close() {
        if (meter != null) {
            meter.close();
        }
    }

    @Test
    void eachProcessHasTheTimeInWhichItsKernelsRan() {
        start("util 0 0");
        var used = after(1, "util 0 80", "sample 0 100 50 1000000", "sample 0 200 30 1000000");
        assertThat(used.basis()).isEqualTo("gpu:0");
        assertThat(used.hostAmount()).isEqualTo(0.8, within(1e-12));
        assertThat(used.capacity()).isEqualTo(1, within(1e-12));
        assertThat(used.uses()).containsExactly(new Activity.Use(0, 0.5));
    }

    @Test
    void whatNoListedProcessExplainsStaysWithTheHost() {
        start("util 0 0");
        var used = after(1, "util 0 90", "sample 0 100 50 1000000");
        assertThat(used.hostAmount()).isEqualTo(0.9, within(1e-12));
        assertThat(used.uses()).containsExactly(new Activity.Use(0, 0.5));
    }

    @Test
    void whatWasBeforeTheStartIsNotTheRuns() {
        start("util 0 50", "sample 0 100 50 1000000", "sample 0 200 50 1000000");
        var used = after(1, "util 0 40", "sample 0 200 40 2000000", "sample 0 100 50 1000000");
        assertThat(used.uses()).isEmpty();
        assertThat(used.hostAmount()).isEqualTo(0.4, within(1e-12));
    }

    @Test
    void aSampleIsARateThatLastsUntilTheNextOneIsDue() {
        start("util 0 0");
        String[] world = {"util 0 50", "sample 0 100 50 1000000"};
        assertThat(after(0.5, world).uses()).containsExactly(new Activity.Use(0, 0.25));
        assertThat(after(1.0, world).uses()).containsExactly(new Activity.Use(0, 0.25));
        assertThat(after(2.5, "util 0 0", "sample 0 100 50 1000000").uses()).isEmpty();
    }

    @Test
    void processesThatTogetherUseMoreThanTheTimeAreScaledToIt() {
        start("util 0 0");
        var used = after(2, "util 0 100", "sample 0 100 100 9", "sample 0 101 60 9", "sample 0 200 40 9");
        assertThat(used.hostAmount()).isEqualTo(2, within(1e-12));
        assertThat(used.uses()).containsExactly(new Activity.Use(0, 1), new Activity.Use(1, 0.6));
    }

    @Test
    void noiseInTheSampleTableIsIgnored() {
        start("util 0 0");
        var used = after(1, "util 0 20", "sample 0 100 20 9", "sample 0 101 4000000 99999999999", "sample 0 0 50 9");
        assertThat(used.uses()).containsExactly(new Activity.Use(0, 0.2));
        // The noise's time stamp has not moved the cursor past what comes next.
        assertThat(after(2, "util 0 20", "sample 0 100 30 10").uses()).containsExactly(new Activity.Use(0, 0.3));
    }

    @Test
    void moreProcessesThanTheTableHoldsAreAllRead() {
        start("util 0 0");
        var world = new String[301];
        world[0] = "util 0 100";
        for (int i = 1; i < world.length; i++) {
            world[i] = "sample 0 %d 0 9".formatted(1000 + i);
        }
        world[300] = "sample 0 100 70 9";
        assertThat(after(1, world).uses()).containsExactly(new Activity.Use(0, 0.7));
    }

    @Test
    void withoutSamplesTheRunHasTheWholeUseIfItIsAlone() {
        start("util 0 0", "fail nvmlDeviceGetProcessUtilization 3");
        var used = after(
                1, "fail nvmlDeviceGetProcessUtilization 3", "util 0 60", "process 0 100 3000", "process 0 101 1000");
        assertThat(used.hostAmount()).isEqualTo(0.6, within(1e-12));
        assertThat(used.uses()).hasSize(2);
        assertThat(used.uses().get(0).amount()).isEqualTo(0.45, within(1e-12));
        assertThat(used.uses().get(1).amount()).isEqualTo(0.15, within(1e-12));
        assertThat(meter.notes()).extracting(Message::key).contains("meter.nvml.note.memory");
    }

    @Test
    void withoutSamplesOthersShareByMemory() {
        start("util 0 0", "fail nvmlDeviceGetProcessUtilization 3");
        var used = after(
                1, "fail nvmlDeviceGetProcessUtilization 3", "util 0 100", "process 0 100 1000", "process 0 200 3000");
        assertThat(used.hostAmount()).isEqualTo(1, within(1e-12));
        assertThat(used.uses()).containsExactly(new Activity.Use(0, 0.25));
    }

    @Test
    void memoryThatIsNotToldIsSharedEquallyWithinTheRunAndNotAtAllWithOthers() {
        start("util 0 0", "fail nvmlDeviceGetProcessUtilization 3");
        String no = "fail nvmlDeviceGetProcessUtilization 3";
        assertThat(after(1, no, "util 0 100", "process 0 100 -1", "process 0 101 -1")
                        .uses())
                .containsExactly(new Activity.Use(0, 0.5), new Activity.Use(1, 0.5));
        var shared = after(2, no, "util 0 100", "process 0 100 -1", "process 0 200 -1");
        assertThat(shared.uses()).isEmpty();
        assertThat(shared.hostAmount()).isEqualTo(1, within(1e-12));
    }

    @Test
    void nothingKnownLeavesTheUseToTheResidual() {
        String[] deaf = {
            "util 0 70", "fail nvmlDeviceGetProcessUtilization 3", "fail nvmlDeviceGetComputeRunningProcesses_v3 4"
        };
        start(deaf);
        var used = after(1, deaf);
        assertThat(used.hostAmount()).isEqualTo(0.7, within(1e-12));
        assertThat(used.uses()).isEmpty();
    }

    @Test
    void anInstanceInUseCountsWithItsPartOfTheBoard() {
        String[] cutUp = {
            "instance 0 14",
            "instance 0 14",
            "instance 0 14",
            "instance 0 14",
            "instance 0 14",
            "instance 0 14",
            "instance 0 14",
            "process 0 100 5 0",
            "process 0 101 5 3",
            "process 0 200 15 3",
            "process 0 201 5 6"
        };
        start(cutUp);
        var used = after(7, cutUp);
        assertThat(used.capacity()).isEqualTo(7, within(1e-12));
        assertThat(used.hostAmount()).isEqualTo(3, within(1e-12));
        assertThat(used.uses()).hasSize(2);
        assertThat(used.uses().get(0).amount()).isEqualTo(1, within(1e-12));
        assertThat(used.uses().get(1).amount()).isEqualTo(0.25, within(1e-12));
        assertThat(meter.notes()).extracting(Message::key).contains("meter.nvml.note.mig");
    }

    @Test
    void unevenInstancesCountByTheirMultiprocessors() {
        String[] cutUp = {"instance 0 42", "instance 0 28", "instance 0 28", "process 0 100 5 0"};
        start(cutUp);
        assertThat(after(98, cutUp).uses().getFirst().amount()).isEqualTo(42, within(1e-9));
    }

    @Test
    void aLostBoardTellsNothingAndIsAskedAgainWhenItIsBack() {
        start("util 0 50", "energy 0 1");
        stub.says("count 1", "generation 1", "energy 0 2");
        assertThat(meter.activities(at(1), RUN)).isEmpty();
        meter.poll(at(2));
        assertThat(meter.activities(at(3), RUN)).hasSize(1);
    }

    @Test
    void nothingIsToldBeforeTheStartOrTwiceForOneMoment() {
        stub = NvmlStub.in(folder).says("count 1", "energy 0 1");
        meter = stub.meter();
        assertThat(meter.activities(START, RUN)).isEmpty();
        meter.start(START);
        assertThat(meter.activities(START, RUN)).isEmpty();
        assertThat(meter.activities(at(1), RUN)).hasSize(1);
        assertThat(meter.activities(at(1), RUN)).isEmpty();
    }

    private void start(String... script) {
        stub = NvmlStub.in(folder);
        says(script);
        meter = stub.meter();
        meter.start(START);
    }

    private Activity after(double timeS, String... script) {
        says(script);
        List<Activity> told = meter.activities(at(timeS), RUN);
        assertThat(told).hasSize(1);
        var activity = told.getFirst();
        assertThat(activity.uses().stream().mapToDouble(Activity.Use::amount).sum())
                .isLessThanOrEqualTo(activity.hostAmount());
        assertThat(activity.hostAmount()).isLessThanOrEqualTo(activity.capacity() + 1e-12);
        return activity;
    }

    private void says(String... script) {
        stub.says("count 1\nenergy 0 1\n" + String.join("\n", script));
    }

    private static Instant at(double timeS) {
        return START.plusNanos(Math.round(timeS * 1e9));
    }
}
