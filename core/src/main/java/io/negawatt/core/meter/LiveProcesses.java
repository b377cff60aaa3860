package io.negawatt.core.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The live processes of a run, parents before their children, and the indexes that all of them, dead ones too, go by.
 *
 * <p>The guardian, which is this program, is the parent of the command and of its orphans. Its own use is nobody's; what it
 * takes in when it waits for them shows the last of what they used.
 */
final class LiveProcesses implements ProcessIndex, AutoCloseable {
    private static final int MOST_KEPT_OPEN = 256;
    private static final int COMMAND = 0;

    /** Samples for which an adopted process must have been a zombie; a child that Java started is waited for by Java at once. */
    private static final int SAMPLES_BEFORE_REAPING = 2;

    private final Path proc;
    private final Orphans orphans;
    private final ProcessDiscovery discovery;
    private final ProcText text = new ProcText(4096);
    private final Map<Long, TrackedProcess> live = new LinkedHashMap<>();
    private final Map<Long, Integer> indexes = new HashMap<>();
    private final Set<Long> strangers = new HashSet<>();
    private final List<ProcessTree.Seen> seen = new ArrayList<>();
    private final List<ProcessTree.Seen> young = new ArrayList<>();
    private final Optional<TrackedProcess> guardian;
    private long command;
    private boolean followed;
    private int nextIndex;

    LiveProcesses(Path proc, Orphans orphans) {
        this.proc = proc;
        this.orphans = orphans;
        this.discovery = new ProcessDiscovery(proc);
        this.guardian = stat(orphans.guardian()).map(this::guardian);
    }

    private TrackedProcess guardian(ProcStat stat) {
        var process = TrackedProcess.guardian(folder(orphans.guardian()), orphans.guardian(), stat);
        process.baseIo(text);
        return process;
    }

    void follow(long pid, String name) {
        command = pid;
        followed = true;
        discovery.processStarted();
        var stat = stat(pid);
        indexes.put(pid, nextIndex++);
        if (stat.isPresent()) {
            track(COMMAND, pid, stat.get());
        } else {
            seen.add(new ProcessTree.Seen(COMMAND, pid, name, OptionalInt.empty()));
        }
    }

    /** Whether the command was there and is gone. */
    boolean commandEnded() {
        return followed && !live.containsKey(command);
    }

    Optional<TrackedProcess> command() {
        return Optional.ofNullable(live.get(command));
    }

    Collection<TrackedProcess> all() {
        return live.values();
    }

    Optional<TrackedProcess> guardian() {
        return guardian;
    }

    @Override
    public OptionalInt of(long pid) {
        var index = indexes.get(pid);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    List<ProcessTree.Seen> newlySeen() {
        var news = List.copyOf(seen);
        seen.clear();
        return news;
    }

    /** Looks for processes that the tree has grown. */
    void discover() {
        lookAgainAtYoung();
        var ids = discovery.look();
        boolean listed = discovery.listed();
        if (listed) {
            strangers.retainAll(Set.copyOf(ids));
        }
        var found = new LinkedHashMap<Long, ProcStat>();
        for (long pid : ids) {
            if (!live.containsKey(pid) && pid != orphans.guardian() && !(listed && strangers.contains(pid))) {
                stat(pid).ifPresent(stat -> found.put(pid, stat));
            }
        }
        // Where process ids turned over, a child comes before its parent.
        while (found.entrySet().removeIf(candidate -> admit(candidate.getKey(), candidate.getValue()))) {}
        if (listed) {
            strangers.addAll(found.keySet());
        }
    }

    private boolean admit(long pid, ProcStat stat) {
        var parent = live.get(stat.parent());
        boolean adopted = orphans.adopted() && stat.parent() == orphans.guardian();
        if ((parent == null && !adopted) || isThread(pid)) {
            return false;
        }
        boolean listed = nextIndex < ProcessTree.MOST_LISTED;
        int index = listed ? nextIndex++ : parent == null ? COMMAND : parent.index;
        indexes.put(pid, index);
        track(index, pid, stat);
        return true;
    }

    private void track(int index, long pid, ProcStat stat) {
        var process = new TrackedProcess(index, pid, folder(pid), stat, live.size() < MOST_KEPT_OPEN);
        live.put(pid, process);
        if (indexes.size() <= ProcessTree.MOST_LISTED) {
            var news = new ProcessTree.Seen(
                    index, pid, stat.name(), Ranks.ofProcess(folder(pid)).rank());
            seen.add(news);
            young.add(news);
        }
    }

    /** A process that was just forked still goes by its parent's name, and its environment is replaced when it starts another. */
    private void lookAgainAtYoung() {
        for (var before : young) {
            var process = live.get(before.pid());
            if (process != null) {
                process.rename(text);
                var rank = before.rank().isPresent()
                        ? before.rank()
                        : Ranks.ofProcess(process.folder()).rank();
                var now = new ProcessTree.Seen(
                        before.process(), before.pid(), process.stat().name(), rank);
                if (!now.equals(before)) {
                    seen.add(now);
                }
            }
        }
        young.clear();
    }

    /** Reads the CPU time of all, and their I/O too where {@code withIo}; those that are gone leave their use to their parent. */
    void sample(boolean withIo) {
        guardian.ifPresent(process -> process.readStat(text));
        var gone = new ArrayList<TrackedProcess>();
        for (var process : live.values()) {
            if (!process.readStat(text)) {
                gone.add(process);
            } else if (withIo) {
                process.readIo(text);
            }
        }
        gone.reversed().forEach(this::leaveToParent);
        gone.forEach(this::forget);
        if (withIo) {
            guardian.ifPresent(process -> process.readIo(text));
        }
    }

    private void leaveToParent(TrackedProcess process) {
        long parentId = process.stat().parent();
        var parent = Optional.ofNullable(live.get(parentId)).or(() -> guardian.filter(us -> parentId == us.pid));
        parent.ifPresent(heir -> heir.childGone(process));
    }

    private void forget(TrackedProcess process) {
        process.close();
        live.remove(process.pid);
        if (indexes.size() > ProcessTree.MOST_LISTED) {
            indexes.remove(process.pid);
        }
    }

    /** Waits for adopted processes that have ended; the command itself is Java's to wait for. */
    void reapOrphans() {
        if (orphans.adopted()) {
            for (var process : live.values()) {
                boolean ours = process.stat().parent() == orphans.guardian() && process.pid != command;
                if (ours && process.samplesEnded() >= SAMPLES_BEFORE_REAPING) {
                    orphans.reap(process.pid);
                }
            }
        }
    }

    private Path folder(long pid) {
        return proc.resolve(Long.toString(pid));
    }

    private Optional<ProcStat> stat(long pid) {
        try (var file = FileChannel.open(folder(pid).resolve("stat"))) {
            text.readOnce(file);
            return text.atEnd() ? Optional.empty() : Optional.of(ProcStat.parse(text));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** {@return whether the id is a thread's, which {@code /proc} opens as well but does not list} */
    private boolean isThread(long pid) {
        try (var lines = Files.lines(folder(pid).resolve("status"))) {
            return lines.filter(line -> line.startsWith("Tgid:"))
                    .anyMatch(line ->
                            Long.parseLong(line.substring("Tgid:".length()).strip()) != pid);
        } catch (IOException | UncheckedIOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        live.values().forEach(TrackedProcess::close);
        live.clear();
        guardian.ifPresent(TrackedProcess::close);
        discovery.close();
        orphans.close();
    }
}
