package io.negawatt.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Lang;
import io.negawatt.train.learn.Device;
import io.negawatt.train.learn.Ending;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Schedule;
import io.negawatt.train.parallel.Outcome;
import io.negawatt.train.parallel.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Trainings with real worker processes. */
class TrainingTest {
    private static final int STEPS = 60;
    private static final int KILLS =
            System.getProperty("negawatt.faults", "short").equals("long") ? 20 : 2;

    @TempDir
    Path folder;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @Test
    void workers_that_are_killed_come_to_the_bits_of_an_unbroken_training() throws Exception {
        var unbroken = train("unbroken", plan("unbroken", 0, Transport.SOCKETS), 0);
        var random = RandomGeneratorFactory.getDefault().create(7);
        for (int kill = 0; kill < KILLS; kill++) {
            said.clear();
            var transport = kill % 2 == 0 ? Transport.MEMORY : Transport.SOCKETS;
            var plan = plan("broken" + kill, 3, transport);
            var broken = train("broken" + kill, plan, 1 + random.nextInt(STEPS - 10), random);
            assertThat(said).anyMatch(line -> line.contains("all begin again"));
            assertThat(broken.sha256()).isEqualTo(unbroken.sha256());
            assertThat(broken.tokens()).isEqualTo(unbroken.tokens());
            assertThat(leftInMemory()).isEmpty();
        }
        assertThat(workersAlive()).isZero();
    }

    private static List<Path> leftInMemory() throws IOException {
        try (var files = Files.list(Path.of("/dev/shm"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("negawatt-"))
                    .toList();
        }
    }

    @Test
    void bad_input_ends_all_workers_with_one_clear_error() throws Exception {
        Files.writeString(folder.resolve("one.txt"), "x");
        var plan = plan("bad", 2, Transport.AUTO, folder.resolve("one.txt").toString());
        var file = folder.resolve("bad.json");
        plan.write(file);
        assertThat(Training.launch(file, Lang.EN, said::add)).isEqualTo(2);
        assertThat(workersAlive()).isZero();
    }

    private Outcome train(String name, TrainPlan plan, int killAtStep) throws Exception {
        return train(name, plan, killAtStep, RandomGenerator.getDefault());
    }

    private Outcome train(String name, TrainPlan plan, int killAtStep, RandomGenerator random) throws Exception {
        var file = folder.resolve(name + ".json");
        plan.write(file);
        if (killAtStep > 0) {
            Thread.ofPlatform().daemon().start(() -> killOneAt(file, killAtStep, random));
        }
        assertThat(Training.launch(file, Lang.EN, said::add)).isZero();
        return JsonMapper.shared()
                .readValue(Files.readString(Path.of(plan.result().orElseThrow())), Outcome.class);
    }

    private static void killOneAt(Path plan, int step, RandomGenerator random) {
        try {
            while (Reached.before(plan) < step) {
                Thread.sleep(2);
            }
            var workers = workers(plan);
            workers.get(random.nextInt(workers.size())).destroyForcibly();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<ProcessHandle> workers(Path plan) {
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child).contains(plan.toString()))
                .toList();
    }

    private static long workersAlive() {
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child).contains(WorkerMain.class.getName()))
                .count();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private TrainPlan plan(String name, int restarts, Transport transport) throws IOException {
        var text = folder.resolve("text.txt");
        Files.writeString(text, "the quick brown fox jumps over the lazy dog; ".repeat(400));
        return plan(name, restarts, transport, text.toString());
    }

    private TrainPlan plan(String name, int restarts, Transport transport, String text) {
        var recipe = new Recipe(STEPS, 8, 1, new Schedule(0.01, 5, STEPS, 0.1), 0.1, 1, 3, 20, 7, Ending.NONE);
        var job = new LanguagePlan(
                List.of(text), folder.toString(), "bytes", 2, 32, 2, 16, 8, recipe, List.of(), Optional.empty());
        return new TrainPlan(
                job,
                2,
                1,
                Device.Choice.AUTO,
                true,
                transport,
                restarts,
                30,
                Optional.of(folder.resolve(name + ".ckpt").toString()),
                false,
                Optional.of(folder.resolve(name + ".result").toString()));
    }
}
