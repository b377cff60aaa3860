package io.negawatt.core.catalog;

import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Adds up what a machine is made of. Figures of one part have the same error each time; those of different parts do not. */
final class HardwareSum {
    /** From this number of GPUs on, the machine is taken for a server built for them. */
    private static final int GPU_SERVER = 8;

    private final Catalog catalog;
    private final List<Hardware.Part> parts = new ArrayList<>();
    private final List<Interval> embodiedKg = new ArrayList<>();
    private final List<Interval> massKg = new ArrayList<>();
    private final TreeSet<String> sources = new TreeSet<>();

    HardwareSum(Catalog catalog) {
        this.catalog = catalog;
    }

    Hardware of(Machine machine) {
        addGpus(machine.gpus());
        addHost(machine);
        String lifetime = machine.gpus().isEmpty() ? "server" : "gpu-server";
        return new Hardware(
                Interval.sum(embodiedKg),
                Interval.sum(massKg),
                catalog.lifetime(lifetime).value(),
                List.copyOf(parts),
                String.join("; ", sources));
    }

    private void addGpus(List<String> names) {
        Map<String, Integer> count = new LinkedHashMap<>();
        names.forEach(name -> count.merge(name, 1, Integer::sum));
        count.forEach((name, times) -> {
            Embodied made = catalog.gpu(name).map(Gpu::hardware).orElseGet(() -> catalog.embodied("gpu-any"));
            add(Names.same(name), made, Interval.exactly(times));
        });
    }

    private void addHost(Machine machine) {
        if (machine.gpus().size() >= GPU_SERVER) {
            add("server-8gpu", Interval.exactly(1));
            return;
        }
        Interval share = machine.cpu().virtual() ? shareOfHost(machine.threads()) : Interval.exactly(1);
        add("server", share);
        add("cpu", machine.cpu().virtual() ? share.times(2) : Interval.exactly(machine.sockets()));
        add("memory-gb", Interval.exactly(machine.memoryGb()));
        add("ssd", share.times(machine.ssds()));
        add("hdd", share.times(machine.hdds()));
    }

    /** {@return the part of a cloud host that a virtual machine of so many threads is, at most all of it} */
    private Interval shareOfHost(int threads) {
        Interval hostThreads = catalog.platform("cloud-host-threads").value();
        return new Interval(
                Math.min(1, threads / hostThreads.high()),
                Math.min(1, threads / hostThreads.mid()),
                Math.min(1, threads / hostThreads.low()));
    }

    private void add(String id, Interval count) {
        Embodied part = catalog.embodied(id);
        add(part.names(), part, count);
    }

    private void add(Names names, Embodied part, Interval count) {
        if (count.mid() == 0) {
            return;
        }
        parts.add(new Hardware.Part(names, count.mid()));
        embodiedKg.add(part.embodiedKg().times(count));
        massKg.add(part.massKg().times(count));
        sources.add(part.origin().source());
    }
}
