package io.negawatt.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The figures that the catalog carries over are those of the files that it names. */
class ReferenceDataTest {
    /** The catalog keeps six digits. */
    private static final double ROUNDING = 1e-5;

    private final Catalog catalog = Catalog.load();

    @BeforeAll
    static void dataAreThere() {
        String folder = System.getenv("NEGAWATT_REFERENCE_DATA");
        assumeTrue(
                folder != null && Files.isDirectory(Path.of(folder, "factors")),
                "skipped: set NEGAWATT_REFERENCE_DATA to the folder with the reference data to check the carried-over"
                        + " figures");
    }

    private static Path file(String name) {
        return Path.of(System.getenv("NEGAWATT_REFERENCE_DATA"), "factors", name);
    }

    private static List<NamedCsvRecord> rows(String name) throws IOException {
        try (var reader = CsvReader.builder()
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofNamedCsvRecord(file(name))) {
            return reader.stream().toList();
        }
    }

    private static Offset<Double> rounding(double value) {
        return within(Math.abs(value) * ROUNDING);
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }

    @Test
    void countriesOfTheMixTable() throws IOException {
        var lifeCycle = new Factor.Kind("CO2e", "life-cycle", "average");
        for (var row : rows("grid_mix_owid_via_codecarbon.csv")) {
            int year = (int) number(row, "year");
            double grams = number(row, "carbon_intensity");
            var factor = catalog.factor(row.getField("iso_code"), OptionalInt.of(year), Optional.of(lifeCycle));
            assertThat(factor.gramsPerKwh().mid()).as(row.getField("iso_code")).isCloseTo(grams, rounding(grams));
        }
    }

    @Test
    void anchorsOfEmber() throws IOException {
        var byKey = rows("grid_ember_via_co2js.csv").stream()
                .collect(Collectors.toMap(row -> row.getField("key"), row -> number(row, "gco2e_per_kwh")));
        var anchors = Map.of("World", "World", "EU", "EU", "CN", "CHN", "US", "USA", "DE", "DEU", "JP", "JPN");
        anchors.forEach((zone, key) -> assertThat(catalog.factors(zone))
                .filteredOn(factor -> factor.source().startsWith("Ember"))
                .singleElement()
                .satisfies(factor -> assertThat(factor.gramsPerKwh().mid()).isEqualTo(byKey.get(key))));
    }

    @Test
    void everyRowOfTheMinistry() throws IOException {
        for (var row : rows("china_mee_emission_factors.csv")) {
            String place = row.getField("region").replaceAll("\\(.*", "");
            String zone = row.getField("scope").equals("regional_grid") ? "CN-" + place : place;
            String mix = switch (row.getField("scope")) {
                case "national_excl_market_traded_nonfossil" -> "residual";
                case "national_fossil" -> "fossil";
                default -> "average";
            };
            var kind = Optional.of(new Factor.Kind("CO2", "direct", mix));
            double grams = number(row, "kgco2_per_kwh") * 1000;
            var factor = catalog.factor(zone, OptionalInt.of((int) number(row, "year")), kind);
            assertThat(factor.gramsPerKwh().mid()).as(zone + mix).isCloseTo(grams, rounding(grams));
            assertThat(factor.zone()).isEqualTo(catalog.zone(zone).id());
        }
    }

    @Test
    void everyCloudRegion() throws IOException {
        for (String provider : List.of("aws", "gcp", "azure")) {
            try (var reader = CsvReader.builder()
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .ofCsvRecord(file("cloud_grid_factors_ccf_" + provider + ".csv"))) {
                reader.stream().skip(1).forEach(row -> checkRegion(provider, row));
            }
        }
    }

    private void checkRegion(String provider, CsvRecord row) {
        String region = row.getField(0);
        String id = provider.equals("azure") ? region.toLowerCase(Locale.ROOT).replace(" ", "") : region;
        // Two rows of the Azure table lack the decimal point: 000077 stands for 0.000077.
        String tons = row.getFields().stream()
                .skip(2)
                .filter(field -> field.matches("0[.\\d]+"))
                .findFirst()
                .orElseThrow();
        double grams = Double.parseDouble(tons.contains(".") ? tons : "0." + tons) * 1e6;
        var carried = catalog.cloudRegion(provider + ":" + id).orElseThrow();
        assertThat(carried.factor().gramsPerKwh().mid()).as(region).isCloseTo(grams, rounding(grams));
    }

