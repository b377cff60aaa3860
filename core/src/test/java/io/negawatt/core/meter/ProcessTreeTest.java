package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessTreeTest {
    private static final long US = 10;
    private static final long COMMAND = 100;

    @TempDir
    private Path root;

    private FakeProc proc;
    private ProcessTree tree;
    private Instant now = Instant.EPOCH;
    private final List<SocketSource.TcpSocket> sockets = new ArrayList<>();
    private final List<Long> reaped = new ArrayList<>();
    private final Map<String, Map<Integer, Double>> totals = new TreeMap<>();
    private final Map<String, Double> hostTotals = new TreeMap<>();

    @BeforeEach
    void aCommandIsFollowed() {
        proc = new FakeProc(root).start(US, 1, "java").loadavg();
        tree = new ProcessTree(proc.host(), now, new Guardian(), () -> new Listed(sockets), () -> 0);
        proc.start(COMMAND, US, "sh").loadavg();
        tree.follow(COMMAND, "sh");
    }

    @AfterEach
    void closed() {
        tree.close();
    }

    private final class Guardian implements Orphans {
        @Override
        public long guardian() {
            return US;
        }

        @Override
        public boolean adopted() {
            return true;
        }

        @Override
        public void reap(long pid) {
            reaped.add(pid);
            proc.reap(pid, false);
        }

        @Override
        public void close() {}
    }

    private record Listed(List<TcpSocket> list) implements SocketSource {
        @Override
        public void close() {}
    }

    /** Takes a sample half a second later, so that everything is told, and checks the laws that each activity keeps. */
    private List<Activity> sample() {
        return sampleAfter(500);
    }

    private List<Activity> sampleAfter(long millis) {
        now = now.plusMillis(millis);
        var activities = tree.activities(now, tree);
        for (var activity : activities) {
            double used =
                    activity.uses().stream().mapToDouble(Activity.Use::amount).sum();
            assertThat(activity.hostAmount()).isGreaterThanOrEqualTo(used * (1 - 1e-12));
            assertThat(activity.uses()).allMatch(use -> use.amount() > 0);
            if (activity.capacity() > 0) {
                assertThat(activity.hostAmount()).isLessThanOrEqualTo(activity.capacity() * (1 + 1e-12));
            }
            hostTotals.merge(activity.basis(), activity.hostAmount(), Double::sum);
            var total = totals.computeIfAbsent(activity.basis(), basis -> new TreeMap<>());
            activity.uses().forEach(use -> total.merge(use.process(), use.amount(), Double::sum));
        }
        return activities;
    }

    private double used(String basis, int process) {
        return totals.getOrDefault(basis, Map.of()).getOrDefault(process, 0.0);
    }

    private double cpuOfAll() {
        return totals.getOrDefault(Activity.CPU, Map.of()).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @Test
    void useIsToldByProcessAndBasis() {
        proc.work(COMMAND, 12, 4096)
                .start(101, COMMAND, "train")
                .work(101, 30, 8192)
                .loadavg();
        proc.host(20, 0, 0, 0);

        sample();

        assertThat(used(Activity.CPU, 0)).isEqualTo(0.12);
        assertThat(used(Activity.CPU, 1)).isEqualTo(0.30);
        assertThat(hostTotals.get(Activity.CPU)).isCloseTo(0.62, within(1e-9));
        assertThat(used(Activity.IO, 0)).isEqualTo(4096);
        assertThat(used(Activity.IO, 1)).isEqualTo(8192);
        assertThat(hostTotals.get(Activity.IO)).as("whole disks once").isEqualTo(12288);
    }

    @Test
    void aNameWithSpacesAndParenthesesIsRead() {
        proc.start(101, COMMAND, "a) R 1 (b c").work(101, 10, 0).loadavg();
        sample();
        assertThat(used(Activity.CPU, 1)).isEqualTo(0.10);
        assertThat(tree.newlySeen()).extracting(ProcessTree.Seen::name).containsExactly("sh", "a) R 1 (b c");
    }

    @Test
    void childrenThatExitBetweenSamplesCountForTheirParent() {
        proc.unseenChild(COMMAND, 25);
        sample();
        assertThat(used(Activity.CPU, 0)).isEqualTo(0.25);
    }

    @Test
    void aChildCountsOnceFromItsLifeToItsReaping() {
        proc.start(101, COMMAND, "cc").work(101, 10, 1024).loadavg();
        sample();
        proc.work(101, 5, 512).end(101);
        sample();
        proc.reap(101, false);
        sample();
        sample();
        assertThat(used(Activity.CPU, 1)).isCloseTo(0.15, within(1e-12));
        assertThat(used(Activity.CPU, 0)).isZero();
        assertThat(used(Activity.IO, 1)).isEqualTo(1536);
        assertThat(used(Activity.IO, 0)).isZero();
    }

    @Test
    void theLastOfAChildThatWasReapedUnseenCountsForItsParent() {
        proc.start(101, COMMAND, "cc").work(101, 10, 1024).loadavg();
        sample();
        proc.work(101, 5, 512).reap(101, false);
        sample();
        assertThat(used(Activity.CPU, 1)).isEqualTo(0.10);
        assertThat(used(Activity.CPU, 0)).isEqualTo(0.05);
        assertThat(used(Activity.IO, 0)).isEqualTo(512);
    }

    @Test
    void aWholeFamilyThatEndsBetweenTwoSamplesCountsOnce() {
        proc.start(101, COMMAND, "sh")
                .start(102, 101, "train")
                .work(102, 40, 4096)
                .loadavg();
        sample();
        proc.work(102, 3, 512).reap(102, false).work(101, 1, 0).reap(101, false).reap(COMMAND, false);
        sample();
        sample();
        assertThat(cpuOfAll()).isCloseTo(0.44, within(1e-12));
        assertThat(used(Activity.IO, 0) + used(Activity.IO, 2)).isEqualTo(4096 + 512);
    }

    @Test
    void aParentThatIgnoresItsChildrenLosesNothingOfItsOwn() {
        proc.start(101, COMMAND, "cc").work(101, 50, 0).loadavg();
        sample();
        proc.reap(101, true).work(COMMAND, 20, 0);
        sample();
        sample();
        assertThat(used(Activity.CPU, 0)).isEqualTo(0.20);
        proc.unseenChild(COMMAND, 7);
        sample();
        assertThat(used(Activity.CPU, 0)).isCloseTo(0.27, within(1e-12));
    }

    @Test
    void anotherProcessUnderTheSameIdIsAnotherProcess() {
        proc.start(101, COMMAND, "old").work(101, 50, 0).loadavg();
        sample();
        proc.reap(101, false).reuse(101, COMMAND, "new", 7777).work(101, 20, 0);
        sample();
        sample();
        for (int i = 0; i < 10; i++) {
            sample();
        }
        assertThat(cpuOfAll()).isCloseTo(0.70, within(1e-9));
        assertThat(tree.of(101)).hasValue(2);
    }

    @Test
    void aDaemonStaysInTheTreeAndIsReaped() {
        proc.start(101, COMMAND, "daemon").work(101, 10, 0).loadavg();
        sample();
        proc.adopt(101, US).work(101, 10, 0);
        sample();
        assertThat(used(Activity.CPU, 1)).isEqualTo(0.20);
        proc.work(101, 10, 0).end(101);
        sample();
        assertThat(reaped)
                .as("a moment is left to Java, in case it started the process")
                .isEmpty();
        sample();
        assertThat(reaped).containsExactly(101L);
        sample();
        assertThat(cpuOfAll()).isCloseTo(0.30, within(1e-12));
    }

    @Test
    void aDaemonThatWasNeverSeenWithItsParentIsFound() {
        proc.start(150, US, "daemon").work(150, 10, 0).loadavg();
        sample();
        assertThat(used(Activity.CPU, tree.of(150).orElseThrow())).isEqualTo(0.10);
    }

    @Test
    void theCommandIsLeftToJavaAndItsLastUseShowsInOurOwnCounters() {
        proc.work(COMMAND, 10, 512);
        sample();
        proc.work(COMMAND, 4, 1024).end(COMMAND);
        sample();
        sample();
        sample();
        assertThat(reaped).isEmpty();
        proc.reap(COMMAND, false);
        sample();
        assertThat(used(Activity.CPU, 0)).isCloseTo(0.14, within(1e-12));
        assertThat(used(Activity.IO, 0)).isEqualTo(1536);
    }

    @Test
    void aCommandThatEndedBeforeItWasSeenCounts() {
        proc.work(COMMAND, 6, 0).reap(COMMAND, false);
        sample();
        assertThat(used(Activity.CPU, 0)).isEqualTo(0.06);
    }

    @Test
    void ourOwnInputAndOutputIsNobodysUse() {
        proc.work(US, 90, 1 << 20);
        sample();
        sample();
        assertThat(cpuOfAll()).isZero();
        assertThat(totals.get(Activity.IO)).isEmpty();
        assertThat(hostTotals.get(Activity.IO)).isEqualTo(1 << 20);
    }

    @Test
    void betweenFullLooksOnlyTheCpuIsTold() {
        proc.work(COMMAND, 1, 512);
        assertThat(sampleAfter(100)).extracting(Activity::basis).containsExactly("cpu", "io", "net", "net:lo");
        proc.work(COMMAND, 1, 512).host(0, 0, 90_000, 0);
        assertThat(sampleAfter(100)).extracting(Activity::basis).containsExactly("cpu");
        sampleAfter(400);
        assertThat(used(Activity.IO, 0)).isEqualTo(1024);
        assertThat(hostTotals.get(Activity.NET)).isEqualTo(90_000);
    }

    @Test
    void moreThanTheHostCanDoIsToldLater() {
        proc.unseenChild(COMMAND, 300);
        var cpu = sampleAfter(100).getFirst();
        assertThat(cpu.hostAmount()).isEqualTo(cpu.capacity()).isEqualTo(0.2);
        for (int i = 0; i < 20; i++) {
            sampleAfter(100);
        }
        assertThat(used(Activity.CPU, 0)).isCloseTo(3.0, within(1e-9));
        assertThat(hostTotals.get(Activity.CPU)).isCloseTo(3.0, within(1e-9));
    }

    @Test
    void pagesThatReachTheDiskLaterCountOnceForTheHost() {
        proc.work(COMMAND, 0, 1 << 20).host(0, -(1 << 20) / 512, 0, 0);
        sample();
        assertThat(used(Activity.IO, 0)).isEqualTo(1 << 20);
        proc.host(0, (1 << 20) / 512, 0, 0);
        sample();
        assertThat(hostTotals.get(Activity.IO)).isEqualTo(1 << 20);
    }

    @Test
    void processesAreSeenWithTheirRankOnceTheyStartTheirProgram() {
        proc.environ(COMMAND, "HOME=/")
                .start(101, COMMAND, "sh")
                .environ(101, "HOME=/")
                .loadavg();
        sample();
        assertThat(tree.newlySeen())
                .containsExactly(
                        new ProcessTree.Seen(0, COMMAND, "sh", OptionalInt.empty()),
                        new ProcessTree.Seen(1, 101, "sh", OptionalInt.empty()));
        proc.exec(101, "python", "RANK=3", "WORLD_SIZE=4");
        sample();
        assertThat(tree.newlySeen()).containsExactly(new ProcessTree.Seen(1, 101, "python", OptionalInt.of(3)));
        sample();
        assertThat(tree.newlySeen()).isEmpty();
    }

    @Test
    void processesOfOthersAndThreadsAreNoPartOfTheTree() {
        proc.start(101, 1, "other").start(102, COMMAND, "sh").loadavg();
        proc.write("102/status", "Name:\tsh\nTgid:\t100\n");
        sample();
        assertThat(tree.of(101)).isEmpty();
        assertThat(tree.of(102)).isEmpty();
        assertThat(tree.of(COMMAND)).hasValue(0);
    }

    @Test
    void withoutALastIdTheListOfProcessesIsUsed() throws IOException {
        tree.close();
        Files.delete(root.resolve("proc/loadavg"));
        tree = new ProcessTree(proc.host(), now, new Guardian(), () -> new Listed(sockets), () -> 0);
        tree.follow(COMMAND, "sh");
        proc.start(101, COMMAND, "a").start(99, 101, "born after ids turned over");
        sample();
        assertThat(tree.of(99)).hasValue(2);
    }

    @Test
    void aForkStormIsFoundWithItsParentsFirst() {
        for (long pid = 101; pid < 101 + 600; pid++) {
            proc.start(pid, pid - 1, "chain");
        }
        proc.loadavg();
        sample();
        assertThat(tree.of(700)).hasValue(600);
    }

    @Test
    void bytesOverTcpAreToldByProcess() throws IOException {
        proc.start(101, COMMAND, "server").loadavg();
        link(COMMAND, 3, "socket:[55]");
        link(101, 7, "socket:[66]");
        link(101, 8, "pipe:[77]");
        sockets.add(new SocketSource.TcpSocket(1, 55, true, 1000));
        sockets.add(new SocketSource.TcpSocket(2, 66, false, 500));
        sockets.add(new SocketSource.TcpSocket(3, 99, false, 1 << 30));
        proc.host(0, 0, 2000, 2000);
        sampleAfter(5000);
        assertThat(used(Activity.NET_LOOPBACK, 0)).isEqualTo(1000);
        assertThat(used(Activity.NET, 1)).isEqualTo(500);

        proc.host(0, 0, 300, 0);
        sockets.set(1, new SocketSource.TcpSocket(2, 0, false, 800));
        sampleAfter(5000);
        sockets.remove(1);
        sampleAfter(5000);
        assertThat(used(Activity.NET, 1)).as("closed, and kept").isEqualTo(800);
        assertThat(hostTotals.get(Activity.NET)).isEqualTo(2300);
    }

    @Test
    void looksThatTakeLongBecomeRarerButNotAtTheStart() {
        tree.close();
        long[] nanos = {0};
        tree = new ProcessTree(
                proc.host(), now, new Guardian(), () -> new Listed(sockets), () -> nanos[0] += 2_000_000);
        tree.follow(COMMAND, "sh");
        int looks = 0;
        int looksAtStart = 0;
        for (int i = 0; i < 45; i++) {
            proc.host(0, 0, 1 << 20, 0);
            looks += sample().stream().anyMatch(activity -> activity.basis().equals(Activity.NET)) ? 1 : 0;
            looksAtStart = i == 4 ? looks : looksAtStart;
        }
        assertThat(looksAtStart).isEqualTo(5);
        assertThat(looks).as("one in 2 s, after 2 ms each").isEqualTo(5 + 10);
    }

    @Test
    void anInheritedSocketCountsFromWhenTheRunBegan() throws IOException {
        link(COMMAND, 0, "socket:[55]");
        sockets.add(new SocketSource.TcpSocket(1, 55, false, 1 << 30));
        sampleAfter(5000);
        sockets.set(0, new SocketSource.TcpSocket(1, 55, false, (1 << 30) + 10));
        sampleAfter(5000);
        assertThat(used(Activity.NET, 0)).isEqualTo(10);
    }

    @Test
    void whereSocketsAreNotListedANoteSaysSoOnce() {
        tree.close();
        tree = new ProcessTree(
                proc.host(),
                now,
                Orphans.unattended(US),
                () -> {
                    throw new UnsupportedOperationException("no netlink");
                },
                () -> 0);
        tree.follow(COMMAND, "sh");
        sample();
        sample();
        assertThat(tree.newNotes())
                .extracting(Message::key)
                .containsExactly("note.process.orphans", "note.process.network");
        assertThat(tree.newNotes()).isEmpty();
    }

    @Test
    void anExclusiveCgroupTellsWhatNobodyWaitedFor() throws IOException {
        var cgroup = cgroup("job");
        proc.write(COMMAND + "/cgroup", "0::/job\n");
        proc.work(COMMAND, 10, 0).host(30, 0, 0, 0);
        Files.writeString(cgroup.resolve("cpu.stat"), "usage_usec 100000\nuser_usec 1\n");
        sample();
        Files.writeString(cgroup.resolve("cpu.stat"), "usage_usec 400000\nuser_usec 1\n");
        sample();
        assertThat(used(Activity.CPU, 0))
                .as("it may be a child that shows later")
                .isEqualTo(0.10);
        sample();
        assertThat(used(Activity.CPU, 0)).isCloseTo(0.40, within(1e-9));
    }

    @Test
    void aCgroupWithOthersInItIsNotUsed() throws IOException {
        var cgroup = cgroup("shared");
        Files.writeString(cgroup.resolve("cgroup.procs"), COMMAND + "\n1\n");
        proc.write(COMMAND + "/cgroup", "0::/shared\n");
        Files.writeString(cgroup.resolve("cpu.stat"), "usage_usec 0\n");
        sample();
        Files.writeString(cgroup.resolve("cpu.stat"), "usage_usec 900000\n");
        sample();
        sample();
        assertThat(cpuOfAll()).isZero();
    }

    private Path cgroup(String name) throws IOException {
        var mount = Files.createDirectories(root.resolve("sys/fs/cgroup"));
        Files.writeString(mount.resolve("cgroup.controllers"), "cpu io\n");
        var folder = Files.createDirectories(mount.resolve(name));
        Files.writeString(folder.resolve("cgroup.procs"), COMMAND + "\n");
        return folder;
    }

    private void link(long pid, int fd, String target) throws IOException {
        var folder = Files.createDirectories(root.resolve("proc/" + pid + "/fd"));
        Files.createSymbolicLink(folder.resolve(Integer.toString(fd)), Path.of(target));
    }

    /** Random families: what the kernel counted is what is told, in every order of work, forks, ends and reaping. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void allCpuTimeIsToldOnceWhateverTheFamilyDoes(long seed) {
        var random = new Random(seed);
        var alive = new ArrayList<Long>(List.of(COMMAND));
        long next = COMMAND + 1;
        long worked = 0;
        for (int i = 0; i < 150; i++) {
            long pid = alive.get(random.nextInt(alive.size()));
            switch (random.nextInt(6)) {
                case 0 -> {
                    proc.start(next, pid, "p" + next).loadavg();
                    alive.add(next++);
                }
                case 1 -> {
                    if (pid != COMMAND && pid == alive.getLast()) {
                        alive.remove(pid);
                        proc.reap(pid, false);
                    }
                }
                case 2 -> sampleAfter(1 + random.nextInt(700));
                default -> {
                    int ticks = random.nextInt(10);
                    worked += ticks;
                    proc.work(pid, ticks, 0);
                }
            }
        }
        for (int i = 0; i < 40; i++) {
            sample();
        }
        assertThat(cpuOfAll()).isCloseTo(worked / 100.0, within(1e-6));
    }
}
