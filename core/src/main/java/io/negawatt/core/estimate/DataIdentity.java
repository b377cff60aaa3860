package io.negawatt.core.estimate;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which data a calibration was fitted to, so that anybody who has them can tell and repeat it.
 *
 * @param file name of the file
 * @param sha256 hash of its bytes, in hexadecimal
 * @param rows rows that were used
 */
public record DataIdentity(String file, String sha256, int rows) {

    static DataIdentity of(Path file, int rows) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return new DataIdentity(
                    String.valueOf(file.getFileName()), HexFormat.of().formatHex(hash), rows);
        } catch (IOException e) {
            throw new BadInputException(Message.of("estimate.bad.noFile", file), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
