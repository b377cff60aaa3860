/**
 * The ledger: one folder a run, in open formats that any tool may read.
 *
 * <pre>
 * HOME/runs/ID/
 *   journal           everything that happened, written as it happens; never changed, never deleted
 *   lock              held by the process that works on the run, and holds its process id; gone once the run is closed
 *   account.json      the account, see {@link io.negawatt.app.store.AccountJson}; once it is there, the run is closed
 *   samples.parquet   the readings, sorted by channel and time
 *   report.html       the report
 * </pre>
 *
 * <p>An ID is at least four hexadecimal digits. A run with a journal and no account is live where its lock is held, and else
 * was interrupted; the next command closes it. Every file but the journal is written under a name that begins with a dot and
 * then renamed, so that it is whole or not there.
 *
 * <h2>The journal, format version 1</h2>
 *
 * <p>All numbers are little-endian. The file begins with the eight bytes {@code NEGAWATT} and the format version as u32. Then
 * come records:
 *
 * <pre>
 * u32      length of the payload, 3 to 4,194,304
 * u32      CRC-32C (Castagnoli) of the four bytes of the length, then the payload
 * payload  u8 type, whole number of the event (0, 1, 2 …), then the fields of the type
 * </pre>
 *
 * <p>A <em>whole</em> is an unsigned LEB128 number, a <em>signed</em> one is zigzagged first, a <em>text</em> is a whole with
 * the number of bytes and then UTF-8, a <em>list</em> is a whole with the number of items and then the items, an
 * <em>optional</em> is the whole 0 or the zigzagged value plus 1, an <em>f64</em> is an IEEE 754 double. A <em>time</em> is a
 * signed number of ns since the start of the run.
 *
 * <pre>
 * 1 started       text: JSON with at (ISO 8601), id, name, command, host, job, period_s, channels, terms, version
 * 2 process seen  time, whole process, signed pid, text name, optional rank
 * 3 polled        time, list of readings (one a channel, in the order of "channels"), list of activities
 *     reading     u8 kind (0 used, 1 gap, 2 pending), signed from and to in ns since the time of the poll (mostly negative),
 *                 then for used f64 joules, and for gap a message
 *     activity    basis, f64 use by the whole host, f64 capacity, list of (whole process, f64 use)
 *     basis       u8: 0 cpu, 1 io, 2 net, 3 time; 16 and a whole: gpu of that index; 32 and a text: any other
 * 4 phase began   time, whole stream, optional rank, text phase
 * 5 phase ended   time, whole stream, text phase
 * 6 counted       time, whole stream, text unit, f64 amount
 * 7 noted         time, message
 * 8 finished      time, signed exit code
 *     message     text key, list of texts
 * </pre>
 *
 * <p>The first record is <em>started</em>, and there are two copies of it with the same number. A record whose number is not
 * above that of the one before is such a copy and is passed over. A number that jumps says how many events are missing. Each
 * record can be read without any other but the first. What does not match its checksum is passed over up to the next record
 * that does.
 *
 * <h2>The samples</h2>
 *
 * <p>Columns of {@code samples.parquet}, one row a reading: {@code run}, {@code channel}, {@code meter}, {@code component},
 * {@code at} (end of the interval, UTC, ns), {@code from} (its start), {@code joules} (null for a gap), {@code watts} (mean;
 * null for a gap), {@code reason} (of a gap, in English; else null), {@code parent} (channel whose readings include these, or
 * null; leave rows with a parent out of a sum). In SQL, {@code "at"} and {@code "from"} want quotes.
 */
@NullMarked
package io.negawatt.app.store;

import org.jspecify.annotations.NullMarked;
