package io.negawatt.app.access;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who changed what: one line of JSON each, only ever appended, forced before the caller hears of it. Each entry holds the
 * SHA-256 of the hash before it and of its own content, so that a line that is changed, left out or put elsewhere shows; that
 * the last lines are missing shows only to who has noted a later hash. Thread-safe.
 *
 * <p>A last line that a crash cut short was never told to anybody and is taken away when the log is opened.
 */
public final class AuditLog implements AutoCloseable {
    private static final String NOTHING_BEFORE = "";

    private final Path path;
    private final RandomAccessFile file;
    private long count;
    private String last = NOTHING_BEFORE;
    private boolean intact = true;
    private boolean broken;

    /**
     * What was done.
     *
     * @param token name of the token
     * @param address where the request came from
     * @param action operation of the API
     * @param target what it was done to
     * @param outcome status of the answer
     * @param detail what was changed
     */
    public record Deed(
            Instant at, String token, String address, String action, String target, int outcome, String detail) {}

    /** A line of the log: its number from 0, the deed, and the hash over the line before and this. */
    public record Entry(long number, Deed deed, String hash) {}

    /**
     * A part of the log.
     *
     * @param total number of all entries
     * @param intact whether every entry that was read since the log was opened holds the hash of the one before
     * @param entries the newest first
     */
    public record Page(long total, boolean intact, List<Entry> entries) {}

    private AuditLog(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        cutTornLine();
        file.seek(file.length());
    }

    /** {@return the log in {@code folder}; a log that was tampered with opens too and says so} */
    public static AuditLog open(Path folder) {
        var path = folder.resolve("audit.jsonl");
        try {
            var log = new AuditLog(path);
            log.check();
            return log;
        } catch (IOException e) {
            throw new BadInputException(Message.of("access.audit.unusable", path, String.valueOf(e.getMessage())), e);
        }
    }

    private void cutTornLine() throws IOException {
        long end = file.length();
        while (end > 0) {
            file.seek(end - 1);
            if (file.read() == '\n') {
                break;
            }
            end--;
        }
        file.setLength(end);
    }

    private void check() throws IOException {
        try (var lines = reader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var entry = entry(line);
                intact &= entry.number() == count && entry.hash().equals(hash(last, entry.number(), entry.deed()));
                last = entry.hash();
                count++;
            }
        }
    }

    private BufferedReader reader() throws IOException {
        return Files.newBufferedReader(path, StandardCharsets.UTF_8);
    }

    /** A line that cannot be read counts as one that was tampered with. */
    private static Entry entry(String line) {
        try {
            return JsonMapper.shared().readValue(line, Entry.class);
        } catch (JacksonException e) {
            return new Entry(-1, new Deed(Instant.EPOCH, "?", "?", "?", "?", 0, line), "");
        }
    }

    /** {@return whether another deed can be written: once the disk has failed, what it holds is not known any more} */
    public synchronized boolean isUsable() {
        return !broken;
    }

    /** Appends a deed; it is on the disk when this returns. */
    public synchronized void append(Deed deed) throws IOException {
        if (broken) {
            throw new IOException("the audit log failed before");
        }
        var entry = new Entry(count, deed, hash(last, count, deed));
        byte[] line = (JsonMapper.shared().writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        broken = true;
        file.write(line);
        file.getFD().sync();
        broken = false;
        last = entry.hash();
        count++;
    }

    /** {@return entries, the newest first} */
    public synchronized Page page(long offset, int limit) throws IOException {
        long to = count - offset;
        long from = Math.max(0, to - limit);
        var entries = new ArrayList<Entry>();
        try (var lines = reader()) {
            for (long i = 0; i < to; i++) {
                String line = lines.readLine();
                if (i >= from && line != null) {
                    entries.add(entry(line));
                }
            }
        }
        Collections.reverse(entries);
        return new Page(count, intact, List.copyOf(entries));
    }

    private static String hash(String before, long number, Deed deed) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(before.getBytes(StandardCharsets.US_ASCII));
            digest.update(JsonMapper.shared().writeValueAsBytes(new Entry(number, deed, "")));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
