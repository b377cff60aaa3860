/**
 * The agent of a host: reads its meters, keeps what they say on disk until the server has it, and delivers it in order.
 *
 * <p>The way of a sample: {@link io.negawatt.app.agent.Gathering} polls the meters on a clock that never steps,
 * {@link io.negawatt.app.agent.Spool} makes a batch durable and gives it its number, {@link io.negawatt.app.agent.Delivery} sends the
 * oldest batch again and again until the server has it. Nothing else is remembered, so that the end of the process at any
 * instruction loses no batch and counts none twice.
 *
 * <p>{@link io.negawatt.app.agent.Scraper} reads exporters for the server, in its process and without a spool: what the store does not take
 * waits in memory, and what an exporter does not tell is a gap.
 *
 * <h2>The spool, format version 1</h2>
 *
 * <p>A folder of files, in the notation of the journal ({@link io.negawatt.app.store.WireWriter}). Each file is a row of records as
 * {@link io.negawatt.app.store.RecordScanner} finds them; a record that does not match its checksum is passed over. Files are named
 * by their first place in hexadecimal, and are never appended to by another start of the agent.
 *
 * <pre>
 * N.spool     u8 1, whole first place, whole last place, the batch's bytes ({@link io.negawatt.app.live.BatchCodec}) to the end
 * N.lost      the same; one batch of gaps that stands for all batches from the first place to the last
 * state       u8 2, whole epoch, whole place up to which everything is delivered
 * </pre>
 */
@NullMarked
package io.negawatt.app.agent;

import org.jspecify.annotations.NullMarked;
