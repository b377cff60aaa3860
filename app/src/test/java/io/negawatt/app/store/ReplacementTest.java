package io.negawatt.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplacementTest {
    private static final Path FILE = Path.of("/runs/7f3a/account.json");
    private static final byte[] OLD = "the old account".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "the new account, which is longer".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(FaultyDisk.Fault.class)
    void aFailureAtAnyCallLeavesTheOldFileOrTheNew(FaultyDisk.Fault fault) throws Exception {
        var healthy = new FaultyDisk();
        Replacement.of(healthy, FILE, NEW);
        assertThat(healthy.calls()).isEqualTo(6);
        for (int call = 0; call < healthy.calls(); call++) {
            var disk = new FaultyDisk();
            disk.put(FILE, OLD);
            disk.failing(call, call + 1, fault);
            boolean failed = false;
            try {
                Replacement.of(disk, FILE, NEW);
            } catch (IOException e) {
                failed = true;
            }
            assertThat(failed).isTrue();
            assertThat(disk.bytes(FILE)).isIn(OLD, NEW);
            assertThat(disk.files()).containsExactly(FILE);
        }
    }

    @Test
    void aPowerCutAtAnyCallLeavesTheOldFileOrTheNew() {
        for (int seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var disk = new FaultyDisk();
            disk.put(FILE, OLD);
            disk.failing(random.nextInt(7), Integer.MAX_VALUE, FaultyDisk.Fault.TEAR);
            boolean done = true;
            try {
                Replacement.of(disk, FILE, NEW);
            } catch (IOException e) {
                done = false;
            }
            disk.cutPower(random);
            assertThat(disk.bytes(FILE)).isIn(OLD, NEW);
            assertThat(!done || Arrays.equals(disk.bytes(FILE), NEW)).isTrue();
        }
    }
}