    @Test
    void wattsOfAThreadLieInTheRangeOfItsArchitecture() throws IOException {
        var byName = catalog.facts()
                .filter(CpuArchitecture.class::isInstance)
                .map(CpuArchitecture.class::cast)
                .collect(Collectors.toMap(row -> row.names().en(), row -> row));
        for (String provider : List.of("aws", "gcp", "azure")) {
            for (var row : rows("cpu_watts_per_vcpu_ccf_" + provider + ".csv")) {
                var carried = byName.get(row.getField("Architecture"));
                assertThat(carried).as(row.getField("Architecture")).isNotNull();
                double idle = number(row, "Min Watts");
                double max = number(row, "Max Watts");
                assertThat(idle)
                        .isBetween(
                                carried.threadIdleW().low(),
                                carried.threadIdleW().high() + idle * ROUNDING);
                assertThat(max)
                        .isBetween(
                                carried.threadMaxW().low(), carried.threadMaxW().high() + max * ROUNDING);
            }
        }
    }

    @Test
    void everyTdpIsThatOfTheList() throws IOException {
        var tdpW = rows("cpu_tdp_codecarbon.csv").stream()
                .collect(Collectors.toMap(row -> row.getField("Name"), row -> row.getField("TDP"), (a, b) -> b));
        assertThat(catalog.facts().filter(CpuTdp.class::isInstance).map(CpuTdp.class::cast))
                .hasSizeGreaterThan(300)
                .allSatisfy(cpu -> assertThat(Double.parseDouble(tdpW.get(cpu.id())))
                        .as(cpu.id())
                        .isEqualTo(cpu.tdpW()));
    }

    @Test
    void waterOfEveryCountry() throws IOException {
        for (var row : rows("grid_ecologits_gwp_adpe_pe_wue.csv")) {
            assertThat(catalog.ewf(row.getField("name")).value().mid())
                    .as(row.getField("name"))
                    .isEqualTo(number(row, "wue"));
        }
    }

    @Test
    void powerOfGpus() throws IOException {
        var power = rows("gpu_power.csv").stream().collect(Collectors.toMap(row -> row.getField("device"), row -> row));
        var vendorMax =
                Map.of("NVIDIA H100 SXM5", "H100 SXM", "NVIDIA H200 SXM", "H200", "NVIDIA L4", "L4", "TPUv3", "TPUv3");
        vendorMax.forEach((device, gpu) ->
                assertThat(catalog.knownGpu(gpu).maxW()).as(gpu).isEqualTo(number(power.get(device), "max_w")));
        var idle = Map.of("NVIDIA Tesla A100", "A100", "NVIDIA A10G", "A10G", "NVIDIA Tesla P100", "P100");
        idle.forEach((device, gpu) ->
                assertThat(catalog.knownGpu(gpu).idleW().mid()).as(gpu).isEqualTo(number(power.get(device), "idle_w")));
        // The table's maximum is the board power times 1.02, the full-load ratio of servers.
        assertThat(number(power.get("NVIDIA Tesla V100"), "max_w"))
                .isEqualTo(catalog.knownGpu("V100").maxW() * 1.02);
    }

    @Test
    void constants() throws IOException {
        var value = rows("constants.csv").stream()
                .collect(Collectors.toMap(
                        row -> row.getField("group") + "/" + row.getField("name"), row -> row.getField("value")));
        double jPerBitPerKwhPerGb = 3.6e6 / 8e9;
        var links = Map.of(
                "CCF inter-DC",
                "published:ccf",
                "Krug end-to-end 2012",
                "published:krug-2012",
                "EU ICT 2020 mobile",
                "published:eu-ict-2020-mobile");
        links.forEach((name, id) -> {
            double expected = Double.parseDouble(value.get("network/" + name)) * jPerBitPerKwhPerGb;
            assertThat(catalog.link(id).jPerBit().mid()).isCloseTo(expected, rounding(expected));
        });
        assertThat(catalog.link("example").jPerBit().mid())
                .isEqualTo(Double.parseDouble(value.get("network/SEED example J/bit")));
        assertThat(catalog.storage("ssd").value().mid()).isEqualTo(Double.parseDouble(value.get("storage/SSD")));
        assertThat(catalog.memory().value().mid()).isEqualTo(Double.parseDouble(value.get("memory/DRAM")));
        assertThat(catalog.pue().value().mid())
                .isEqualTo(Double.parseDouble(value.get("pue/Uptime 2025 weighted avg")));
        assertThat(catalog.embodied("server-8gpu").embodiedKg().mid())
                .isEqualTo(Double.parseDouble(value.get("embodied/8-GPU server without GPUs")));
        assertThat(catalog.knownGpu("H100").hardware().embodiedKg().low())
                .isEqualTo(Double.parseDouble(value.get("embodied/H100 die only (MLCarbon)")));
    }
}
