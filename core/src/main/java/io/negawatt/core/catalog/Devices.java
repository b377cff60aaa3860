package io.negawatt.core.catalog;

import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;

/** How the rows of the device and coefficient files become facts. */
final class Devices {
    private Devices() {}

    static Shelf<Gpu> gpus(Shelf<Embodied> embodied) {
        return Shelf.of(
                Table.read(
                        "gpus.csv",
                        line -> new Gpu(
                                line.text("id"),
                                Names.same(line.text("name")),
                                line.list("aliases"),
                                line.number("memory_gb"),
                                line.range("idle_", "w"),
                                line.number("max_w"),
                                line.text("idle_basis"),
                                embodied.get(line.text("hardware")),
                                line.origin())),
                Shelf::deviceKey);
    }

    static Shelf<Datasheet> datasheets(Shelf<Gpu> gpus) {
        return Shelf.of(
                Table.read(
                        "datasheets.csv",
                        line -> new Datasheet(
                                gpus.get(line.text("id")),
                                line.number("bf16_tflops"),
                                line.number("fp8_tflops"),
                                line.number("fp4_tflops"),
                                line.number("memory_tb_per_s"),
                                line.number("link_gb_per_s"),
                                Datasheet.Host.valueOf(line.text("host").toUpperCase(Locale.ROOT)),
                                line.origin())),
                Shelf::deviceKey);
    }

    static Shelf<Llm> llms() {
        return Shelf.of(Table.read("llms.csv", Devices::llm), Llm::key);
    }

    private static Llm llm(Table.Line line) {
        return new Llm(
                line.text("id"),
                line.list("aliases"),
                line.text("family"),
                Llm.Kind.valueOf(line.text("kind").toUpperCase(Locale.ROOT)),
                line.number("total_b"),
                line.number("active_b"),
                line.integer("layers"),
                line.integer("hidden"),
                line.integer("kv_heads"),
                line.integer("kv_values"),
                line.integer("full_layers"),
                line.integer("window_layers"),
                line.integer("window"),
                line.integer("experts"),
                line.integer("experts_active"),
                line.integer("expert_layers"),
                line.number("routed_b"),
                line.number("state_m"),
                line.number("embedding_b"),
                line.origin());
    }

    static Shelf<Embodied> embodied() {
        return Shelf.of(Table.read(
                "embodied.csv",
                line -> new Embodied(
                        line.text("id"),
                        line.names(),
                        line.range("", "kg"),
                        line.range("mass_", "kg"),
                        line.text("basis"),
                        line.origin())));
    }

    static Shelf<Disk> disks() {
        return Shelf.of(Table.read(
                "disks.csv",
                line -> new Disk(
                        line.text("id"),
                        line.names(),
                        line.range("idle_", "w"),
                        line.range("io_", "j_per_byte"),
                        line.origin())));
    }

    static Shelf<Link> links() {
        return Shelf.of(Table.read(
                "links.csv",
                line -> new Link(
                        line.text("id"),
                        line.names(),
                        Link.Share.valueOf(line.text("kind").toUpperCase(Locale.ROOT)),
                        line.range("", "j_per_bit"),
                        line.text("basis"),
                        line.origin())));
    }

    static Shelf<Figure> memory() {
        return figures("memory.csv", Fact.Kind.MEMORY, "w_per_gb", "W/GB");
    }

    static Shelf<Figure> nics() {
        return figures("nics.csv", Fact.Kind.NIC, "w", "W");
    }

    static Shelf<Figure> storage() {
        return figures("storage.csv", Fact.Kind.STORAGE, "w_per_tb", "W/TB");
    }

    static Shelf<Figure> lifetimes() {
        return figures("lifetimes.csv", Fact.Kind.LIFETIME, "years", "years");
    }

    static Shelf<Figure> platform() {
        return Shelf.of(Table.read("platform.csv", figure(Fact.Kind.PLATFORM, "", line -> line.text("unit"))));
    }

    static Shelf<Figure> pue() {
        return figures("pue.csv", Fact.Kind.PUE, "", "ratio");
    }

    /** {@return the rows of the water file that are of {@code kind}} */
    static Shelf<Figure> water(Fact.Kind kind) {
        return Shelf.of(Table.read("water.csv", Function.identity()).stream()
                .filter(line -> line.text("kind").equals(kind.id()))
                .map(figure(kind, "l_per_kwh", line -> "L/kWh"))
                .toList());
    }

    static Shelf<Figure> replication() {
        return Shelf.of(Table.read("replication.csv", line -> {
            var copies = Interval.exactly(line.number("copies"));
            var names = Names.same(line.text("name"));
            return new Figure(
                    Fact.Kind.REPLICATION,
                    line.text("id"),
                    names,
                    List.of(),
                    copies,
                    "×",
                    OptionalInt.empty(),
                    line.origin());
        }));
    }

    private static Shelf<Figure> figures(String file, Fact.Kind kind, String column, String unit) {
        return Shelf.of(Table.read(file, figure(kind, column, line -> unit)));
    }

    private static Function<Table.Line, Figure> figure(
            Fact.Kind kind, String column, Function<Table.Line, String> unit) {
        return line -> new Figure(
                kind,
                line.text("id"),
                line.names(),
                line.list("aliases"),
                line.range("", column),
                unit.apply(line),
                line.year(),
                line.origin());
    }
}
