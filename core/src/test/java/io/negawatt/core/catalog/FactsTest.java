package io.negawatt.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.Lang;
import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of every file is sound. */
class FactsTest {
    private final Catalog catalog = Catalog.load();

    /** An interval of a row and the bounds between which a sane figure lies. */
    private record Check(String what, Interval value, double least, double most) {}

    @TestFactory
    Stream<DynamicTest> everyKind() {
        return catalog.facts().collect(Collectors.groupingBy(Fact::kind)).entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(
                        kind.getKey().id(), () -> kind.getValue().forEach(this::check)));
    }

    @Test
    void everyKindHasRows() {
        assertThat(catalog.facts().map(Fact::kind).distinct()).containsExactlyInAnyOrder(Fact.Kind.values());
    }

    private void check(Fact fact) {
        String row = fact.kind().id() + " " + fact.id();
        assertThat(fact.id()).as(row).isNotBlank();
        assertThat(fact.origin().source()).as(row).isNotBlank().doesNotContain("://");
        assertThat(fact.names().en()).as(row).isNotBlank();
        assertThat(fact.names().zh()).as(row).isNotBlank();
        for (var lang : Lang.values()) {
            assertThat(fact.figures().in(lang)).as(row).isNotBlank().doesNotContain("{");
            assertThat(fact.kind().title().in(lang)).isNotBlank();
            assertThat(fact.origin().status().title().in(lang)).isNotBlank();
        }
        fact.year().ifPresent(year -> assertThat(year).as(row).isBetween(2000, 2026));
        checks(fact).forEach(check -> {
            assertThat(check.value.low()).as(row + " " + check.what).isBetween(check.least, check.most);
            assertThat(check.value.high()).as(row + " " + check.what).isBetween(check.least, check.most);
        });
    }

    private static List<Check> checks(Fact fact) {
        return switch (fact) {
            case Zone zone -> List.of();
            case GridFactor row -> List.of(new Check("g/kWh", row.factor().gramsPerKwh(), 0, 1500));
            case CloudRegion row -> List.of(new Check("g/kWh", row.factor().gramsPerKwh(), 5, 1200));
            case Gpu gpu ->
                List.of(
                        new Check("idle below max", gpu.idleW(), 1, gpu.maxW() / 2),
                        new Check("max W", Interval.exactly(gpu.maxW()), 15, 1500),
                        new Check("memory GB", Interval.exactly(gpu.memoryGb()), 4, 800));
            case Datasheet row ->
                List.of(
                        new Check("Tflop/s", Interval.exactly(row.bf16Tflops()), 1, 5000),
                        new Check("TB/s", Interval.exactly(row.memoryTbPerS()), 0.05, 20));
            case Llm row ->
                List.of(
                        new Check("active B", Interval.exactly(row.activeB()), 0.1, row.totalB()),
                        new Check("routed B", Interval.exactly(row.routedB()), 0, row.totalB()),
                        new Check(
                                "attention layers",
                                Interval.exactly(row.fullLayers() + row.windowLayers()),
                                1,
                                row.layers()));
            case CpuArchitecture row ->
                List.of(
                        new Check(
                                "idle below max",
                                row.threadIdleW(),
                                0.1,
                                row.threadMaxW().mid() * 4),
                        new Check("max W a thread", row.threadMaxW(), 0.5, 15));
            case CpuTdp row -> List.of(new Check("TDP W", Interval.exactly(row.tdpW()), 5, 600));
            case Disk row ->
                List.of(new Check("idle W", row.idleW(), 0, 15), new Check("J/byte", row.ioJPerByte(), 1e-11, 1e-6));
            case Link row -> List.of(new Check("J/bit", row.jPerBit(), 1e-12, 5e-4));
            case Embodied row ->
                List.of(new Check("kg CO2e", row.embodiedKg(), 0.1, 20_000), new Check("kg", row.massKg(), 0, 200));
            case Figure row -> List.of(new Check(row.unit(), row.value(), 0, most(row)));
        };
    }

    private static double most(Figure row) {
        return switch (row.unit()) {
            case "ratio" -> 3;
            case "W/GB" -> 1;
            case "W/TB", "L/kWh" -> 30;
            case "years", "×" -> 10;
            case "W" -> 3000;
            case "threads" -> 1000;
            default -> throw new IllegalArgumentException("no bound for the unit " + row.unit());
        };
    }

    @Test
    void idsAreUniqueWithinTheirKind() {
        var keys = catalog.facts().map(fact -> switch (fact) {
            case GridFactor row -> row.factor() + " of " + row.origin().source();
            case Link link -> "link " + link.id() + " " + link.share();
            default -> fact.kind() + " " + fact.id();
        });

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void everyIdNameAndAliasLeadsToItsRow() {
        for (var fact : catalog.facts().toList()) {
            var names = Stream.concat(Stream.of(fact.id()), fact.aliases().stream());
            names.forEach(name -> assertThat(found(fact, name)).as(name).isEqualTo(fact.id()));
        }
    }

    private String found(Fact fact, String name) {
        return switch (fact.kind()) {
            case ZONE, FACTOR -> catalog.zone(name).id();
            case CLOUD_REGION -> catalog.cloudRegion(name).orElseThrow().id();
            case DATASHEET ->
                name.equals(fact.id()) ? name : catalog.datasheet(name).id();
            case LLM -> catalog.knownLlm(name).id();
            case GPU -> name.equals(fact.id()) ? name : catalog.knownGpu(name).id();
            case PUE -> catalog.pue(name).id();
            case WUE -> catalog.wue(name).id();
            case EWF -> catalog.ewf(name).id();
            case LINK -> catalog.link(name).id();
            case DISK -> catalog.disk(name).id();
            case NIC -> catalog.nic(name).id();
            case STORAGE -> catalog.storage(name).id();
            case REPLICATION -> catalog.replication(name).id();
            case PLATFORM -> catalog.platform(name).id();
            case LIFETIME -> catalog.lifetime(name).id();
            case EMBODIED -> catalog.embodied(name).id();
            case MEMORY -> catalog.memory().id();
            case CPU, CPU_ARCHITECTURE -> fact.id();
        };
    }

    @Test
    void namesOfZonesInBothLanguagesLeadToThem() {
        catalog.facts().filter(Zone.class::isInstance).forEach(zone -> {
            assertThat(catalog.zone(zone.names().en()).id()).isEqualTo(zone.id());
            assertThat(catalog.zone(zone.names().zh()).id()).isEqualTo(zone.id());
        });
    }

    @Test
    void everyZoneHasAFactorAboveItAndEndsInTheWorld() {
        catalog.facts().filter(Zone.class::isInstance).forEach(zone -> {
            assertThat(catalog.location(zone.id()).kind().mix()).isEqualTo("average");
            assertThat(catalog.ewf(zone.id()).unit()).isEqualTo("L/kWh");
        });
        assertThat(catalog.facts()
                        .filter(fact ->
                                fact instanceof Zone zone && zone.parent().isEmpty()))
                .extracting(Fact::id)
                .containsExactly("World");
    }

    @Test
    void everyCloudRegionLiesInAKnownZone() {
        catalog.facts()
                .filter(CloudRegion.class::isInstance)
                .map(CloudRegion.class::cast)
                .forEach(region -> assertThat(catalog.zone(region.id()).id()).isEqualTo(region.zone()));
    }

    @Test
    void everyRuleNamesAKnownArchitecture() {
        var known = catalog.facts()
                .filter(CpuArchitecture.class::isInstance)
                .map(Fact::id)
                .toList();
        var lines = Table.read("cpu_models.csv", line -> line);

        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(known).contains(line.text("architecture"));
            assertThat(line.origin().source()).isNotBlank();
            assertThat(line.text("match")).isIn("exact", "nearest");
        });
    }

    @Test
    void aBadFileNamesFileLineAndColumn() {
        assertThatThrownBy(() -> Table.read("zones.csv", line -> line.number("name_en")))
                .hasMessageContaining("zones.csv line ")
                .hasMessageContaining("column name_en");
    }
}
