package io.negawatt.app;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A Java file as text.
 *
 * @param path place below the root of the checkout
 * @param text its content
 */
record JavaFile(Path path, String text) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    boolean isMain() {
        return path.toString().contains("src/main/java");
    }

    boolean isTest() {
        return path.toString().endsWith("Test.java");
    }

    /** {@return file name without {@code .java}} */
    String typeName() {
        return path.getFileName().toString().replaceFirst("\\.java$", "");
    }

    /** {@return the package below {@code io.negawatt}, such as {@code core.units}} */
    String packageName() {
        var matcher = PACKAGE.matcher(text);
        return matcher.find() ? matcher.group(1).replaceFirst("^io\\.negawatt\\.?", "") : "";
    }
}
