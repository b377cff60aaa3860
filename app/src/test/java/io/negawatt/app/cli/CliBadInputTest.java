package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong input: code 2 and one line, in the reader's language, with what was given and what to do. */
class CliBadInputTest {
    @TempDir
    private Path folder;

    private void refused(String given, String todo, String... args) {
        refusedIn(new Console(folder.resolve("home")), given, todo, args);
    }

    private void refusedIn(Console console, String given, String todo, String... args) {
        var english = console.negawatt(args);
        oneLine(english, given);
        assertThat(english.err()).contains(todo);
        var chinese = new String[args.length + 2];
        chinese[0] = "--lang";
        chinese[1] = "zh";
        System.arraycopy(args, 0, chinese, 2, args.length);
        var said = console.negawatt(chinese);
        oneLine(said, given);
        assertThat(said.err()).containsPattern("\\p{IsHan}").isNotEqualTo(english.err());
    }

    private static void oneLine(Console.Result result, String given) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).startsWith("negawatt: ").contains(given).doesNotContain("Exception", "{0}", "{1}");
    }

    @Test
    void a_site_that_cannot_be() {
        refused("Germani", "DE", "run", "--zone", "Germani", "--", "true");
        refused("0.9", "from 1 to 10", "run", "--pue", "0.9", "--", "true");
        refused("-0.62 CNY/kWh", "cannot be negative", "run", "--price=-0.62 CNY/kWh", "--", "true");
        refused("0.62 CNY/kW", "kWh", "run", "--price", "0.62 CNY/kW", "--", "true");
        assertThat(new Console(folder.resolve("home"))
                        .negawatt("account", "list")
                        .out())
                .contains("negawatt run");
    }

    @Test
    void a_run_that_cannot_be() {
        refused("0", "0.1 to 100", "run", "--hz", "0", "--", "true");
        refused("run", "after --", "run");
        refused("1team", "team=search", "run", "--label", "1team=a", "--", "true");
        refused("node", "another name", "run", "--label", "node=a", "--", "true");
        var json = folder.resolve("none/a.json");
        refused(json.toString(), "make it first", "run", "--json", json.toString(), "--", "touch", folder + "/ran");
        refused(folder.toString(), "name a file in it", "run", "--json", folder.toString(), "--", "true");
        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void a_trace_that_cannot_be_read() throws Exception {
        var file = Files.writeString(folder.resolve("bad.csv"), "t_s,node_W\n0,5\n1,five\n");
        refused("five", "line 3, column 2", "account", "from", file.toString());
        refused(folder + "/none.csv", "exists", "account", "from", folder + "/none.csv");
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void a_run_that_is_not_there() throws Exception {
        refused("7f3a", "negawatt run -- CMD", "account", "show", "7f3a");
        var trace = Files.writeString(folder.resolve("t.csv"), "t_s,node_W\n0,5\n1,5\n");
        var from = new Console(folder.resolve("home")).negawatt("account", "from", trace.toString());
        assertThat(from.exitCode()).as(from.err()).isZero();
        var id = Evidence.names(folder.resolve("home/runs")).getFirst();
        refused("zzzz9", "negawatt account list", "account", "show", "zzzz9");
        refused(id + "0", id, "account", "show", id + "0");
    }

    @Test
    void a_home_that_is_a_file() throws Exception {
        var file = Files.createFile(folder.resolve("file"));
        refusedIn(new Console(file), file.toString(), "NEGAWATT_HOME", "run", "--", "touch", folder + "/ran");
        var list = new Console(file).negawatt("account", "list");
        assertThat(list.exitCode()).isEqualTo(1);
        assertThat(list.err().lines()).hasSize(1);
        assertThat(list.err()).contains(file.toString(), "Not a directory").doesNotContain("Exception");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void a_home_that_may_not_be_written() throws Exception {
        var closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(closed))
                .as("this user may write everywhere")
                .isFalse();
        refusedIn(new Console(closed), closed.toString(), "Make the folder writable", "run", "--", "true");
    }

    @Test
    void an_empty_home_is_none_and_a_relative_one_is_said_whole() {
        var unset = new Console("").with("HOME", folder.toString()).negawatt("account", "list");
        assertThat(unset.exitCode()).isZero();
        assertThat(unset.out()).contains(folder.resolve(".negawatt").toString());
        refusedIn(
                new Console("pom.xml"), Path.of("pom.xml").toAbsolutePath().toString(), "--home", "run", "--", "true");
    }
}
