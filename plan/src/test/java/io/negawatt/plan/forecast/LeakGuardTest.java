package io.negawatt.plan.forecast;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.plan.forecast.Forecaster.Learner;
import io.negawatt.plan.forecast.Forecaster.Outlook;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeakGuardTest {
    private static final Reach DAY = new Reach(0, 24);
    private static final int ISSUED = 60 * 24;

    static List<Forecaster> forecasters() {
        return Forecasters.ALL;
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void no_forecaster_looks_ahead(Forecaster forecaster) {
        assertThatCode(() -> LeakGuard.check(Samples.wave(70, 1), forecaster, DAY, ISSUED))
                .doesNotThrowAnyException();
    }

    @Test
    void a_future_hour_that_is_asked_for_throws() {
        var peeking = forecaster(history -> history.value(history.issued()));
        assertThatThrownBy(() -> LeakGuard.check(Samples.wave(70, 1), peeking, DAY, ISSUED))
                .isInstanceOf(LeakException.class)
                .hasMessageContaining("asked for step 1440");
    }

    @Test
    void a_forecaster_that_holds_the_series_itself_is_caught() {
        var kept = new Source[1];
        var source = Samples.wave(70, 1);
        // What a careless author does: he keeps the whole series, and looks up the answer.
        var cheating = forecaster(history -> {
            kept[0] = kept[0] == null ? source : source.withFuture(ISSUED, 3);
            return kept[0].target().value(ISSUED);
        });
        assertThatThrownBy(() -> LeakGuard.check(source, cheating, DAY, ISSUED)).isInstanceOf(LeakException.class);
    }

    private static Forecaster forecaster(Function<History, Double> value) {
        return new Forecaster() {
            @Override
            public String id() {
                return "planted";
            }

            @Override
            public int daysNeeded() {
                return 1;
            }

            @Override
            public Learner learner(Reach reach) {
                return new Learner() {
                    @Override
                    public void fit(History history) {}

                    @Override
                    public Outlook outlook(History history) {
                        return new Outlook(new double[] {value.apply(history)});
                    }

                    @Override
                    public List<Driver> explain(History history) {
                        return List.of();
                    }
                };
            }
        };
    }
}
