package io.negawatt.app.store;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Why the system refused: a few words for a message, the same for every call that may meet the reason. */
public final class Reasons {
    private Reasons() {}

    /** {@return the reason that the system gave, without the file's name, which the message around it holds} */
    public static String of(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "Permission denied";
            case NoSuchFileException _ -> "No such file or directory";
            case NotDirectoryException _ -> "Not a directory";
            case FileSystemException inFile when inFile.getReason() != null -> inFile.getReason();
            case FileNotFoundException _ when String.valueOf(e.getMessage()).endsWith(")") -> inParentheses(e);
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    /** {@return whether the disk, or the caller's share of it, is full} */
    public static boolean diskFull(IOException e) {
        String reason = of(e).toLowerCase(Locale.ROOT);
        return reason.contains("no space left") || reason.contains("quota exceeded");
    }

    /** {@return what to say where the home folder takes no run} */
    static BadInputException unusableHome(Path home, IOException e) {
        String key = diskFull(e) ? "store.home.full" : "store.home.unwritable";
        return new BadInputException(Message.of(key, home.toAbsolutePath(), of(e)), e);
    }

    /** {@link FileNotFoundException} says {@code /a/b (Permission denied)}. */
    private static String inParentheses(IOException e) {
        String text = String.valueOf(e.getMessage());
        return text.substring(text.lastIndexOf('(') + 1, text.length() - 1);
    }
}
