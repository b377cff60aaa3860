package io.negawatt.plan.signal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Answers on disk, one file for each address, that many processes share. A file is written whole beside its place and moved
 * there in one step, and its checksum is checked when it is read, so that a torn file is no file.
 */
final class AnswerCache {
    private static final String VERSION = "negawatt.answer/1";
    private static final int HEAD_LINES = 6;

    private final Path folder;

    AnswerCache(Path folder) {
        this.folder = folder;
    }

    /**
     * An answer as it was fetched.
     *
     * @param fetched when it was last known to be right
     * @param validUntil until when it is taken without asking
     * @param etag its version in the words of the server; empty where it gave none
     * @param modified when the server last changed it, in the server's words; empty where it did not say
     */
    record Entry(Instant fetched, Instant validUntil, String etag, String modified, String body) {}

    Optional<Entry> find(Ask ask) {
        try {
            var parts = Files.readString(file(ask)).split("\n", HEAD_LINES + 1);
            boolean isWhole =
                    parts.length == HEAD_LINES + 1 && parts[0].equals(VERSION) && parts[5].equals(digest(parts[6]));
            return isWhole
                    ? Optional.of(
                            new Entry(Instant.parse(parts[1]), Instant.parse(parts[2]), parts[3], parts[4], parts[6]))
                    : Optional.empty();
        } catch (IOException | DateTimeException e) {
            // An answer that cannot be read is one that is not there: it is asked for again.
            return Optional.empty();
        }
    }

    void put(Ask ask, Entry entry) throws IOException {
        Files.createDirectories(folder);
        var file = file(ask);
        var beside = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".part");
        var text = String.join(
                "\n",
                VERSION,
                entry.fetched.toString(),
                entry.validUntil.toString(),
                oneLine(entry.etag),
                oneLine(entry.modified),
                digest(entry.body),
                entry.body);
        try {
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private Path file(Ask ask) {
        return folder.resolve(digest(ask.address().toString()).substring(0, 32));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
