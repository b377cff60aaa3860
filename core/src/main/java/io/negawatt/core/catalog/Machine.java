package io.negawatt.core.catalog;

import java.util.List;

/**
 * What a machine is made of, as far as somebody found out.
 *
 * @param cpu its processor
 * @param sockets packages, at least 1
 * @param threads hardware threads, at least 1
 * @param memoryGb memory in GB
 * @param gpus name of each GPU as its driver prints it
 * @param ssds number of SSDs
 * @param hdds number of hard disks
 */
public record Machine(
        CpuIdentity cpu, int sockets, int threads, double memoryGb, List<String> gpus, int ssds, int hdds) {

    public Machine {
        gpus = List.copyOf(gpus);
    }
}
