/**
 * The live store: samples that agents and other sources send, durable before they are acknowledged, and what is asked of them.
 *
 * <p>A {@link io.negawatt.app.live.Batch} is what a source sends at once, and is stored whole or not at all. Its identity, which
 * is source, epoch and sequence, makes it harmless to send it again. {@link io.negawatt.app.live.BatchCodec} turns it into few
 * bytes. {@link io.negawatt.app.live.LiveStore} is the door; behind it stand a store in memory, one on this machine's disk and
 * one in PostgreSQL, which give the same answers.
 *
 * <h2>The batch, format version 1</h2>
 *
 * <p>In the notation of the journal ({@link io.negawatt.app.store.WireWriter}); a <em>bit stream</em> is filled from the highest bit
 * of each byte and padded with zeros to whole bytes.
 *
 * <pre>
 * four bytes  NWB1
 * u32         CRC-32C of all that follows
 * text        source
 * whole       epoch, then sequence
 * whole       length of the table of series once it is inflated, or 0 where it is not deflated
 * raw         table of series: list of (text tenant, text metric, u8 measure, text unit, whole period in ms,
 *             list of (text label, text value)); raw deflate where the length before is not 0
 * whole       number of columns; column i is that of series i
 * list        columns of times
 * list        columns of values, each after the whole place of its times
 * list        gaps: whole place of the series, signed from in ms, whole length in ms, u8 1 and f64 amount or u8 0, text key of
 *             the reason, list of texts
 * </pre>
 *
 * <p>A column of times is a whole count, and then, where the count is not 0, the signed first time in ms since 1970 and the
 * signed steps: whole 0 and one signed step where all steps are the same, and whole 1 and the Rice code of the change of
 * step otherwise. A column of values is a u8 mode, see {@link io.negawatt.app.live.ValueCodec}.
 *
 * <h2>The folder of {@link io.negawatt.app.live.EmbeddedStore}, format version 1</h2>
 *
 * <pre>
 * lock              held by the process that has the store, and holds its process id
 * manifest          which sorted files count, and which batches are in them; replaced as a whole
 * series-NUMBER     every series and the number that stands for it
 * wal-NUMBER        batches that are in no sorted file yet
 * raw-NUMBER        samples of an hour
 * second-NUMBER     sums by second of some hours; minute-NUMBER and hour-NUMBER accordingly
 * gaps-NUMBER       every gap that was told
 * </pre>
 *
 * <p>A number is given once; of two files that tell of the same, the greater one is newer. Each file begins with {@code NWATT-L} and a
 * zero, and the version as u32; then come records as in the journal of a run: u32 length of the payload, u32 CRC-32C of
 * length and payload, payload. The classes tell the payloads: {@code BatchRecord}, {@code SeriesTable}, {@code RawFile},
 * {@code RolledFile}, {@code GapFile}, {@code GroupWriter} (the index at the end of sorted files) and {@code Manifest}. A file of sorted
 * samples or sums that the manifest does not name, and a log before the one that it names, do not count and are deleted at
 * the next start.
 */
@NullMarked
package io.negawatt.app.live;

import org.jspecify.annotations.NullMarked;
