package io.negawatt.app.live;

import io.negawatt.core.text.BadInputException;
import java.util.HashSet;
import java.util.List;

/**
 * What a source sends at once: stored whole or not at all. A batch with the source, epoch and sequence of one that is stored
 * is taken for that one, so that sending it again changes nothing.
 *
 * @param source who sends, such as an agent's id
 * @param epoch tells apart the lives of a source that began to count anew, such as the time of its first start; not negative
 * @param sequence number of the batch in the epoch; not negative
 * @param columns samples, each series once
 * @param gaps times without samples, of any series
 */
public record Batch(String source, long epoch, long sequence, List<Column> columns, List<SeriesGap> gaps) {
    /** Most samples of a batch, those without a figure included. */
    public static final int MOST_SAMPLES = 1 << 20;

    /** Most columns, and most gaps. */
    public static final int MOST_SERIES = 1 << 17;

    /** @throws BadInputException where it is too large, a series comes twice, or a number is negative */
    public Batch {
        columns = List.copyOf(columns);
        gaps = List.copyOf(gaps);
        if (source.isEmpty() || source.length() > Series.MOST_TEXT || epoch < 0 || sequence < 0) {
            throw BadInputException.of("live.batch.identity", source, epoch, sequence, Series.MOST_TEXT);
        }
        long samples = samples(columns);
        if (samples > MOST_SAMPLES || columns.size() > MOST_SERIES || gaps.size() > MOST_SERIES) {
            throw BadInputException.of("live.batch.large", source, samples, MOST_SAMPLES, columns.size(), MOST_SERIES);
        }
        var seen = HashSet.<Series>newHashSet(columns.size());
        for (var column : columns) {
            if (!seen.add(column.series())) {
                throw BadInputException.of(
                        "live.batch.twice", source, column.series().metric());
            }
        }
    }

    /** {@return number of samples, those without a figure included} */
    public int samples() {
        return (int) samples(columns);
    }

    private static long samples(List<Column> columns) {
        return columns.stream().mapToLong(Column::size).sum();
    }

    /** {@return the same batch with every series given to a tenant, as the server does that knows who sends} */
    public Batch withTenant(String tenant) {
        return new Batch(
                source,
                epoch,
                sequence,
                columns.stream()
                        .map(it -> it.of(it.series().withTenant(tenant)))
                        .toList(),
                gaps.stream().map(it -> it.of(it.series().withTenant(tenant))).toList());
    }
}
