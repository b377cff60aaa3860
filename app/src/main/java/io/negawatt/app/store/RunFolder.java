package io.negawatt.app.store;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of one run and the names of what is in it; each file but the journal may be missing.
 *
 * @param id id of the run, which is the folder's name
 * @param path the folder
 */
public record RunFolder(String id, Path path) {

    /** {@return the home folder of the ledger that the run is in} */
    Path home() {
        return path.toAbsolutePath().resolve("../..").normalize();
    }

    /** {@return the journal: everything that happened} */
    public Path journal() {
        return path.resolve("journal");
    }

    /** {@return the account; once it is there, the run is closed} */
    public Path account() {
        return path.resolve("account.json");
    }

    /** {@return the readings of all channels, for queries} */
    public Path samples() {
        return path.resolve("samples.parquet");
    }

    /** {@return the report for people} */
    public Path report() {
        return path.resolve("report.html");
    }

    /** {@return whether the run has its account} */
    public boolean closed() {
        return Files.exists(account());
    }

    /** {@return what people said of the run} */
    Path labels() {
        return path.resolve("labels.json");
    }

    Path lock() {
        return path.resolve("lock");
    }

    /** {@return whether anything of the run is journalled} */
    public boolean journalled() {
        return Files.exists(journal());
    }

    /** {@return whether a process works on the run, or died over it} */
    boolean locked() {
        return Files.exists(lock());
    }
}
