package io.negawatt.core.meter;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The machine that is metered, as meters see it: its pseudo file systems and its settings. Tests give a folder with a
 * fixture tree instead of {@code /}.
 *
 * @param root folder that holds {@code sys}, {@code proc} and {@code dev}
 * @param settings settings by name, such as {@code redfish.url}; see {@link #setting}
 */
public record Host(Path root, Map<String, String> settings) {

    public Host {
        settings = Map.copyOf(settings);
    }

    /** {@return this machine, with the environment variables {@code NEGAWATT_*} as settings} */
    public static Host local(Map<String, String> environment) {
        var settings = new TreeMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith("NEGAWATT_")) {
                settings.put(
                        name.substring("NEGAWATT_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        return new Host(Path.of("/"), settings);
    }

    /** {@return {@code /sys} of this host} */
    public Path sys() {
        return root.resolve("sys");
    }

    /** {@return {@code /proc} of this host} */
    public Path proc() {
        return root.resolve("proc");
    }

    /** {@return the setting, given as the option {@code --meter NAME=VALUE} or the variable {@code NEGAWATT_NAME}} */
    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }
}
