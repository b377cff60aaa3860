package io.negawatt.app.cli;

import io.negawatt.core.meter.Host;
import io.negawatt.core.meter.HostFacts;
import java.util.Map;

/**
 * The machine that a study ran on.
 *
 * @param label as reports name it
 * @param cores cores that the program may use
 */
record StudyMachine(String label, int cores) {
    static StudyMachine of(Map<String, String> environment) {
        int cores = Runtime.getRuntime().availableProcessors();
        var facts = HostFacts.of(Host.local(environment));
        String virtual = facts.virtual() ? ", VM" : "";
        return new StudyMachine("%d × %s%s".formatted(cores, facts.cpuModel().orElse("CPU"), virtual), cores);
    }
}
