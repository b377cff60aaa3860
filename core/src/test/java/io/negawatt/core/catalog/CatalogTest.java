package io.negawatt.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private final Catalog catalog = Catalog.load();

    private static CpuIdentity cpu(boolean virtual) {
        return new CpuIdentity("AuthenticAMD", 25, 17, 1, "", virtual);
    }

    @ParameterizedTest
    @CsvSource({
        "NVIDIA H100 80GB HBM3,h100-sxm,700",
        "NVIDIA H100 80GB HBM3 MIG 1g.10gb,h100-sxm,700",
        "NVIDIA H200,h200-sxm,700",
        "NVIDIA A100-SXM4-80GB,a100-sxm-80,400",
        "Tesla V100-SXM2-16GB,v100-sxm2-16,300",
        "NVIDIA B200,b200-sxm,1000",
        "NVIDIA L4,l4,72",
        "NVIDIA GeForce RTX 4090,rtx-4090,450",
        "Tesla T4,t4,70",
        "h100,h100-sxm,700",
        "RTX 4090,rtx-4090,450",
        "昇腾 910B,ascend-910b,400"
    })
    void knowsAGpuByTheNameThatItsDriverPrints(String name, String id, double maxW) {
        var gpu = catalog.gpu(name).orElseThrow();

        assertThat(gpu.id()).isEqualTo(id);
        assertThat(gpu.maxW()).isEqualTo(maxW);
    }

    @Test
    void takesNoGpuForAnother() {
        assertThat(catalog.gpu("NVIDIA GeForce RTX 4090 Laptop GPU")).isEmpty();
        assertThatThrownBy(() -> catalog.knownGpu("H101"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("h100-sxm");
    }

    @Test
    void showsThatPublishedFiguresOfTheH100Differ39Fold() {
        var embodiedKg = catalog.knownGpu("H100").hardware().embodiedKg();

        assertThat(embodiedKg.high() / embodiedKg.low()).isCloseTo(39, within(0.5));
    }

    @Test
    void keepsAverageAndMarginalNetworkEnergyApart() {
        assertThat(catalog.link("datacenter").share()).isEqualTo(Link.Share.AVERAGE);
        assertThat(catalog.link("datacenter", Link.Share.MARGINAL)
                        .orElseThrow()
                        .jPerBit()
                        .high())
                .isLessThanOrEqualTo(catalog.link("datacenter").jPerBit().low());
        assertThat(catalog.link("wan", Link.Share.MARGINAL)).isEmpty();
        assertThat(catalog.link("example").jPerBit().mid()).isEqualTo(1e-8);
        assertThatThrownBy(() -> catalog.link("wann")).hasMessageContaining("wan");
    }

    @Test
    void knowsTheProviderOfACloudRegion() {
        assertThat(catalog.pue("aws:us-east-1").id()).isEqualTo("aws");
        assertThat(catalog.pue().value().mid()).isEqualTo(1.54);
        assertThat(catalog.wue("google").value().mid()).isEqualTo(0.99);
        assertThatThrownBy(() -> catalog.pue("hetzner")).hasMessageContaining("--pue");
    }

    @Test
    void addsUpAServerFromItsParts() {
        var hardware = catalog.hardware(new Machine(cpu(false), 2, 128, 512, List.of("NVIDIA L4", "NVIDIA L4"), 2, 0));

        double expectedKg = 2 * 150 + 1000 + 2 * 100 + 512 * 533.0 / 384 + 2 * 100;
        assertThat(hardware.embodiedKg().mid()).isCloseTo(expectedKg, within(0.1));
        assertThat(hardware.massKg().mid()).isCloseTo(20 + 2 * 0.142, within(1e-9));
        assertThat(hardware.lifetimeYears().mid()).isEqualTo(3);
        assertThat(hardware.parts()).extracting(Hardware.Part::count).containsExactly(2.0, 1.0, 2.0, 512.0, 2.0);
    }

    @Test
    void takesEightGpusForAServerBuiltForThem() {
        var gpus = Stream.generate(() -> "NVIDIA H100 80GB HBM3").limit(8).toList();
        var hardware = catalog.hardware(new Machine(cpu(false), 2, 224, 2048, gpus, 8, 0));

        assertThat(hardware.embodiedKg().mid()).isCloseTo(8 * 164 + 5700, within(1e-6));
    }

    @Test
    void chargesAVirtualMachineWithItsShareOfAHost() {
        var guest = catalog.hardware(new Machine(cpu(true), 1, 2, 8, List.of(), 1, 0));
        var host = catalog.hardware(new Machine(cpu(false), 1, 2, 8, List.of(), 1, 0));

        assertThat(guest.embodiedKg().mid()).isLessThan(host.embodiedKg().mid() / 4);
        assertThat(guest.embodiedKg().high() / guest.embodiedKg().low())
                .isGreaterThan(host.embodiedKg().high() / host.embodiedKg().low());
    }

    @Test
    void findsFactsInBothLanguages() {
        assertThat(catalog.search("华东")).extracting(Fact::id).contains("CN-East");
        assertThat(catalog.search("factor Germany")).isNotEmpty().allMatch(fact -> fact.kind() == Fact.Kind.FACTOR);
        assertThat(catalog.search("gpu h100")).extracting(Fact::id).contains("h100-sxm", "h100-pcie");
        assertThat(catalog.search("no such thing")).isEmpty();
        assertThat(catalog.search(" ")).hasSameSizeAs(catalog.facts().toList());
    }

    @Test
    void writesFiguresWithUnitsAndRangesInBothLanguages() {
        assertThat(catalog.link("loopback").figures().in(Lang.EN)).isEqualTo("marginal 24 pJ/bit [6–240]");
        assertThat(catalog.knownGpu("T4").figures().in(Lang.ZH))
                .contains("最大 70 W")
                .contains("17 W [8–17]");
        assertThat(catalog.pue("aws").figures().in(Lang.EN)).isEqualTo("1.14 [1.08–1.20]");
    }
}
