package io.negawatt.app.report;

import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.estimate.PlaceComparison;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A request served on devices with its user and in data centers, side by side, for a terminal and for machines. */
public final class PlaceScreen {
    private static final double MS = 1000;

    private final Lang lang;
    private final List<PlaceComparison> places;
    private final PlaceComparison.Terms terms;

    public PlaceScreen(Lang lang, List<PlaceComparison> places, PlaceComparison.Terms terms) {
        this.lang = lang;
        this.places = List.copyOf(places);
        this.terms = terms;
    }

    /** {@return a row for each place, what a place cannot do below, and what the network was taken for} */
    public List<String> lines(int width) {
        var table = new TerminalTable(
                Column.words(text("device")),
                Column.words(text("place")),
                Column.figures(text("batch")),
                Column.figures(text("devices")),
                Column.figures(text("transfer")),
                Column.figures(text("request")),
                Column.words(""),
                Column.figures(text("time")));
        places.stream()
                .filter(place -> place.estimate().isPresent())
                .sorted(Comparator.comparingDouble(
                        place -> place.requestJ().map(Interval::mid).orElse(Double.MAX_VALUE)))
                .forEach(place -> row(table, place, place.estimate().orElseThrow()));
        var lines = new ArrayList<>(table.lines(width));
        places.stream().flatMap(place -> place.refused().stream()).forEach(why -> lines.add(why.in(lang)));
        lines.add(text(
                "link",
                terms.link().id(),
                Numbers.significant(terms.link().jPerBit().mid(), 3) + " J/bit",
                terms.link().jPerBit().spread()));
        return lines;
    }

    private void row(TerminalTable table, PlaceComparison place, InferenceEstimate estimate) {
        var request = place.requestJ().orElse(Interval.ZERO);
        table.row(
                estimate.deployment().gpus() + " × " + place.device().names().en(),
                text(place.device().isEdge() ? "edge" : "cloud"),
                Numbers.significant(estimate.deployment().maxSequences(), 3),
                joules(estimate.joulesPerRequest().mid()),
                joules(place.transferJ().mid()),
                joules(request.mid()),
                request.spread().toString(),
                Numbers.significant(estimate.tokenS().mid() * MS, 3) + " ms");
    }

    /** {@return the places as JSON} */
    public byte[] json() {
        var document = new LinkedHashMap<String, Object>();
        document.put("schema", "negawatt.estimate.places/1");
        document.put("link", terms.link().id());
        document.put("places", places.stream().map(PlaceScreen::figures).toList());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }

    private static Map<String, Object> figures(PlaceComparison place) {
        var figures = new LinkedHashMap<String, Object>();
        figures.put("gpu", place.device().id());
        figures.put("place", place.device().isEdge() ? "edge" : "cloud");
        place.estimate().ifPresent(estimate -> {
            figures.put("num_gpus", estimate.deployment().gpus());
            figures.put("max_num_seqs", estimate.deployment().maxSequences());
            figures.put("energy_per_request_joules", range(estimate.joulesPerRequest()));
            figures.put("transfer_joules", range(place.transferJ()));
            figures.put("mean_tpot_ms", range(estimate.tokenS().times(MS)));
            figures.put("basis", estimate.basis());
        });
        place.requestJ().ifPresent(request -> figures.put("system_energy_per_request_joules", range(request)));
        place.refused().ifPresent(why -> figures.put("refused", why.toString()));
        return figures;
    }

    private static Map<String, Double> range(Interval value) {
        var range = new LinkedHashMap<String, Double>();
        range.put("low", value.low());
        range.put("mid", value.mid());
        range.put("high", value.high());
        return range;
    }

    private static String joules(double joules) {
        return Numbers.significant(joules, 3) + " J";
    }

    private String text(String key, Object... args) {
        return Texts.of(lang).get("cli.estimate.places." + key, args);
    }
}
