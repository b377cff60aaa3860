package io.negawatt.app.cli;

/**
 * Where the program starts. {@code --version} is answered here, before picocli and the message files are loaded, so that it
 * costs hardly more than starting a JVM.
 */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            // not the operator +, whose first use in a process costs 2 ms
            System.out.println("negawatt ".concat(Version.text()));
            return;
        }
        System.exit(Cli.run(Commands.ALL, Session.ofProcess(), args));
    }
}
