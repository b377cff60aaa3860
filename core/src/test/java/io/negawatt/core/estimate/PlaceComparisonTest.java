package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.units.DataSize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlaceComparisonTest {
    private static List<PlaceComparison> places(String link, Optional<DataSize> moved, String... devices) {
        var deployment = Cases.deployment(
                "model_id", "Qwen/Qwen3-8B", "num_gpus", "1", "tensor_parallel", "1", "weight_precision", "int4");
        return PlaceComparison.of(
                deployment,
                Stream.of(devices).map(Cases.CATALOG::datasheet).toList(),
                InferenceEstimator.shipped(),
                new ServingSystem(Cases.CATALOG, OptionalDouble.of(1.2)),
                new PlaceComparison.Terms(Cases.CATALOG.link(link), moved, 1));
    }

    @Test
    void aRequestToTheDataCenterCarriesItsTransferAndOneAtHomeNone() {
        var places = places("fixed", Optional.of(DataSize.ofBytes(1e6)), "jetson-orin-nx-16", "h100-sxm");
        var edge = places.getFirst();
        var cloud = places.get(1);
        assertThat(edge.transferJ().mid()).isZero();
        double expectedJ = 8e6 * Cases.CATALOG.link("fixed").jPerBit().mid();
        assertThat(cloud.transferJ().mid()).isCloseTo(expectedJ, within(1e-9));
        assertThat(cloud.requestJ().orElseThrow().mid())
                .isGreaterThan(cloud.estimate().orElseThrow().joulesPerRequest().mid() * 1.2 + expectedJ);
        assertThat(edge.estimate().orElseThrow().deployment().maxSequences()).isEqualTo(1);
    }

    @Test
    void anEdgeDeviceBearsNoServerAndNoPue() {
        var edge = places("fixed", Optional.empty(), "jetson-agx-orin-64").getFirst();
        assertThat(edge.requestJ().orElseThrow().mid())
                .isCloseTo(edge.estimate().orElseThrow().joulesPerRequest().mid(), within(1e-9));
    }

    @Test
    void aModelThatDoesNotFitSaysSoAndTheOthersStillComeOut() {
        var places = places("mobile", Optional.empty(), "jetson-orin-nano-8", "h100-sxm");
        assertThat(places.get(1).estimate()).isPresent();
        assertThat(places.getFirst().estimate().isPresent())
                .isEqualTo(places.getFirst().refused().isEmpty());
    }
}
