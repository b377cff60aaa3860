package io.negawatt.app.store;

import io.negawatt.core.account.RunEvent.Polled;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.Reading.Gap;
import io.negawatt.core.series.Reading.Pending;
import io.negawatt.core.series.Reading.Used;
import io.negawatt.core.units.Energy;
import java.time.Instant;
import java.util.List;

/** The fields of a poll: one reading a channel, then one block for each basis of activity. */
final class PolledCodec {
    private static final int USED = 0;
    private static final int GAP = 1;
    private static final int PENDING = 2;

    /** Bases that are written as their place in this list; any other is written as text after {@link #OTHER_BASIS}. */
    private static final List<String> BASES = List.of(Activity.CPU, Activity.IO, Activity.NET, Activity.TIME);

    private static final int GPU_BASIS = 0x10;
    private static final int OTHER_BASIS = 0x20;
    private static final int MOST_DIGITS = 6;

    private PolledCodec() {}

    static void write(WireWriter out, Polled polled) {
        var fromPoll = new Times(polled.at());
        out.whole(polled.readings().size());
        for (var reading : polled.readings()) {
            write(out, fromPoll, reading);
        }
        out.whole(polled.activities().size());
        for (var activity : polled.activities()) {
            write(out, activity);
        }
    }

    private static void write(WireWriter out, Times fromPoll, Reading reading) {
        out.u8(
                switch (reading) {
                    case Used _ -> USED;
                    case Gap _ -> GAP;
                    case Pending _ -> PENDING;
                });
        fromPoll.write(out, reading.from());
        fromPoll.write(out, reading.to());
        switch (reading) {
            case Used used -> out.f64(used.energy().joules());
            case Gap gap -> EventCodec.message(out, gap.reason());
            case Pending _ -> {}
        }
    }

    private static void write(WireWriter out, Activity activity) {
        writeBasis(out, activity.basis());
        out.f64(activity.hostAmount());
        out.f64(activity.capacity());
        out.whole(activity.uses().size());
        for (var use : activity.uses()) {
            out.whole(use.process());
            out.f64(use.amount());
        }
    }

    private static void writeBasis(WireWriter out, String basis) {
        int known = BASES.indexOf(basis);
        int gpu = gpuIndex(basis);
        if (known >= 0) {
            out.u8(known);
        } else if (gpu >= 0) {
            out.u8(GPU_BASIS);
            out.whole(gpu);
        } else {
            out.u8(OTHER_BASIS);
            out.text(basis);
        }
    }

    /** {@return N of {@code gpu:N} in its one usual spelling, and −1 for any other text} */
    private static int gpuIndex(String basis) {
        String digits = basis.substring(Math.min(basis.length(), Activity.gpu(0).length() - 1));
        if (digits.isEmpty() || digits.length() > MOST_DIGITS || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int index = Integer.parseInt(digits);
        return Activity.gpu(index).equals(basis) ? index : -1;
    }

    static Polled read(WireReader in, Instant at) {
        var fromPoll = new Times(at);
        var readings = in.list(() -> readReading(in, fromPoll));
        return new Polled(at, readings, in.list(() -> readActivity(in)));
    }

    private static Reading readReading(WireReader in, Times fromPoll) {
        int kind = in.u8();
        var from = fromPoll.read(in);
        var to = fromPoll.read(in);
        return switch (kind) {
            case USED -> new Used(from, to, Energy.ofJoules(in.f64()));
            case GAP -> new Gap(from, to, EventCodec.message(in));
            case PENDING -> new Pending(from, to);
            default -> throw new WireReader.Malformed("a reading of the unknown kind " + kind);
        };
    }

    private static Activity readActivity(WireReader in) {
        var basis = readBasis(in);
        double hostAmount = in.f64();
        double capacity = in.f64();
        return new Activity(basis, hostAmount, capacity, in.list(() -> new Activity.Use(in.index(), in.f64())));
    }

    private static String readBasis(WireReader in) {
        int kind = in.u8();
        return switch (kind) {
            case GPU_BASIS -> Activity.gpu(in.index());
            case OTHER_BASIS -> in.text();
            default -> {
                if (kind >= BASES.size()) {
                    throw new WireReader.Malformed("a basis of the unknown kind " + kind);
                }
                yield BASES.get(kind);
            }
        };
    }
}
