package io.negawatt.app.store;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The credits of a home folder: {@code HOME/credits/ID.json}, one file each, written whole or not at all. The id is made from the
 * content, so that a credit that is added twice stands there once.
 */
public final class Credits {
    private static final int ID_DIGITS = 16;
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Disk disk;

    private Credits(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** {@return the credits in {@code home}, on this machine's disk; nothing is made until one is added} */
    public static Credits of(Path home) {
        return of(home, Disk.LOCAL);
    }

    static Credits of(Path home, Disk disk) {
        return new Credits(home.resolve("credits"), disk);
    }

    /**
     * The credits of a ledger.
     *
     * @param credits by their start, then by their subject
     * @param problems files that cannot be read, none of which counts
     */
    public record Listing(List<Credit> credits, List<StoreException> problems) {}

    /** {@return every credit} */
    public Listing list() throws StoreException {
        var credits = new ArrayList<Credit>();
        var problems = new ArrayList<StoreException>();
        for (var file : files()) {
            try {
                credits.add(read(file));
            } catch (StoreException e) {
                problems.add(e);
            }
        }
        credits.sort(Comparator.comparing(Credit::from).thenComparing(Credit::subject));
        return new Listing(List.copyOf(credits), List.copyOf(problems));
    }

    /**
     * Adds a credit, forced to the disk; one that is there already stays as it is.
     *
     * @return its file
     * @throws BadInputException where the same saving of an overlapping time is there, which would count twice
     */
    public Path add(Credit credit) throws StoreException {
        byte[] document = CreditJson.write(credit);
        var file = folder.resolve(id(document) + SUFFIX);
        if (files().contains(file)) {
            return file;
        }
        for (var other : files()) {
            var one = read(other);
            if (one.overlaps(credit)) {
                throw BadInputException.of(
                        "store.credit.overlaps",
                        credit.subject(),
                        credit.from(),
                        credit.to(),
                        one.from(),
                        one.to(),
                        other);
            }
        }
        try {
            Ledger.createFolders(disk, folder.toAbsolutePath());
            Replacement.of(disk, file, document);
        } catch (IOException e) {
            throw new StoreException(Message.of("store.credit.unwritten", file, Reasons.of(e)), e);
        }
        return file;
    }

    private List<Path> files() throws StoreException {
        try {
            return disk.list(folder).stream()
                    .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StoreException(Message.of("store.home.unreadable", folder, Reasons.of(e)), e);
        }
    }

    private static Credit read(Path file) throws StoreException {
        try {
            return CreditJson.read(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new StoreException(Message.of("store.credit.damaged", file, String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new StoreException(Message.of("store.credit.unreadable", file, Reasons.of(e)), e);
        }
    }

    private static String id(byte[] document) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
            return HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
