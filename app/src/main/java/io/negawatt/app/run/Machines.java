package io.negawatt.app.run;

import io.negawatt.core.catalog.CpuIdentity;
import io.negawatt.core.catalog.Machine;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Host;
import io.negawatt.core.meter.HostFacts;
import io.negawatt.core.meter.NvmlMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** What a host is made of, for its embodied share. */
final class Machines {
    private Machines() {}

    /** {@return the parts that the host and its channels name} */
    static Machine of(Host host, List<Channel> channels) {
        var facts = HostFacts.of(host);
        long hdds = facts.disks().stream().filter(HostFacts.Disk::rotational).count();
        return new Machine(
                cpu(host),
                facts.sockets(),
                facts.threads(),
                facts.memoryGb(),
                channels.stream()
                        .filter(channel -> channel.meter().equals(NvmlMeter.KIND.name()))
                        .map(Channel::label)
                        .toList(),
                (int) (facts.disks().size() - hdds),
                (int) hdds);
    }

    private static CpuIdentity cpu(Host host) {
        try {
            return CpuIdentity.ofCpuinfo(Files.readString(host.proc().resolve("cpuinfo")));
        } catch (IOException hidden) {
            return CpuIdentity.UNKNOWN;
        }
    }
}
