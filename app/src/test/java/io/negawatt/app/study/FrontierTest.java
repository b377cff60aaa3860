package io.negawatt.app.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.study.ShapeResult.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FrontierTest {

    @Test
    void agreesWithTryingEveryPairOnSmallCases() {
        var random = RandomGenerator.of("L64X128MixRandom");
        for (int round = 0; round < 200; round++) {
            var curves = curves(random, 2 + random.nextInt(3));
            var leading = Frontier.leads(shapes(curves)).stream()
                    .map(Frontier.Lead::point)
                    .toList();
            assertThat(leading).isEqualTo(undominated(curves));
            for (int own = 0; own < curves.size(); own++) {
                int i = own;
                assertThat(Frontier.holds(curves, own))
                        .isEqualTo(curves.get(own).stream().anyMatch(point -> beatsOthers(curves, i, point)));
            }
        }
    }

    @Test
    void aCurveThatIsAboveAnotherEverywhereIsNotOnIt() {
        var low = List.of(new Point(1, 3), new Point(2, 2));
        var high = List.of(new Point(1, 4), new Point(2, 3));
        assertThat(Frontier.holds(List.of(low, high), 0)).isTrue();
        assertThat(Frontier.holds(List.of(low, high), 1)).isFalse();
    }

    /** Few values, so that energies and losses are often equal. */
    private static List<List<Point>> curves(RandomGenerator random, int number) {
        var curves = new ArrayList<List<Point>>();
        for (int i = 0; i < number; i++) {
            curves.add(Stream.generate(() -> new Point(1 + random.nextInt(6), 1 + random.nextInt(6)))
                    .limit(1 + random.nextInt(3))
                    .toList());
        }
        return curves;
    }

    private static boolean beatsOthers(List<List<Point>> curves, int own, Point point) {
        for (int other = 0; other < curves.size(); other++) {
            for (var each : curves.get(other)) {
                if (other != own && each.joules() <= point.joules() && each.loss() <= point.loss()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** {@return each point for which no other has at most its energy and at most its loss, equal ones once, by energy} */
    private static List<Point> undominated(List<List<Point>> curves) {
        var all = curves.stream().flatMap(List::stream).distinct().toList();
        return all.stream()
                .filter(point -> all.stream()
                        .noneMatch(other -> !other.equals(point)
                                && other.joules() <= point.joules()
                                && other.loss() <= point.loss()))
                .sorted(Comparator.comparingDouble(Point::joules))
                .toList();
    }

    private static List<ShapeResult> shapes(List<List<Point>> curves) {
        return IntStream.range(0, curves.size())
                .mapToObj(i -> new ShapeResult(i, 1, 1, 1, OptionalDouble.empty(), curves.get(i), false, "x"))
                .toList();
    }
}
