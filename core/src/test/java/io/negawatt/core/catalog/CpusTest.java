package io.negawatt.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpusTest {
    private final Catalog catalog = Catalog.load();

    private static CpuIdentity identity(String vendor, int family, int model, int stepping) {
        return new CpuIdentity(vendor, family, model, stepping, "", false);
    }

    @ParameterizedTest
    @CsvSource({
        "GenuineIntel,6,85,4,Skylake,EXACT", "GenuineIntel,6,85,7,Cascade Lake,EXACT",
                "GenuineIntel,6,143,8,Sapphire Rapids,EXACT",
        "AuthenticAMD,25,1,1,EPYC 3rd Gen,EXACT", "AuthenticAMD,26,2,1,EPYC 4th Gen,NEAREST",
                "ARM,65,0xd0c,0,Graviton2,NEAREST",
        "HygonGenuine,24,1,1,EPYC 1st Gen,NEAREST", "Elbrus,6,9,1,unknown CPU,UNKNOWN"
    })
    void knowsAnArchitectureByItsNumbers(
            String vendor, int family, String model, int stepping, String architecture, Cpu.Match match) {
        var cpu = catalog.cpu(identity(vendor, family, Integer.decode(model), stepping));

        assertThat(cpu.architecture().en()).isEqualTo(architecture);
        assertThat(cpu.match()).isEqualTo(match);
    }

    @Test
    void widensTheRangeOfARelativeAndSaysSo() {
        var zen5 = catalog.cpu(identity("AuthenticAMD", 26, 2, 1));
        var zen4 = catalog.cpu(identity("AuthenticAMD", 25, 17, 1));

        assertThat(zen5.threadMaxW().relativeHalfWidth())
                .isGreaterThan(zen4.threadMaxW().relativeHalfWidth());
        assertThat(zen5.power(4, 1).basis().toString()).contains("EPYC 4th Gen").contains("half to twice");
    }

    @Test
    void spansEveryArchitectureWhereTheProcessorIsUnknown() {
        var unknown = catalog.cpu(CpuIdentity.UNKNOWN);

        assertThat(catalog.search("cpu-architecture")).hasSizeGreaterThan(15).allSatisfy(fact -> {
            var architecture = (CpuArchitecture) fact;
            assertThat(architecture.threadMaxW().high())
                    .isLessThanOrEqualTo(unknown.threadMaxW().high());
            assertThat(architecture.threadIdleW().low())
                    .isGreaterThanOrEqualTo(unknown.threadIdleW().low());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Intel(R) Xeon(R) Platinum 8480+;350", "AMD EPYC 7763 64-Core Processor;280",
                "Intel(R) Xeon(R) CPU E5-2680 v4 @ 2.40GHz;120", "Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz;205",
                "AMD Ryzen 9 5950X 16-Core Processor;105", "13th Gen Intel(R) Core(TM) i9-13900K;125"
            })
    void findsTheTdpUnderTheNameThatTheKernelPrints(String name, double tdpW) {
        var cpu = catalog.cpu(new CpuIdentity("", -1, -1, 0, name, false));

        assertThat(cpu.tdpW()).hasValue(tdpW);
        assertThat(cpu.power(64, 2).maxW().mid()).isEqualTo(2 * tdpW * 1.02);
        assertThat(cpu.power(64, 2).idleW().mid())
                .isLessThan(cpu.power(64, 2).maxW().low());
    }

    @Test
    void countsThreadsInAVirtualMachineEvenWhereTheModelIsKnown() {
        var name = "AMD EPYC 7763 64-Core Processor";
        var guest = catalog.cpu(new CpuIdentity("AuthenticAMD", 25, 1, 1, name, true));

        assertThat(guest.power(2, 1).maxW().mid())
                .isEqualTo(2 * guest.threadMaxW().mid())
                .isLessThan(10);
    }

    @Test
    void readsAnX86Cpuinfo() {
        String cpuinfo = """
            processor\t: 0
            vendor_id\t: GenuineIntel
            cpu family\t: 6
            model\t\t: 143
            model name\t: Intel(R) Xeon(R) Platinum 8480+
            stepping\t: 8
            flags\t\t: fpu hypervisor avx

            processor\t: 1
            model\t\t: 7
            """;

        assertThat(CpuIdentity.ofCpuinfo(cpuinfo))
                .isEqualTo(new CpuIdentity("GenuineIntel", 6, 143, 8, "Intel(R) Xeon(R) Platinum 8480+", true));
    }

    @Test
    void readsAnArmCpuinfoAndAnEmptyOne() {
        var arm = CpuIdentity.ofCpuinfo("processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd40\n");

        assertThat(arm).isEqualTo(new CpuIdentity("ARM", 65, 0xd40, 0, "", false));
        assertThat(CpuIdentity.ofCpuinfo("")).isEqualTo(CpuIdentity.UNKNOWN);
    }
}
