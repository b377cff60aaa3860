package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.negawatt.app.store.AccountJson;
import io.negawatt.core.account.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens around a run while its command runs: the clock, a meter and the home folder go their own ways. */
class MeteredRunTest {
    private static final int SCRAPES = 6;

    @TempDir
    private Path folder;

    private Account account(Path json) throws IOException {
        var account = AccountJson.read(json);
        Evidence.lawsHold(account);
        return account;
    }

    @Test
    void aWallClockSetBackAnHourChangesNothingButANote() throws Exception {
        var json = folder.resolve("account.json");
        var stepped = folder.resolve("stepped");
        var start = Instant.now();
        InstantSource wall = () -> Files.exists(stepped) ? Instant.now().minus(Duration.ofHours(1)) : Instant.now();
        long beforeNanos = System.nanoTime();
        var result = new Console(folder.resolve("home"))
                .at(wall)
                .negawatt(
                        "run",
                        "--hz",
                        "50",
                        "--json",
                        json.toString(),
                        "--",
                        "sh",
                        "-c",
                        "sleep 0.2; : > '%s'; sleep 0.2; exit 3".formatted(stepped));
        double mostS = (System.nanoTime() - beforeNanos) * 1e-9;

        assertThat(result.exitCode()).isEqualTo(3);
        var account = account(json);
        assertThat(account.from()).isBetween(start, start.plusSeconds(60));
        assertThat(account.elapsedS()).isBetween(0.4, mostS);
        assertThat(Duration.between(account.from(), account.to()).toNanos() * 1e-9)
                .isBetween(0.4, mostS);
        assertThat(account.components())
                .allSatisfy(component -> assertThat(component.sources())
                        .allSatisfy(source -> assertThat(source.coveredS()).isBetween(0.0, account.elapsedS() + 1e-9)));
        assertThat(account.notes()).anyMatch(note -> note.toString().contains("set back by 3600.0 s"));
        assertThat(result.err()).contains("set back by 3600.0 s");
    }

    @Test
    void aMeterThatVanishesIsAGapWithItsReason() throws Exception {
        var json = folder.resolve("account.json");
        var gone = folder.resolve("gone");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var scrapes = new AtomicInteger();
        server.createContext("/metrics", exchange -> {
            int scrape = scrapes.incrementAndGet();
            byte[] page = "kepler_node_platform_joules_total %d\n"
                    .formatted(40 * scrape)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
            if (scrape == SCRAPES) {
                Thread.ofPlatform().start(() -> {
                    server.stop(0);
                    touch(gone);
                });
            }
        });
        server.start();
        String url = "http://127.0.0.1:%d/metrics".formatted(server.getAddress().getPort());
        var result = new Console(folder.resolve("home"))
                .negawatt(
                        "run",
                        "--json",
                        json.toString(),
                        "--meter",
                        "prometheus.url=" + url,
                        "--meter",
                        "prometheus.period=0.1",
                        "--hz",
                        "20",
                        "--",
                        "sh",
                        "-c",
                        "while [ ! -e '%s' ]; do sleep 0.05; done; sleep 0.6; exit 5".formatted(gone));

        assertThat(result.exitCode()).isEqualTo(5);
        var account = account(json);
        assertThat(account.exitCode()).isEqualTo(OptionalInt.of(5));
        assertThat(account.gapS()).isBetween(0.3, account.elapsedS());
        assertThat(account.gaps())
                .anyMatch(gap -> gap.reason().key().contains("http")
                        || gap.reason().key().contains("remote"));
        assertThat(account.totalJ().mid()).as("what it metered before counts").isPositive();
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aHomeThatIsDeletedMeanwhileHidesNeitherTheAccountNorTheExitCode() throws Exception {
        var home = folder.resolve("home");
        var json = folder.resolve("account.json");
        var result = new Console(home)
                .negawatt("run", "--json", json.toString(), "--", "sh", "-c", "rm -r '%s'; exit 9".formatted(home));
        assertThat(result.exitCode()).isEqualTo(9);
        assertThat(result.err()).contains("total", "could not be written", home.toString());
        assertThat(account(json).exitCode()).isEqualTo(OptionalInt.of(9));
    }

    @Test
    void aCommandThatCannotStartLeavesNoRun() throws Exception {
        var home = folder.resolve("home");
        var script = Files.writeString(folder.resolve("script"), "#!/no/such/interpreter\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        var plain = Files.writeString(folder.resolve("plain"), "echo\n");
        cannotStart(home, 127, "slep", "slep", "sleep");
        cannotStart(home, 127, "./no/such", "./no/such", "path");
        cannotStart(home, 126, plain.toString(), plain.toString(), "chmod +x");
        cannotStart(home, 126, script.toString(), script.toString(), "refuses");
        assertThat(new Console(home).negawatt("account", "list").out()).doesNotContain("script", "plain");
    }

    private static void cannotStart(Path home, int exitCode, String command, String... said) {
        var result = new Console(home).negawatt("run", "--", command);
        assertThat(result.exitCode()).as(command).isEqualTo(exitCode);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains(said);
        assertThat(home.resolve("runs")).isEmptyDirectory();
    }
}
