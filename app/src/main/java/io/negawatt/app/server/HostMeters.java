package io.negawatt.app.server;

import io.negawatt.app.server.MetersApi.MeterView;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Discoveries.Row;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Meters of the server's own host that are there and closed, with what opens them: what a first start has to show.
 *
 * @param found what looking for meters came to so far
 */
record HostMeters(Supplier<List<Row>> found) {
    List<MeterView> views(Call call) {
        return found.get().stream()
                .filter(HostMeters::isClosed)
                .map(it -> view(call, it))
                .toList();
    }

    int closed() {
        return (int) found.get().stream().filter(HostMeters::isClosed).count();
    }

    private static boolean isClosed(Row row) {
        return row.remedy().isPresent();
    }

    private static MeterView view(Call call, Row row) {
        String kind = row.kind().name();
        String why = row.why().map(call::text).orElse("");
        String remedy = row.remedy().map(call::text).orElse("");
        return new MeterView(
                "host-" + kind,
                call.text(row.kind().about()),
                kind,
                Tier.COUNTER.id(),
                Scope.DEVICE.id(),
                Component.COMPUTE.id(),
                Optional.empty(),
                0,
                OptionalDouble.empty(),
                Optional.empty(),
                "closed",
                Optional.of(call.text(Message.of("server.meter.closed", why, remedy))),
                row.command().isEmpty() ? Optional.empty() : Optional.of(String.join(" ", row.command())),
                List.of());
    }
}
