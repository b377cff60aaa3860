package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvmlDiscoveryTest {
    @TempDir
    Path folder;

    @Test
    void withoutScriptTheStubFollowsTheClock() {
        try (var meter = NvmlStub.in(folder).meter()) {
            assertThat(meter.channels()).hasSize(8);
            assertThat(meter.channels()).allMatch(c -> c.tier() == Tier.COUNTER);
            assertThat(meter.notes()).isEmpty();
        }
    }

    @Test
    void idlePowerComesFromWhoeverKnowsTheBoard() {
        var host = NvmlStub.in(folder)
                .says("count 1", "name 0 NVIDIA H200", "energy 0 1")
                .host();
        var found = (MeterKind.Discovery.Found) NvmlMeter.discover(
                host, name -> name.equals("NVIDIA H200") ? OptionalDouble.of(75) : OptionalDouble.empty());
        try (var meter = found.meter()) {
            assertThat(meter.channels().getFirst().idleW()).hasValue(75);
        }
    }

    @Test
    void graceSuperchipsAreSeenAsAModule() {
        var stub = NvmlStub.in(folder).says("count 1", "name 0 NVIDIA GH200 480GB", "energy 0 1");
        try (var meter = stub.meter()) {
            assertThat(meter.channels().getFirst().scope()).isEqualTo(Scope.MODULE);
            assertThat(meter.notes()).extracting(Message::key).containsExactly("meter.nvml.note.module");
        }
    }

    @Test
    void garbageInANameIsReplacedAndNeverThrows() {
        var script = new ByteArrayOutputStream();
        script.writeBytes("count 2\nenergy 0 1\nenergy 1 1\nname 0 Tesla".getBytes(StandardCharsets.UTF_8));
        script.writeBytes(new byte[] {(byte) 0xff, 0x1b, (byte) 0xc3, '\n'});
        script.writeBytes(("name 1 " + "N".repeat(96) + "\n").getBytes(StandardCharsets.UTF_8));
        try (var meter = NvmlStub.in(folder).says(script.toByteArray()).meter()) {
            assertThat(meter.channels())
                    .extracting(Channel::label)
                    .containsExactly("Tesla\uFFFD\uFFFD", "N".repeat(96));
        }
    }

    @Test
    void aClosedDriverSaysWhyAndWhatToDo() {
        assertClosed("closed.driver", "sudo", "modprobe", "nvidia", "fail nvmlInit_v2 9");
        assertClosed("closed.permission", "fail nvmlInit_v2 4");
        assertClosed("closed.mismatch", "fail nvmlInit_v2 18");
        assertClosed("closed.other", "fail nvmlInit_v2 999");
    }

    private void assertClosed(String key, String... commandThenScript) {
        var stub = NvmlStub.in(folder).says(commandThenScript[commandThenScript.length - 1]);
        var closed = (MeterKind.Discovery.Closed) stub.discover();
        assertThat(closed.reason().key()).isEqualTo("meter.nvml." + key);
        assertThat(closed.command()).isEqualTo(List.of(commandThenScript).subList(0, commandThenScript.length - 1));
        for (var lang : Lang.values()) {
            assertThat(closed.reason().in(lang)).isNotBlank().doesNotContain("{");
            assertThat(closed.remedy().in(lang)).isNotBlank().doesNotContain("{");
        }
    }

    @Test
    void aMissingLibraryIsClosedWhereItWasAskedForAndNoBoardOrAnotherHostIsAbsent() {
        assertThat(discover(Path.of("/"), "nvml.library", folder + "/none.so"))
                .isInstanceOfSatisfying(
                        MeterKind.Discovery.Closed.class,
                        closed -> assertThat(closed.reason().toString()).contains(folder + "/none.so"));
        assertThat(NvmlStub.in(folder).says("count 0").discover())
                .isEqualTo(new MeterKind.Discovery.Absent(Message.of("meter.nvml.absent.device")));
        assertThat(NvmlMeter.KIND.discover().apply(new Host(folder, Map.of())))
                .isInstanceOf(MeterKind.Discovery.Absent.class);
    }

    private static MeterKind.Discovery discover(Path root, String setting, String value) {
        return NvmlMeter.KIND.discover().apply(new Host(root, Map.of(setting, value)));
    }

    @Test
    void aBoardThatTellsNothingIsLeftOutAndNamed() {
        var stub = NvmlStub.in(folder)
                .says(
                        "count 2",
                        "energy 1 5",
                        "fail nvmlDeviceGetTotalEnergyConsumption 3 0",
                        "fail nvmlDeviceGetPowerUsage 3 0");
        try (var meter = stub.meter()) {
            assertThat(meter.channels()).extracting(Channel::id).containsExactly("gpu1");
            assertThat(meter.notes()).extracting(Message::key).containsExactly("meter.nvml.note.blind");
        }
        stub.says("count 1", "fail nvmlDeviceGetTotalEnergyConsumption 3", "fail nvmlDeviceGetPowerUsage 3");
        assertThat(stub.discover()).isInstanceOf(MeterKind.Discovery.Closed.class);
    }

    @Test
    void aBoardThatCannotBeOpenedDoesNotHideTheOthers() {
        var stub = NvmlStub.in(folder).says("count 2", "energy 1 5", "fail nvmlDeviceGetHandleByIndex_v2 15 0");
        try (var meter = stub.meter()) {
            assertThat(meter.channels()).extracting(Channel::id).containsExactly("gpu1");
            assertThat(meter.notes().getFirst().toString()).contains("GPU 0").contains("GPU is lost");
        }
    }
}
