package io.negawatt.plan.simulate;

import java.util.List;

/**
 * The power of a job from its start on, in pieces of constant power.
 *
 * @param pieces at least one
 */
public record PowerProfile(List<Piece> pieces) {

    /**
     * A time of constant power.
     *
     * @param lengthS more than 0
     * @param watts at least 0
     */
    public record Piece(double lengthS, double watts) {
        public Piece {
            if (!(lengthS > 0) || !(watts >= 0) || Double.isInfinite(lengthS * watts)) {
                throw new IllegalArgumentException("a job that draws %s W for %s s".formatted(watts, lengthS));
            }
        }
    }

    public PowerProfile {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("a profile without a piece");
        }
    }

    /** {@return a job of one power} */
    public static PowerProfile constant(double lengthS, double watts) {
        return new PowerProfile(List.of(new Piece(lengthS, watts)));
    }

    /** {@return how long it runs, s} */
    public double lengthS() {
        return pieces.stream().mapToDouble(Piece::lengthS).sum();
    }

    /** {@return what it uses, J} */
    public double energyJ() {
        return pieces.stream().mapToDouble(piece -> piece.lengthS * piece.watts).sum();
    }

    /** {@return the mean power from {@code fromS} to {@code toS} after its start, W} */
    public double meanW(double fromS, double toS) {
        double startS = 0;
        double energyJ = 0;
        for (var piece : pieces) {
            double endS = startS + piece.lengthS;
            energyJ += piece.watts * Math.max(0, Math.min(toS, endS) - Math.max(fromS, startS));
            startS = endS;
        }
        return energyJ / (toS - fromS);
    }
}
