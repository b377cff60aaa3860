package io.negawatt.core.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How wide the 90 % interval of an estimate is: the error that nine in ten held-out rows of its class stay below.
 *
 * <p>Cross-conformal (V. Vovk, Annals of Mathematics and AI 74, 2015): every error is that of a row whose group the model had not
 * seen. Classes are by {@link Kinship}, by text or media, and by whether the case lay within what was metered, since errors of
 * one class say little of another.
 *
 * @param bands one for each class that has rows enough
 */
record ErrorBands(List<Band> bands) {
    /** A little above nine in ten: rows of one model err together, so that there are fewer errors than rows. */
    private static final double SHARE = 0.92;
    /** How many rows stay below the time that a wish is held against: more would cost more energy than the wish is worth. */
    private static final double WISH_SHARE = 0.75;
    /** Fewer rows have no 90 % quantile to speak of. */
    private static final int LEAST_ROWS = 30;
    /** By how much a band is widened for a kind of weights that was never metered. */
    private static final double WIDER = 1.5;
    /** Where nothing was held out at all: a factor of three. */
    private static final double UNKNOWN = Math.log(3);

    /**
     * The band of one class.
     *
     * @param energy half-width of the logarithm of the energy per token
     * @param token the same of the mean time per token
     * @param wish logarithm of how much longer than estimated a token takes at most in three rows of four
     * @param rows held-out rows that it rests on
     */
    record Band(Kinship kinship, boolean media, boolean inside, double energy, double token, double wish, int rows) {
        Band times(double factor) {
            return new Band(kinship, media, inside, energy * factor, token * factor, wish * factor, rows);
        }
    }

    static ErrorBands of(List<CrossValidation.Held> held) {
        var bands = new ArrayList<Band>();
        for (var kinship : Kinship.values()) {
            for (boolean media : new boolean[] {false, true}) {
                for (boolean inside : new boolean[] {true, false}) {
                    var rows = held.stream()
                            .filter(h -> is(h.standing(), kinship, media, inside))
                            .toList();
                    if (rows.size() >= LEAST_ROWS) {
                        bands.add(band(kinship, media, inside, rows));
                    }
                }
            }
        }
        return new ErrorBands(List.copyOf(bands));
    }

    private static boolean is(Standing standing, Kinship kinship, boolean media, boolean inside) {
        return standing.kinship() == kinship && standing.media() == media && standing.inside() == inside;
    }

    private static Band band(Kinship kinship, boolean media, boolean inside, List<CrossValidation.Held> rows) {
        return new Band(
                kinship,
                media,
                inside,
                quantile(rows, held -> Math.abs(held.energyLog()), SHARE),
                quantile(rows, held -> Math.abs(held.tokenLog()), SHARE),
                Math.max(0, quantile(rows, held -> -held.tokenLog(), WISH_SHARE)),
                rows.size());
    }

    /** {@return the band of a class; where it has none, that of the nearest class that has, widened} */
    Band at(Standing standing) {
        var band = find(standing.kinship(), standing.media(), standing.inside())
                .or(() -> last(standing.media(), standing.inside()))
                .or(this::widest)
                .orElse(new Band(
                        standing.kinship(), standing.media(), standing.inside(), UNKNOWN, UNKNOWN, UNKNOWN, 0));
        return standing.untried() ? band.times(WIDER) : band;
    }

    private Optional<Band> last(boolean media, boolean inside) {
        return Stream.of(Kinship.values())
                .flatMap(kinship -> find(kinship, media, inside).stream())
                .reduce((first, second) -> second);
    }

    private Optional<Band> widest() {
        return bands.stream().max(Comparator.comparingDouble(Band::energy)).map(band -> band.times(WIDER));
    }

    private Optional<Band> find(Kinship kinship, boolean media, boolean inside) {
        return bands.stream()
                .filter(band -> band.kinship == kinship && band.media == media && band.inside == inside)
                .findFirst();
    }

    /** The order statistic that a new row of the class stays below with the wanted probability. */
    private static double quantile(
            List<CrossValidation.Held> rows, ToDoubleFunction<CrossValidation.Held> error, double share) {
        double[] sorted = rows.stream().mapToDouble(error).sorted().toArray();
        int place = (int) Math.ceil(share * (sorted.length + 1)) - 1;
        return sorted[Math.min(place, sorted.length - 1)];
    }
}
