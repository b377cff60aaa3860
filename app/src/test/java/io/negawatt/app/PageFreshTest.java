package io.negawatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page in the program's resources is built from {@code app/web} by node and committed, so that building the program needs
 * no node. Its build records a hash of its sources ({@code app/web/build/sources.mjs}); here the same hash is made anew.
 */
class PageFreshTest {
    private static final Path BUNDLE = House.root().resolve("app/src/main/resources/io/negawatt/app/server/page");
    private static final List<String> FILES = List.of(
            "index.html", "package-lock.json", "package.json", "svelte.config.js", "tsconfig.json", "vite.config.ts");
    private static final List<String> SHARED = List.of("component.", "phase.", "scope.", "tier.", "work.", "page.");
    private static final int LARGEST_GZIP_BYTES = 300_000;

    @Test
    void the_bundle_is_as_new_as_its_sources() {
        assertThat(House.read(BUNDLE.resolve("sources.sha256")).strip())
                .as("the page is older than its sources: run `npm ci && npm run build` in app/web and commit the"
                        + " bundle")
                .isEqualTo(digest(sources()));
    }

    @Test
    void a_changed_source_changes_the_hash() {
        var changed = new TreeMap<>(sources());
        changed.merge("src/App.svelte", new byte[0], (before, after) -> after);

        assertThat(digest(changed)).isNotEqualTo(digest(sources()));
    }

    @Test
    void the_page_runs_without_inline_scripts_and_loads_nothing_from_elsewhere() {
        String index = House.read(BUNDLE.resolve("index.html"));

        assertThat(index).containsPattern("<script type=\"module\"[^>]* src=\"\\./assets/[^\"]+\\.js\"></script>");
        assertThat(index.split("<script", -1)).hasSize(2);
        assertThat(index).doesNotContain("<style", "style=", "http:", "https:", " on");
    }

    @Test
    void the_page_is_small() throws IOException {
        long bytes = 0;
        try (var files = Files.walk(BUNDLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += gzip(Files.readAllBytes(file));
            }
        }

        assertThat(bytes).isBetween(20_000L, (long) LARGEST_GZIP_BYTES);
    }

    private static Map<String, byte[]> sources() {
        var web = House.root().resolve("app/web");
        var sources = new TreeMap<String, byte[]>();
        Stream.concat(
                        FILES.stream().map(web::resolve),
                        Stream.of("build", "public", "src").flatMap(f -> below(web, f)))
                .filter(file -> !file.getParent().endsWith("src/text")
                        || !file.toString().endsWith(".json"))
                .forEach(file -> sources.put(web.relativize(file).toString().replace('\\', '/'), bytes(file)));
        return sources;
    }

    private static Stream<Path> below(Path web, String folder) {
        try (var files = Files.walk(web.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String digest(Map<String, byte[]> sources) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            sources.forEach((name, content) -> add(hash, name, content));
            add(hash, "messages.en", texts("en"));
            add(hash, "messages.zh", texts("zh"));
            add(
                    hash,
                    "palette.json",
                    bytes(House.root().resolve("app/src/main/resources/io/negawatt/app/report/palette.json")));
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest hash, String name, byte[] content) {
        hash.update(name.getBytes(StandardCharsets.UTF_8));
        hash.update((byte) 0);
        hash.update(content);
        hash.update((byte) 0);
    }

    /** The texts that the page shows: its own, and the names that it shares with the program. */
    private static byte[] texts(String lang) {
        return House.read("core/src/main/resources/io/negawatt/core/text/messages." + lang + ".properties")
                .lines()
                .filter(line -> SHARED.stream().anyMatch(line::startsWith))
                .sorted()
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int gzip(byte[] content) throws IOException {
        var packed = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.size();
    }
}
