package io.negawatt.core.meter;

import io.negawatt.core.series.Reading;
import io.negawatt.core.units.Energy;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** One channel of {@link ModelMeter}: where its next reading begins, and whether its base line holds. */
final class ModelTrack {
    private final PartEnergy part;
    private Instant from = Instant.EPOCH;
    private Optional<IOException> lost = Optional.empty();

    ModelTrack(PartEnergy part) {
        this.part = part;
    }

    void start(Instant now) {
        from = now;
        rebase();
    }

    private void rebase() {
        try {
            part.rebase();
            lost = Optional.empty();
        } catch (IOException e) {
            lost = Optional.of(e);
        }
    }

    Reading poll(Instant now) {
        if (!now.isAfter(from)) {
            return new Reading.Pending(from, from);
        }
        if (lost.isPresent()) {
            var why = lost.get();
            rebase();
            return gap(now, why);
        }
        try {
            var joules = part.joules(Duration.between(from, now).toNanos() * 1e-9);
            return joules.isPresent() ? used(now, joules.getAsDouble()) : new Reading.Pending(from, now);
        } catch (IOException e) {
            rebase();
            return gap(now, e);
        }
    }

    private Reading used(Instant now, double joules) {
        var reading = new Reading.Used(from, now, Energy.ofJoules(joules));
        from = now;
        return reading;
    }

    private Reading gap(Instant now, IOException why) {
        var reading = new Reading.Gap(from, now, SysFile.unreadable(why));
        from = now;
        return reading;
    }

    /** Energy of a part since the call before. */
    interface PartEnergy {
        /** Forgets what was counted before. */
        void rebase() throws IOException;

        /** {@return the energy in J; empty where the counter has not moved on yet} */
        OptionalDouble joules(double elapsedS) throws IOException;
    }

    static final class CpuEnergy implements PartEnergy {
        private final ProcSnapshot proc;
        private final MachineModel.Cpu cpu;
        private ProcSnapshot.CpuTicks last = new ProcSnapshot.CpuTicks(0, 0);

        CpuEnergy(ProcSnapshot proc, MachineModel.Cpu cpu) {
            this.proc = proc;
            this.cpu = cpu;
        }

        @Override
        public void rebase() throws IOException {
            last = proc.cpu();
        }

        @Override
        public OptionalDouble joules(double elapsedS) throws IOException {
            var now = proc.cpu();
            long total = now.total() - last.total();
            if (total < 0) {
                throw new IOException("the CPU time stepped back by %d ticks".formatted(-total));
            }
            if (total == 0) {
                return OptionalDouble.empty();
            }
            // The kernel corrects its idle time now and then, so that a single step may leave 0..1 by a tick.
            double utilization = Math.clamp((double) (now.busy() - last.busy()) / total, 0, 1);
            last = now;
            return OptionalDouble.of(cpu.watts(utilization) * elapsedS);
        }
    }

    @FunctionalInterface
    interface ByteCount {
        long get() throws IOException;
    }

    static final class CountedEnergy implements PartEnergy {
        private final ByteCount bytes;
        private final double idleW;
        private final double joulesPerByte;
        private long last;

        CountedEnergy(ByteCount bytes, double idleW, double joulesPerByte) {
            this.bytes = bytes;
            this.idleW = idleW;
            this.joulesPerByte = joulesPerByte;
        }

        @Override
        public void rebase() throws IOException {
            last = bytes.get();
        }

        @Override
        public OptionalDouble joules(double elapsedS) throws IOException {
            long now = bytes.get();
            long moved = now - last;
            if (moved < 0) {
                throw new IOException("the count of bytes stepped back by " + -moved);
            }
            last = now;
            return OptionalDouble.of(idleW * elapsedS + joulesPerByte * moved);
        }
    }
}
