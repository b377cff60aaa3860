package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.util.List;
import java.util.TreeMap;

/** A series as bytes; the package's description tells the format. */
final class SeriesCodec {
    private static final List<Measure> MEASURES = List.of(Measure.values());

    private SeriesCodec() {}

    static void write(WireWriter out, Series series) {
        out.text(series.tenant());
        out.text(series.metric());
        out.u8(MEASURES.indexOf(series.measure()));
        out.text(series.unit());
        out.whole(series.periodMs());
        out.whole(series.labels().size());
        series.labels().forEach((name, value) -> {
            out.text(name);
            out.text(value);
        });
    }

    static Series read(WireReader in) {
        String tenant = in.text();
        String metric = in.text();
        int measure = in.u8();
        if (measure >= MEASURES.size()) {
            throw new WireReader.Malformed("an unknown measure");
        }
        String unit = in.text();
        long periodMs = in.whole();
        var labels = new TreeMap<String, String>();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            labels.put(in.text(), in.text());
        }
        return new Series(tenant, metric, MEASURES.get(measure), unit, periodMs, labels);
    }
}
