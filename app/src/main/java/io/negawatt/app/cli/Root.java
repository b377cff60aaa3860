package io.negawatt.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code negawatt} itself: the options that all commands share, and the list of commands for those who name none. */
@Command(name = "negawatt", versionProvider = Root.Release.class, synopsisSubcommandLabel = "COMMAND")
@SuppressWarnings("UnusedVariable") // picocli writes the fields and acts on them itself
final class Root extends CommandGroup {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT)
    private boolean help;

    /** Read ahead of parsing, see {@link Session#language}; named here so that every command takes it and says so. */
    @Option(names = "--lang", paramLabel = "en|zh", scope = ScopeType.INHERIT)
    private String lang = "";

    @Option(
            names = {"-V", "--version"},
            versionHelp = true)
    private boolean version;

    /** {@code negawatt --version}, where it stands among other options. */
    static final class Release implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"negawatt " + Version.text()};
        }
    }
}
