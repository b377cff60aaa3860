package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Lang;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DiscoveriesTest {
    @TempDir
    Path root;

    private FixtureTree machine() {
        var tree = new FixtureTree(root, RaplMeterTest.TWO_SOCKETS + HostFactsTest.SERVER);
        ModelMeterTest.write(tree, 0, 0, 0, 0);
        return tree;
    }

    /** A row a kind, found or not, and where not, why in both languages. */
    @ParameterizedTest
    @EnumSource(Lang.class)
    void everyKindHasARow(Lang lang) {
        try (var discoveries = Discoveries.on(machine().host())) {
            assertThat(discoveries.rows()).extracting(Discoveries.Row::kind).isEqualTo(Meters.ALL);
            assertThat(discoveries.rows()).allSatisfy(row -> {
                assertThat(row.kind().about().in(lang)).isNotBlank();
                assertThat(row.why().isEmpty()).isEqualTo(row.meter().isPresent());
                assertThat(row.channels().isEmpty()).isEqualTo(row.meter().isEmpty());
                row.why().ifPresent(why -> assertThat(why.in(lang)).isNotBlank());
            });
            assertThat(discoveries.rows())
                    .filteredOn(row -> row.meter().isPresent())
                    .extracting(row -> row.kind().name())
                    .containsExactly("rapl", "model");
        }
    }

    @Test
    void whatIsFoundIsSelected() {
        try (var set = Discoveries.on(machine().host()).select()) {
            assertThat(set.channels().stream()
                            .filter(channel -> channel.parent().isEmpty()))
                    .extracting(Channel::id)
                    .contains("package-0", "package-1", "disk:sda")
                    .doesNotContain("cpu", "memory");
            assertThat(set.dropped()).hasSize(2);
        }
    }

    /** An empty machine has no meter, and nothing throws. */
    @Test
    void anEmptyMachineHasNone() {
        try (var set = Discoveries.on(new FixtureTree(root, "").host()).select()) {
            assertThat(set.channels()).isEmpty();
        }
    }
}
