package io.negawatt.app.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of the page, which are resources of the program. A path without a dot in its last part is one of the page's own and
 * gets the document, so that a link into the page works; files below {@code assets/} have a hash in their name and never change.
 */
final class Pages {
    private static final String FOLDER = "page/";
    private static final int LONGEST = 200;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, Optional<Page>> known = new ConcurrentHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // Bytes to be sent; nobody compares files.
    private record Page(byte[] body, String type, String tag, boolean forEver) {}

    /** {@return the file, or that the caller has it; empty where there is none} */
    Optional<Answer> find(Request request) {
        String path = request.path().substring(1);
        boolean document = path.lastIndexOf('.') <= path.lastIndexOf('/');
        String file = document ? "index.html" : path;
        if (!file.matches("[A-Za-z0-9._/-]{1," + LONGEST + "}") || file.contains("..") || file.contains("//")) {
            return Optional.empty();
        }
        return page(file).map(it -> answer(request, it));
    }

    /** What is there is kept; of what is not, strangers could ask for any number of names. */
    private Optional<Page> page(String file) {
        var before = known.getOrDefault(file, Optional.empty());
        if (before.isPresent()) {
            return before;
        }
        var page = read(file);
        page.ifPresent(it -> known.put(file, Optional.of(it)));
        return page;
    }

    private static Optional<Page> read(String file) {
        var type = Optional.ofNullable(TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
        try (var in = Pages.class.getResourceAsStream(FOLDER + file)) {
            if (in == null || type.isEmpty()) {
                return Optional.empty();
            }
            byte[] body = in.readAllBytes();
            return Optional.of(new Page(body, type.get(), tag(body), file.startsWith("assets/")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "\"" + HexFormat.of().formatHex(hash, 0, 8) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Answer answer(Request request, Page page) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", page.type());
        headers.put("ETag", page.tag());
        headers.put("Cache-Control", page.forEver() ? "public, max-age=31536000, immutable" : "no-cache");
        boolean same =
                request.header("If-None-Match").filter(page.tag()::equals).isPresent();
        return new Answer.Whole(same ? 304 : 200, headers, same ? new byte[0] : page.body());
    }
}
