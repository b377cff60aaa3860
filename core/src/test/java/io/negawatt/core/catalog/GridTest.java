package io.negawatt.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
    private final Catalog catalog = Catalog.load();

    @ParameterizedTest
    @CsvSource({
        "CN-East,CN-East",
        "cn_east,CN-East",
        "华东,CN-East",
        "east china,CN-East",
        "germany,DE",
        "DEU,DE",
        "德国,DE",
        "global,World",
        "türkiye,TR",
        "guangdong,CN-GD",
        "广东省,CN-GD",
        "US,US",
        "aws:eu-central-1,DE",
        "aws:cn-north-1,CN-BJ",
        "East US 2,US",
        "us-west-2,US"
    })
    void understandsAPlaceAsPeopleWriteIt(String place, String zone) {
        assertThat(catalog.zone(place).id()).isEqualTo(zone);
    }

    @ParameterizedTest
    @CsvSource({"CN-Est,CN-East", "germny,DE (Germany)", "aws:us-east-9,aws:us-east-1", "atlantis,World", "华动,World"})
    void offersNearNamesForAnUnknownPlace(String place, String offered) {
        assertThatThrownBy(() -> catalog.location(place)).isInstanceOfSatisfying(BadInputException.class, e -> {
            assertThat(e.text().in(Lang.EN)).contains(place).contains(offered);
            assertThat(e.text().in(Lang.ZH)).contains(place).contains(offered);
        });
    }

    @Test
    void takesTheNewestFactorOfChinasRegionAndTheNationalResidualMix() {
        var location = catalog.location("CN-East");
        var market = catalog.market("CN-East");

        assertThat(location.gramsPerKwh().mid()).isEqualTo(550.0);
        assertThat(location.year()).isEqualTo(2023);
        assertThat(location.kind()).isEqualTo(new Factor.Kind("CO2", "direct", "average"));
        assertThat(market.zone()).isEqualTo("CN");
        assertThat(market.gramsPerKwh().mid()).isEqualTo(609.6);
        assertThat(market.kind().mix()).isEqualTo("residual");
    }

    @Test
    void takesTheZoneAroundWhereAZoneHasNoFigure() {
        assertThat(catalog.location("CN-GD").zone()).isEqualTo("CN-South");
        assertThat(catalog.location("CN-YN").gramsPerKwh().mid()).isEqualTo(107.3);
        assertThat(catalog.ewf("CN-East").id()).isEqualTo("CN");
        assertThat(catalog.ewf("KE").id()).isEqualTo("World");
    }

    @Test
    void saysThatTheMarketFactorIsTheLocationsWhereNoResidualMixIsKnown() {
        assertThat(catalog.market("DE")).isEqualTo(catalog.location("DE"));
        assertThat(catalog.market("HK")).isEqualTo(catalog.location("HK"));
        assertThat(catalog.market("aws:us-east-1")).isEqualTo(catalog.location("aws:us-east-1"));
    }

    @Test
    void takesACloudRegionsOwnFigureOnlyWhereItIsTheNearerOne() {
        assertThat(catalog.location("aws:us-east-1").gramsPerKwh().mid()).isEqualTo(415.755);
        assertThat(catalog.location("aws:eu-central-1")).isEqualTo(catalog.location("DE"));
        assertThat(catalog.cloudRegion("azure:germanywestcentral")
                        .orElseThrow()
                        .factor()
                        .gramsPerKwh()
                        .mid())
                .isEqualTo(402);
        assertThat(catalog.cloudRegion("DE")).isEmpty();
    }

    @Test
    void findsAFactorByYearAndKind() {
        var lifeCycle = new Factor.Kind("CO2e", "life-cycle", "average");

        assertThat(catalog.factor("CN", OptionalInt.of(2022), Optional.empty())
                        .gramsPerKwh()
                        .mid())
                .isEqualTo(536.6);
        assertThat(catalog.factor("CN-East", OptionalInt.of(2023), Optional.of(lifeCycle))
                        .zone())
                .isEqualTo("CN");
        assertThat(catalog.factor("CN", OptionalInt.empty(), Optional.empty())).isEqualTo(catalog.location("CN"));
        assertThat(catalog.factors("CN")).isSortedAccordingTo((a, b) -> b.year() - a.year());
    }

    @Test
    void listsWhatThereIsWhereAYearIsMissing() {
        assertThatThrownBy(() -> catalog.factor("CN-East", OptionalInt.of(1999), Optional.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1999")
                .hasMessageContaining("CN-East 2023 CO2 direct average");
    }
}
