package io.negawatt.core.series;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that holds from one moment to the next, such as the price of each hour. What lies in no block is a gap: the value
 * there is not known.
 *
 * @param blocks stretches without a gap, in the order of time
 */
public record StepSeries(List<Block> blocks) {

    public StepSeries {
        blocks = List.copyOf(blocks);
        for (int i = 1; i < blocks.size(); i++) {
            if (blocks.get(i).from().isBefore(blocks.get(i - 1).to())) {
                throw new IllegalArgumentException("blocks of a series must follow each other, but %s begins before %s"
                        .formatted(blocks.get(i).from(), blocks.get(i - 1).to()));
            }
        }
    }

    /**
     * Steps of equal length without a gap between them.
     *
     * @param from start of the first step
     * @param step length of each step, more than 0
     * @param values the value of each step, finite; at least one
     */
    public record Block(Instant from, Duration step, List<Double> values) {
        public Block {
            values = List.copyOf(values);
            if (step.compareTo(Duration.ZERO) <= 0
                    || values.isEmpty()
                    || !values.stream().allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(
                        "a block needs steps of some length with finite values, but got %d of %s"
                                .formatted(values.size(), step));
            }
        }

        /** {@return end of the last step} */
        public Instant to() {
            return startOf(values.size());
        }

        private Instant startOf(int index) {
            return from.plus(step.multipliedBy(index));
        }

        /** {@return the first step that ends after {@code at}; the number of steps where none does} */
        private int stepEndingAfter(Instant at) {
            return at.isBefore(from)
                    ? 0
                    : (int) Math.min(values.size(), Duration.between(from, at).dividedBy(step));
        }

        private boolean overlaps(Instant start, Instant end) {
            return from.isBefore(end) && start.isBefore(to());
        }

        private Block within(Instant start, Instant end) {
            int first = stepEndingAfter(start);
            int last = stepEndingAfter(end.minusNanos(1));
            return new Block(startOf(first), step, values.subList(first, Math.min(values.size(), last + 1)));
        }
    }

    /**
     * What a series says of a stretch of time.
     *
     * @param value mean of the values by the time that they hold; 0 where none is known
     * @param known part of the time for which there is a value, 0 to 1
     */
    public record Mean(double value, double known) {}

    /** {@return the mean from {@code from} to the later {@code to}} */
    public Mean over(Instant from, Instant to) {
        var mean = new WeightedMean();
        for (var block : within(from, to).blocks) {
            for (int i = 0; i < block.values.size(); i++) {
                var start = later(from, block.startOf(i));
                var end = earlier(to, block.startOf(i + 1));
                mean.add(block.values.get(i), (double)
                        Duration.between(start, end).toNanos());
            }
        }
        return new Mean(
                mean.mean(), mean.weight() / (double) Duration.between(from, to).toNanos());
    }

    /** {@return the steps that are needed from {@code from} to {@code to}, each in its whole length} */
    public StepSeries within(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return new StepSeries(List.of());
        }
        return new StepSeries(blocks.stream()
                .filter(block -> block.overlaps(from, to))
                .map(block -> block.within(from, to))
                .toList());
    }

    /** {@return the same with every value multiplied} */
    public StepSeries times(double factor) {
        var scaled = new ArrayList<Block>();
        for (var block : blocks) {
            var values = block.values.stream().map(value -> value * factor).toList();
            scaled.add(new Block(block.from, block.step, values));
        }
        return new StepSeries(scaled);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
