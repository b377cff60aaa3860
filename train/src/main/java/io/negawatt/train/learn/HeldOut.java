package io.negawatt.train.learn;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chooses which pieces of the data a model never learns from, so that it can be checked on them: by the hash of the piece and
 * the seed, until the share is reached. A piece keeps its place in the row of choice whatever other pieces there are.
 */
final class HeldOut {
    /** How far one piece may take the share past what was asked for. */
    private static final double MOST_OVER = 1.25;

    private HeldOut() {}

    /**
     * A part of the data that is held out as a whole or not at all.
     *
     * @param hash decides the order of choice
     * @param size counts toward the share
     */
    record Piece(long hash, long size) {}

    /** {@return the indexes of pieces whose sizes make up about {@code share} of all; none where every piece is too large} */
    static Set<Integer> choose(List<Piece> pieces, double share) {
        double wanted = share * pieces.stream().mapToLong(Piece::size).sum();
        var order = IntStream.range(0, pieces.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> pieces.get(i).hash()))
                .toList();
        var chosen = new HashSet<Integer>();
        long size = 0;
        for (int i : order) {
            if (size < wanted && size + pieces.get(i).size() <= wanted * MOST_OVER) {
                chosen.add(i);
                size += pieces.get(i).size();
            }
        }
        return chosen;
    }
}
