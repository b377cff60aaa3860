package io.negawatt.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout of its own, with stand-ins for the JDK and Maven: the java says how it was called, the mvn makes a
 * jar and counts its builds.
 */
class LauncherTest {
    private static final String JAVA = """
        #!/bin/sh
        case "$*" in
            *AOTMode=record*) exit 0 ;;
            *AOTMode=create*) for a; do case $a in -XX:AOTCache=*) echo classes > "${a#*=}" ;; esac; done; exit 0 ;;
        esac
        for argument; do printf '[%s]' "$argument"; done
        printf 'LC_ALL=%s saved=%s\\n' "${LC_ALL-unset}" "${NEGAWATT_LC_ALL-unset}"
        """;
    private static final String MAVEN = """
        #!/bin/sh
        if [ "$1" = -v ]; then echo "Apache Maven ${FAKE_MAVEN:-3.9.9} (build)"; exit 0; fi
        echo "build $*" >> ../builds.txt
        [ -n "${FAKE_FAILURE:-}" ] && { echo "[ERROR] $FAKE_FAILURE"; exit 1; }
        sleep 0.3
        mkdir -p app/target/lib && echo jar > app/target/negawatt.jar
        """;

    @TempDir
    Path folder;

    private Path checkout;
    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void lay_out_a_checkout() throws IOException {
        checkout = Files.createDirectory(folder.resolve("my checkout"));
        Files.copy(House.root().resolve("negawatt"), checkout.resolve("negawatt"));
        makeExecutable(checkout.resolve("negawatt"));
        Files.createDirectories(checkout.resolve("app/src/main"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        Files.writeString(checkout.resolve("app/pom.xml"), "<project/>");
        var jdk = jdk("jdk", "25.0.3");
        script(folder.resolve("tools/mvn"), MAVEN);
        environment.put("NEGAWATT_JAVA_HOME", jdk.toString());
        environment.put("PATH", folder.resolve("tools") + ":/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("LANG", "C.UTF-8");
    }

    @Test
    void builds_on_first_use_and_not_again() throws Exception {
        assertThat(negawatt("meters").text()).contains("first use", "[meters]");
        assertThat(negawatt("meters").text()).doesNotContain("building").contains("[-jar]", "negawatt.jar][meters]");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void builds_again_when_a_source_is_newer() throws Exception {
        negawatt("meters");
        Files.setLastModifiedTime(
                checkout.resolve("app/pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(negawatt("meters").text()).contains("sources changed");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void what_was_built_for_gpus_is_built_for_gpus_again() throws Exception {
        negawatt("meters");
        assertThat(folder.resolve("builds.txt")).content().doesNotContain("-Pgpu");
        Files.writeString(checkout.resolve("app/target/lib/pytorch-1-linux-x86_64-gpu.jar"), "jar");
        Files.setLastModifiedTime(
                checkout.resolve("app/pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
        negawatt("meters");
        assertThat(folder.resolve("builds.txt")).content().containsOnlyOnce("-Pgpu");
    }

    @Test
    void first_uses_at_the_same_time_build_once() throws Exception {
        var running = new ArrayList<Process>();
        for (int i = 0; i < 4; i++) {
            running.add(start(checkout, List.of(checkout.resolve("negawatt").toString(), "meters")));
        }
        for (var process : running) {
            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .contains("[meters]");
            assertThat(process.waitFor()).isZero();
        }
        assertThat(builds()).isEqualTo(1);
        assertThat(checkout.resolve("app/target/launcher.lock")).doesNotExist();
    }

    @Test
    void the_lock_of_a_launcher_that_died_is_taken_over() throws Exception {
        Files.createDirectories(checkout.resolve("app/target"));
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createSymbolicLink(checkout.resolve("app/target/launcher.lock"), Path.of("pid-" + dead.pid()));
        assertThat(negawatt("meters").code()).isZero();
    }

    @Test
    void works_through_links_and_from_any_folder() throws Exception {
        var bin = Files.createDirectory(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("absolute"), checkout.resolve("negawatt"));
        Files.createSymbolicLink(bin.resolve("relative"), Path.of("../my checkout/negawatt"));
        assertThat(run(folder, List.of("bin/absolute", "meters")).text()).contains("[meters]");
        assertThat(run(bin, List.of("./relative", "meters")).text()).contains("[meters]");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void arguments_arrive_as_they_were_given() throws Exception {
        negawatt("--version");
        assertThat(negawatt("run", "--", "echo", "two words", "", "*", "$HOME").text())
                .contains("[run][--][echo][two words][][*][$HOME]");
    }

    @Test
    void arguments_beyond_ascii_keep_their_bytes_in_any_locale() throws Exception {
        negawatt("--version");
        environment.put("LC_ALL", "POSIX");
        assertThat(negawatt("--zone", "华东").text()).contains("LC_ALL=C.UTF-8 saved=POSIX");
        assertThat(negawatt("--zone", "CN-East").text()).contains("LC_ALL=POSIX saved=unset");
    }

    @Test
    void a_java_that_is_too_old_is_refused_in_the_readers_language() throws Exception {
        environment.put("NEGAWATT_JAVA_HOME", jdk("old", "17.0.15").toString());
        var english = negawatt("meters");
        assertThat(english.code()).isEqualTo(1);
        assertThat(english.text()).contains("no JDK 25 or newer");
        environment.put("LANG", "zh_CN.UTF-8");
        assertThat(negawatt("meters").text()).contains("没有 JDK 25 或更新版本");
    }

    @Test
    void a_missing_or_old_maven_is_named_with_what_to_install() throws Exception {
        environment.put("FAKE_MAVEN", "3.6.3");
        assertThat(negawatt("meters").text())
                .contains("Maven 3.8 or newer", "3.6.3", "apt-get install", "brew install");
        environment.put("FAKE_MAVEN", "3.8.7");
        assertThat(negawatt("meters").code()).isZero();
    }

    @Test
    void a_failed_build_shows_its_errors_and_leaves_no_lock() throws Exception {
        environment.put("FAKE_FAILURE", "X.java: ';' expected");
        var failed = negawatt("meters");
        assertThat(failed.code()).isEqualTo(1);
        assertThat(failed.text()).contains("';' expected", "launcher-build.log");
        environment.remove("FAKE_FAILURE");
        assertThat(negawatt("meters").code()).isZero();
    }

    private record Result(int code, String text) {}

    private Result negawatt(String... args) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(checkout.resolve("negawatt").toString()));
        command.addAll(List.of(args));
        return run(folder, command);
    }

    private Result run(Path workingFolder, List<String> command) throws IOException, InterruptedException {
        var process = start(workingFolder, command);
        var text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), text);
    }

    private Process start(Path workingFolder, List<String> command) throws IOException {
        var builder =
                new ProcessBuilder(command).directory(workingFolder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private long builds() throws IOException {
        try (var lines = Files.lines(folder.resolve("builds.txt"))) {
            return lines.count();
        }
    }

    private Path jdk(String name, String version) throws IOException {
        var home = folder.resolve(name);
        script(home.resolve("bin/java"), JAVA);
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"Stand-in\"\nJAVA_VERSION=\"%s\"\n".formatted(version));
        return home;
    }

    private static void script(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        makeExecutable(path);
    }

    private static void makeExecutable(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
