package io.negawatt.plan.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrToolsTest {

    @Test
    void rules_and_flows_never_load_the_solver() throws Exception {
        assertThat(probe("rules")).isEqualTo("not loaded");
    }

    @Test
    void a_program_of_a_site_loads_it() throws Exception {
        assertThat(probe("solver")).isEqualTo("loaded");
    }

    private static String probe(String what) throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/self/maps")), "only Linux lists what a process has mapped");
        var child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SolverProbe.class.getName(),
                        what))
                .redirectErrorStream(true)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(child.waitFor()).as(said).isZero();
        return said.lines().reduce((_, last) -> last).orElse("");
    }
}
