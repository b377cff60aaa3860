package io.negawatt.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorBandsTest {
    private static final Standing KNOWN = new Standing(Kinship.MODEL, false, true, false);

    /** {@return a hundred held-out rows whose errors are 1 to 100 per cent of {@code most}} */
    private static List<CrossValidation.Held> rows(Standing standing, double most) {
        var row = Cases.rows(1).getFirst();
        return IntStream.rangeClosed(1, 100)
                .mapToObj(i -> {
                    double error = Math.exp(most * i / 100);
                    var point = new Point(1, row.joulesPerToken() * error, row.tokenS() / error, 1, 1, 0);
                    return new CrossValidation.Held(row, point, standing);
                })
                .toList();
    }

    @Test
    void aBandHoldsALittleMoreThanNineRowsOfTen() {
        assertThat(ErrorBands.of(rows(KNOWN, 1)).at(KNOWN).energy()).isBetween(0.9, 0.95);
        assertThat(ErrorBands.of(rows(KNOWN, 1)).at(KNOWN).wish()).isBetween(0.74, 0.78);
    }

    @Test
    void aClassHasItsOwnBand() {
        var none = new Standing(Kinship.NONE, false, false, false);
        var bands = ErrorBands.of(Stream.concat(rows(KNOWN, 0.2).stream(), rows(none, 0.6).stream())
                .toList());
        assertThat(bands.at(none).energy()).isGreaterThan(2.9 * bands.at(KNOWN).energy());
    }

    @Test
    void whatWasNeverMeteredIsWider() {
        var bands = ErrorBands.of(rows(KNOWN, 0.2));
        var untried = new Standing(Kinship.MODEL, false, true, true);
        assertThat(bands.at(untried).energy())
                .isGreaterThan(1.4 * bands.at(KNOWN).energy());
        assertThat(new ErrorBands(List.of()).at(KNOWN).energy()).isGreaterThan(1);
    }
}
