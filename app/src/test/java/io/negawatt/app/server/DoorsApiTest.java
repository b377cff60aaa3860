package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.access.Scope;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Matcher;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Window;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorsApiTest {
    private static final Attributes GPU =
            Attributes.of(AttributeKey.stringKey("hw.id"), "gpu0", AttributeKey.stringKey("hw.type"), "gpu");

    @TempDir
    Path home;

    @Test
    void joulesThatTheOpenTelemetrySdkPushesAreTheJoulesThatAreKept() throws Exception {
        try (var test = new TestServer(home, false, Optional.empty(), false)) {
            var exporter = OtlpHttpMetricExporter.builder()
                    .setEndpoint("http://localhost:" + test.server.port() + "/v1/metrics")
                    .setCompression("gzip")
                    .addHeader(
                            "Authorization",
                            "Bearer "
                                    + test.token(Scope.INGEST, Optional.empty()).secret())
                    .build();
            var reader = PeriodicMetricReader.builder(exporter)
                    .setInterval(Duration.ofHours(1))
                    .build();
            long fromMs = System.currentTimeMillis();
            try (var provider = SdkMeterProvider.builder()
                    .registerMetricReader(reader)
                    .setResource(Resource.create(Attributes.of(AttributeKey.stringKey("host.name"), "n7")))
                    .build()) {
                var energy = provider.get("test")
                        .counterBuilder("hw.energy")
                        .ofDoubles()
                        .setUnit("J")
                        .build();
                energy.add(123.456, GPU);
                assertThat(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess())
                        .isTrue();
                double joules = 0;
                for (int i = 1; i <= 5; i++) {
                    energy.add(1000.125 * i, GPU);
                    joules += 1000.125 * i;
                    Thread.sleep(3);
                    assertThat(provider.forceFlush().join(20, TimeUnit.SECONDS).isSuccess())
                            .isTrue();
                }
                assertThat(kept(test, fromMs)).isCloseTo(joules, within(1e-6 * joules));
            }
        }
    }

    private static double kept(TestServer test, long fromMs) {
        var joules = new double[1];
        var selection =
                new Selection(Optional.empty(), Optional.of(Names.ENERGY), List.of(Matcher.is(Names.NODE, "n7")));
        var window = new Window(fromMs - 60_000, System.currentTimeMillis() + 60_000, 60_000);
        test.store.range(selection, window, steps -> {
            for (int i = 0; i < window.steps(); i++) {
                joules[0] += steps.amount(i);
            }
        });
        return joules[0];
    }
}
