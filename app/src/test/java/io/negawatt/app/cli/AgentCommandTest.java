package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The command, and that what {@code deploy/} holds starts it as it is to be started. */
class AgentCommandTest {
    private static final Path DEPLOY = Path.of("..", "deploy");

    private static final Map<String, Set<String>> FIELDS = Map.of(
            "top", Set.of("apiVersion", "kind", "metadata", "spec"),
            "metadata", Set.of("name", "namespace", "labels"),
            "spec", Set.of("selector", "updateStrategy", "template"),
            "pod",
                    Set.of(
                            "serviceAccountName",
                            "automountServiceAccountToken",
                            "enableServiceLinks",
                            "priorityClassName",
                            "terminationGracePeriodSeconds",
                            "tolerations",
                            "containers",
                            "volumes"),
            "container",
                    Set.of(
                            "name",
                            "image",
                            "imagePullPolicy",
                            "args",
                            "env",
                            "resources",
                            "securityContext",
                            "volumeMounts"),
            "security",
                    Set.of(
                            "privileged",
                            "allowPrivilegeEscalation",
                            "readOnlyRootFilesystem",
                            "runAsUser",
                            "capabilities",
                            "seccompProfile"),
            "mount", Set.of("name", "mountPath", "readOnly"),
            "volume", Set.of("name", "secret", "hostPath", "emptyDir"));

    private static List<Map<?, ?>> documents() throws IOException {
        var documents = new ArrayList<Map<?, ?>>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(Files.readString(DEPLOY.resolve("negawatt-agent.yaml")))
                .forEach(it -> documents.add((Map<?, ?>) it));
        return documents;
    }

    private static Map<?, ?> map(Map<?, ?> in, String key, String fields) {
        var map = map(in, key);
        check(map, fields);
        return map;
    }

    private static Map<?, ?> map(Map<?, ?> in, String key) {
        return (Map<?, ?>) Objects.requireNonNull(in.get(key), key);
    }

    private static void check(Map<?, ?> map, String fields) {
        assertThat(map.keySet().stream().map(String::valueOf))
                .as(fields)
                .isSubsetOf(FIELDS.getOrDefault(fields, Set.of()));
    }

    private static List<?> list(Map<?, ?> in, String key) {
        return (List<?>) Objects.requireNonNull(in.get(key), key);
    }

    private static List<String> names(Map<?, ?> in, String key, String fields) {
        return list(in, key).stream().map(it -> name((Map<?, ?>) it, fields)).toList();
    }

    private static String name(Map<?, ?> in, String fields) {
        check(in, fields);
        return String.valueOf(in.get("name"));
    }

    private static void parses(List<String> args) {
        var session = Session.silent(Lang.EN);
        var parsed = Cli.commandLine(Commands.ALL, session).parseArgs(args.toArray(new String[0]));
        assertThat(parsed.subcommand().commandSpec().name()).isEqualTo("agent");
    }

    @Test
    void the_manifest_of_kubernetes_holds_together_and_asks_for_little() throws IOException {
        var documents = documents();
        assertThat(documents.stream().map(it -> String.valueOf(it.get("kind"))))
                .containsExactly("ServiceAccount", "DaemonSet");
        var set = documents.get(1);
        check(set, "top");
        assertThat(String.valueOf(set.get("apiVersion"))).isEqualTo("apps/v1");
        map(set, "metadata", "metadata");
        var spec = map(set, "spec", "spec");
        var template = map(spec, "template");
        assertThat(map(map(spec, "selector"), "matchLabels")).isEqualTo(map(map(template, "metadata"), "labels"));
        var pod = map(template, "spec", "pod");
        var container = (Map<?, ?>) list(pod, "containers").getFirst();
        check(container, "container");
        var security = map(container, "securityContext", "security");
        assertThat(security.get("privileged")).isEqualTo(false);
        assertThat(security.get("allowPrivilegeEscalation")).isEqualTo(false);
        assertThat(list(map(security, "capabilities"), "drop").stream().map(String::valueOf))
                .containsExactly("ALL");
        assertThat(names(pod, "volumes", "volume"))
                .containsExactlyInAnyOrderElementsOf(names(container, "volumeMounts", "mount"));
        parses(list(container, "args").stream().map(String::valueOf).toList());
    }

    @Test
    void the_unit_of_systemd_starts_the_agent() throws IOException {
        var start = Pattern.compile("(?m)^ExecStart=\\S+ (.*)$")
                .matcher(Files.readString(DEPLOY.resolve("negawatt-agent.service")));
        assertThat(start.find()).isTrue();
        parses(List.of(start.group(1).split(" ")));
    }

    @Test
    void systemd_finds_nothing_wrong_with_the_unit(@TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "needs systemd-analyze");
        String text = Files.readString(DEPLOY.resolve("negawatt-agent.service"));
        var unit = folder.resolve("negawatt-agent.service");
        Files.writeString(unit, text.replace("/opt/negawatt/negawatt", "/bin/true"));
        var said = folder.resolve("said");
        var process = new ProcessBuilder("/usr/bin/systemd-analyze", "verify", "--man=no", unit.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(said)).doesNotContain("negawatt-agent.service");
        assertThat(process.exitValue()).isZero();
    }
}
