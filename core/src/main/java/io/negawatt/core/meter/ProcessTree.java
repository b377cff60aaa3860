package io.negawatt.core.meter;

import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a command and all its descendants used of the CPUs, disks and network, from {@code /proc}.
 *
 * <p>CPU time is told at every call. I/O and the network are told about every half second, at every call once the command has
 * ended, and left out of the calls between; their figures then cover the time since they were last told. New processes are
 * looked for as often. A child that lives between two looks is charged to the process that waited for it. Daemons stay in the
 * tree, because they become children of this program, which waits for them; where that is not possible a note says so, and
 * they are lost from sight. While a tree is watched the program should start no other children: their use would count too.
 *
 * <p>Left in the residual: I/O of a process of somebody else, network use as {@link NetworkUse} says, and children that nobody
 * waited for, unless the run has a cgroup v2 of its own; then the difference to its sums goes to the command.
 *
 * <p>Beyond {@value #MOST_LISTED} processes a new one counts under its parent's index. Not thread-safe: one polling thread.
 */
public final class ProcessTree implements ActivitySource, ProcessIndex, AutoCloseable {
    static final int MOST_LISTED = 4096;

    private static final Duration FULL_EVERY = Duration.ofMillis(500);
    private static final int COMMAND = 0;
    private static final double MICROS_PER_S = 1e6;

    private final Host host;
    private final HostUse hostUse;
    private final LiveProcesses processes;
    private final NetworkWatch network;
    private final BasisTally cpu = new BasisTally(Activity.CPU);
    private final BasisTally io = new BasisTally(Activity.IO);
    private final UnseenUse unseenCpu = new UnseenUse();
    private final UnseenUse unseenIo = new UnseenUse();
    private final List<Message> notes = new ArrayList<>();
    private final Set<String> noted = new HashSet<>();
    private Optional<CgroupUse> cgroup;
    private Instant last;
    private Instant nextFull;
    private double cpuSeenS;
    private double ioSeenBytes;

    /**
     * A process of the run, as {@link #newlySeen} tells it.
     *
     * @param process its index, see {@link Activity.Use#process}
     * @param pid its id on the host
     * @param name command name, at most 15 bytes
     * @param rank its rank in a distributed job, where its environment says so
     */
    public record Seen(int process, long pid, String name, OptionalInt rank) {}

    /** {@return a tree on {@code host} whose use counts from {@code now}; it is empty until {@link #follow}} */
    public static ProcessTree on(Host host, Instant now) {
        return new ProcessTree(host, now, Orphans.ofThisProcess(), SocketDiag::open, System::nanoTime);
    }

    ProcessTree(Host host, Instant now, Orphans orphans, Supplier<SocketSource> sockets, LongSupplier nanos) {
        this.host = host;
        this.last = now;
        this.nextFull = now;
        this.hostUse = new HostUse(host);
        this.processes = new LiveProcesses(host.proc(), orphans);
        this.network = new NetworkWatch(host, hostUse, sockets, nanos, this::note);
        this.cgroup = CgroupUse.make(host, orphans.guardian());
        if (!orphans.adopted()) {
            note(Message.of("note.process.orphans"));
        }
    }

    /**
     * Follows the command, which was just started, and all that comes of it.
     *
     * @param name what to call it if it has ended already
     */
    public void follow(long pid, String name) {
        if (cgroup.isPresent() && cgroup.get().adopt(pid)) {
            unseenCpu.fromZero();
            unseenIo.fromZero();
        } else {
            cgroup.ifPresent(CgroupUse::close);
            cgroup = Optional.empty();
        }
        processes.follow(pid, name);
    }

    @Override
    public List<Activity> activities(Instant now, ProcessIndex index) {
        double elapsedS = Duration.between(last, now).toNanos() * 1e-9;
        if (elapsedS <= 0) {
            return List.of();
        }
        last = now;
        boolean full = processes.commandEnded() || !now.isBefore(nextFull);
        if (full) {
            nextFull = now.plus(FULL_EVERY);
            processes.discover();
        }
        processes.sample(full);
        var activities = tell(now, full, elapsedS);
        processes.reapOrphans();
        return activities;
    }

    private List<Activity> tell(Instant now, boolean full, double elapsedS) {
        tallyCpu();
        if (full) {
            tallyIo();
            tallyUnseen();
        }
        var activities = new ArrayList<Activity>();
        activities.add(cpu.settle(hostUse.cpuS(), hostUse.cores() * elapsedS));
        if (full) {
            activities.add(io.settle(hostUse.ioBytes(), 0));
            activities.addAll(network.settle(now, processes.command(), processes.all(), processes));
        }
        return activities;
    }

    private void tallyCpu() {
        for (var process : processes.all()) {
            addCpu(process.index, process.cpu.settle() / ProcStat.TICKS_PER_S);
        }
        processes.guardian().ifPresent(us -> addCpu(COMMAND, us.cpu.settle() / ProcStat.TICKS_PER_S));
    }

    private void tallyIo() {
        for (var process : processes.all()) {
            addIo(process.index, (double) process.io.settle());
            if (process.ioDenied()) {
                note(Message.of("note.process.io", process.stat().name(), process.pid));
            }
        }
        processes.guardian().ifPresent(us -> addIo(COMMAND, (double) us.settleOrphanIo()));
    }

    /** The command's cgroup may also become its own later, when it moves itself into one. */
    private void tallyUnseen() {
        if (cgroup.isEmpty()) {
            cgroup = processes.command().flatMap(process -> CgroupUse.exclusive(host, process.pid, processes));
        }
        boolean end = processes.commandEnded();
        cgroup.flatMap(CgroupUse::cpuMicros)
                .ifPresent(micros -> cpu.add(COMMAND, unseenCpu.settle(micros / MICROS_PER_S, cpuSeenS, end)));
        cgroup.flatMap(CgroupUse::ioBytes)
                .ifPresent(bytes -> io.add(COMMAND, unseenIo.settle(bytes, ioSeenBytes, end)));
    }

    private void addCpu(int process, double seconds) {
        cpuSeenS += seconds;
        cpu.add(process, seconds);
    }

    private void addIo(int process, double bytes) {
        ioSeenBytes += bytes;
        io.add(process, bytes);
    }

    @Override
    public OptionalInt of(long pid) {
        return processes.of(pid);
    }

    /**
     * {@return processes seen since the last call; one comes a second time, with the same index, if it turned out to have
     * another name or a rank after it started another program}
     */
    public List<Seen> newlySeen() {
        return processes.newlySeen();
    }

    /** {@return what a reader of the account should know since the last call; each kind once a run} */
    public List<Message> newNotes() {
        var news = List.copyOf(notes);
        notes.clear();
        return news;
    }

    private void note(Message message) {
        if (noted.add(message.key())) {
            notes.add(message);
        }
    }

    @Override
    public void close() {
        processes.close();
        network.close();
        hostUse.close();
        cgroup.ifPresent(CgroupUse::close);
    }
}
