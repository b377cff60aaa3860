package io.negawatt.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.app.live.Measure;
import io.negawatt.core.text.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OtlpMetricsTest {
    private static OtlpMetrics metrics(String metric) {
        return OtlpMetrics.ofJson(("""
            {"resourceMetrics":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"n1"}}]},
            "scopeMetrics":[{"metrics":[%s]}]}]}\
            """.formatted(metric)).getBytes(StandardCharsets.UTF_8));
    }

    private static String sum(String unit, int temporality, boolean monotonic) {
        return """
            {"name":"hw.energy","unit":"%s","sum":{"aggregationTemporality":%d,"isMonotonic":%s,"dataPoints":[
            {"timeUnixNano":"2000000000","asDouble":2.5,"attributes":[{"key":"hw.type","value":{"stringValue":"gpu"}}]},
            {"timeUnixNano":"1000000000","asInt":"1","attributes":[{"key":"hw.type","value":{"stringValue":"gpu"}}]}]}}\
            """.formatted(unit, temporality, monotonic);
    }

    @Test
    void aRisingSumIsACounterInJoulesInTheOrderOfTime() {
        var column = metrics(sum("kJ", 2, true)).columns().getFirst();
        assertThat(column.series().measure()).isEqualTo(Measure.COUNTER);
        assertThat(column.series().unit()).isEqualTo("J");
        assertThat(column.series().labels()).containsEntry(Names.NODE, "n1").containsEntry(Names.COMPONENT, "compute");
        assertThat(column.timesMs()).containsExactly(1000, 2000);
        assertThat(column.values()).containsExactly(1000, 2500);
    }

    @Test
    void aSumOfDeltasIsUse() {
        assertThat(metrics(sum("Wh", 1, true)).columns().getFirst().series().measure())
                .isEqualTo(Measure.USE);
        assertThat(metrics(sum("Wh", 1, true)).columns().getFirst().values()).containsExactly(3600, 9000);
    }

    @Test
    void whatDoesNotAddUpIsLeftOutAndCounted() {
        assertThat(metrics(sum("J", 2, false)).columns()).isEmpty();
        assertThat(metrics(sum("furlongs", 2, true)).answerJson().toString()).contains("rejectedDataPoints=2");
        assertThat(metrics(sum("J", 2, true)).answerJson()).isEmpty();
        var gauge =
                "{\"name\":\"e\",\"unit\":\"J\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"1000000\",\"asDouble\":1}]}}";
        assertThat(metrics(gauge).columns()).isEmpty();
    }

    @Test
    void aGaugeOfWattsIsPower() {
        var gauge =
                "{\"name\":\"hw.power\",\"unit\":\"kW\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"1000000000\",\"asDouble\":1.5}]}}";
        var read = metrics(gauge);
        assertThat(read.columns().getFirst().series().measure()).isEqualTo(Measure.POWER);
        assertThat(read.columns().getFirst().values()).containsExactly(1500);
        var batches = read.batches("otlp/x", 1, new AtomicLong(4));
        assertThat(batches)
                .singleElement()
                .satisfies(it -> assertThat(it.sequence()).isEqualTo(4));
    }

    /** Energy and power of one device would count twice. */
    @Test
    void powerBesideEnergyOfTheSameDeviceIsALevel() {
        var gpu = "\"attributes\":[{\"key\":\"hw.id\",\"value\":{\"stringValue\":\"%s\"}}]";
        var power = """
            {"name":"hw.power","unit":"W","gauge":{"dataPoints":[
            {"timeUnixNano":"1000000000","asDouble":250,%s},{"timeUnixNano":"1000000000","asDouble":300,%s}]}}\
            """.formatted(gpu.formatted("gpu0"), gpu.formatted("gpu1"));
        var energy = """
            {"name":"hw.energy","unit":"J","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[
            {"timeUnixNano":"1000000000","asDouble":7,%s}]}}\
            """.formatted(gpu.formatted("gpu0"));
        assertThat(metrics(power + "," + energy).columns())
                .extracting(it -> it.series().measure())
                .containsExactly(Measure.LEVEL, Measure.POWER, Measure.COUNTER);
    }

    @Test
    void whatIsInsideAnotherNamesItsParentAndTheHostIsANode() {
        var energy = """
            {"name":"%s","unit":"J","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[
            {"timeUnixNano":"1000000000","asDouble":7,"attributes":[
            {"key":"hw.id","value":{"stringValue":"x"}},{"key":"hw.parent","value":{"stringValue":"%s"}}]}]}}\
            """;
        var part = metrics(energy.formatted("hw.energy", "package-0")).columns().getFirst();
        assertThat(part.series().labels())
                .containsEntry(Names.PARENT, "package-0")
                .containsEntry(Names.SCOPE, "device");
        var host = metrics(energy.formatted("hw.host.energy", "")).columns().getFirst();
        assertThat(host.series().labels()).doesNotContainKey(Names.PARENT).containsEntry(Names.SCOPE, "node");
    }

    @Test
    void whatIsNoRequestIsRefused() {
        assertThatThrownBy(() -> OtlpMetrics.ofJson(new byte[] {'{'})).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> OtlpMetrics.ofProtobuf(new byte[] {(byte) 0xff, 1, 2}))
                .isInstanceOf(BadInputException.class);
        assertThat(OtlpMetrics.ofProtobuf(new byte[0]).columns()).isEmpty();
    }
}
