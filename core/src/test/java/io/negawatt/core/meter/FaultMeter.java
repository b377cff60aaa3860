package io.negawatt.core.meter;

import io.negawatt.core.meter.FaultEvents.Event;
import io.negawatt.core.series.CounterSpec;
import io.negawatt.core.series.PowerIntegrator;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.WrappingCounter;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A machine whose meters fail in every way that was seen in the field, from a seed, and whose true energy is known: for tests
 * of laws that must hold whatever meters do. Simulated registers are read by the same classes as real ones.
 *
 * <p>Channels: {@code gpu0} (counter in mJ of 32 bits that ticks every 100 ms) and its part {@code gpu0:mig1}, which repeats the
 * board; {@code gpu1} (power sensor: 1 s average that sees a quarter of the time); {@code package-0} and {@code dram-0} (µJ, ranges
 * of 2 kJ and 500 J, so that they wrap often); {@code disk:sda} and {@code net:external} (modeled, exact).
 */
public final class FaultMeter implements Meter {
    private static final double NS = 1e-9;
    private static final Duration GPU_TICK = Duration.ofMillis(100);
    private static final Duration RAPL_TICK = Duration.ofMillis(1);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(1);
    private static final Duration LONGEST_HOLE = Duration.ofSeconds(10);

    private final long seed;
    private final Set<Fault> faults;
    private final List<Device> devices = new ArrayList<>();
    private Instant start = Instant.EPOCH;
    private double nowS;

    /** What a meter does wrong. */
    public enum Fault {
        /** Counters start again from 0 past their range. */
        WRAP,
        /** Counters move every 100 ms (GPU) or 1 ms (CPU); without it they are always up to date. */
        TICKS,
        /** Power is the mean of the last second. */
        AVERAGE,
        /** Power is sampled in a quarter of the time only. */
        DUTY,
        /** A counter starts anew at any moment. */
        RESET,
        /** Each instance of a divided GPU shows the power of the whole board. */
        MIG_REPEAT,
        /** A sensor says NaN, a counter says what no counter can. */
        NAN,
        /** The clock steps back between two polls; see {@link FaultMeter#schedule}. */
        BACKWARD_CLOCK,
        /** Reads fail for a while. */
        DROP_OUT,
        /** A counter stands still, and afterwards knows what it missed or does not. */
        STUCK,
        /** A counter says 0 for a moment and comes back. */
        BRIEF_ZERO
    }

    private abstract class Device {
        final Channel channel;
        final FaultSignal signal;
        final FaultEvents events;

        Device(Channel channel, FaultSignal signal, FaultEvents events) {
            this.channel = channel;
            this.signal = signal;
            this.events = events;
        }

        abstract void start(Instant now);

        abstract Reading poll(Instant now);

        /** Energy in J that an honest figure for the window lies between. */
        abstract Interval boundsJ(double fromS, double toS);
    }

    private FaultMeter(long seed, Set<Fault> faults) {
        this.seed = seed;
        this.faults = Set.copyOf(faults);
        var gpu = counter("gpu0", Activity.gpu(0), 1, 1e-3, 1L << 32, 1500, 50, 700, GPU_TICK);
        devices.add(gpu);
        if (faults.contains(Fault.MIG_REPEAT)) {
            devices.add(new Repeater(gpu));
        }
        devices.add(new PowerDevice(
                channel("gpu1", Component.COMPUTE, Tier.METERED, Activity.gpu(1), Optional.empty()),
                new FaultSignal(seed * 31 + 2, 60, 400, 0.3),
                events(2, EnumSet.of(Fault.NAN, Fault.DROP_OUT))));
        devices.add(counter("package-0", Activity.CPU, 3, 1e-6, 2_000_000_000L, 500, 20, 250, RAPL_TICK));
        devices.add(counter("dram-0", Activity.CPU, 4, 1e-6, 500_000_000L, 100, 3, 30, RAPL_TICK));
        devices.add(new ExactDevice("disk:sda", Component.STORE, Activity.IO, new FaultSignal(seed * 31 + 5, 4, 9, 1)));
        devices.add(new ExactDevice(
                "net:external", Component.TRANSMIT, Activity.NET, new FaultSignal(seed * 31 + 6, 0, 3, 0.5)));
    }

    /** {@return a meter with every fault} */
    public static FaultMeter of(long seed) {
        return of(seed, EnumSet.allOf(Fault.class));
    }

    /** {@return a meter with these faults} */
    public static FaultMeter of(long seed, Set<Fault> faults) {
        return new FaultMeter(seed, faults);
    }

    /** {@return the true energy of the channel's device in the window, in J} */
    public double trueJ(String channelId, Instant from, Instant to) {
        return device(channelId).signal.energyJ(seconds(from), seconds(to));
    }

    /**
     * {@return the energy in J between which the physics leaves the figure of a window: the truth but for the ticks of the
     * counter or the power that the sensor may have missed; where a reset or another fault touches the window, from 0 to what
     * the device can draw}
     */
    public Interval boundsJ(String channelId, Reading.Used used) {
        return device(channelId).boundsJ(seconds(used.from()), seconds(used.to()));
    }

    /**
     * {@return times to poll at: about every {@code period}, with jitter, sometimes twice at once, sometimes after a long pause,
     * and, with {@link Fault#BACKWARD_CLOCK}, now and then before the time of the last poll}
     */
    public List<Instant> schedule(Instant first, int polls, Duration period) {
        var random = new SplittableRandom(seed * 31 + 99);
        var times = new ArrayList<Instant>();
        var time = first;
        for (int i = 0; i < polls; i++) {
            time = time.plusNanos((long) (period.toNanos() * stride(random)));
            boolean back = faults.contains(Fault.BACKWARD_CLOCK) && random.nextInt(50) == 0;
            times.add(back ? time.minusMillis(1 + random.nextInt(3_600_000)) : time);
        }
        return times;
    }

    private static double stride(SplittableRandom random) {
        return switch (random.nextInt(40)) {
            case 0 -> 0;
            case 1 -> 1 + 100 * random.nextDouble();
            default -> 0.5 + random.nextDouble();
        };
    }

    @Override
    public List<Channel> channels() {
        return devices.stream().map(device -> device.channel).toList();
    }

    @Override
    public Duration period() {
        return GPU_TICK;
    }

    @Override
    public void start(Instant now) {
        // The devices have been running for a while, so that energy from before would show.
        start = now.minusSeconds(100);
        nowS = seconds(now);
        devices.forEach(device -> device.start(now));
    }

    @Override
    public List<Reading> poll(Instant now) {
        // Where the clock steps back, the devices go on all the same.
        nowS = Math.max(nowS, seconds(now));
        return devices.stream().map(device -> device.poll(now)).toList();
    }

    @Override
    public void close() {}

    private Device device(String channelId) {
        return devices.stream()
                .filter(device -> device.channel.id().equals(channelId))
                .findFirst()
                .orElseThrow();
    }

    private double seconds(Instant time) {
        return Duration.between(start, time).toNanos() * NS;
    }

    private FaultEvents events(int device, Set<Fault> possible) {
        var kinds = faults.stream().filter(possible::contains).sorted().toList();
        return new FaultEvents(seed * 31 + 50 + device, kinds);
    }

    private static Channel channel(String id, Component component, Tier tier, String basis, Optional<String> parent) {
        return new Channel(
                id,
                "fault",
                id,
                component,
                Scope.DEVICE,
                tier,
                basis,
                parent,
                OptionalDouble.empty(),
                Channel.Bounds.within(0.05));
    }

    private CounterDevice counter(
            String id,
            String basis,
            int number,
            double joulesPerTick,
            long range,
            double limitW,
            double minW,
            double maxW,
            Duration tick) {
        return new CounterDevice(
                channel(id, Component.COMPUTE, Tier.COUNTER, basis, Optional.empty()),
                new FaultSignal(seed * 31 + number, minW, maxW, 0.3),
                events(number, EnumSet.of(Fault.RESET, Fault.NAN, Fault.DROP_OUT, Fault.STUCK, Fault.BRIEF_ZERO)),
                new CounterSpec(
                        joulesPerTick,
                        faults.contains(Fault.WRAP) ? Optional.of(range) : Optional.empty(),
                        limitW,
                        DEAD_AFTER),
                faults.contains(Fault.TICKS) ? tick.toNanos() * NS : 0);
    }

    private final class CounterDevice extends Device implements CounterTrack.Source {
        private final CounterSpec spec;
        private final double tickS;
        private final CounterTrack track;
        private final double firstJ;

        CounterDevice(Channel channel, FaultSignal signal, FaultEvents events, CounterSpec spec, double tickS) {
            super(channel, signal, events);
            this.spec = spec;
            this.tickS = tickS;
            this.track = new CounterTrack(this, new WrappingCounter(spec), Optional.of(DEAD_AFTER));
            // Some seconds before the first wrap.
            this.firstJ = spec.rangeTicks()
                    .map(range -> range * spec.joulesPerTick() * 0.99)
                    .orElse(1.0);
        }

        @Override
        void start(Instant now) {
            track.start(now);
        }

        @Override
        Reading poll(Instant now) {
            return track.poll(now);
        }

        @Override
        public long read() throws IOException {
            var event = events.at(nowS);
            if (event.isPresent()) {
                switch (event.get().fault()) {
                    case DROP_OUT -> throw new IOException("no such device");
                    case NAN -> {
                        return Long.MAX_VALUE / 2;
                    }
                    case BRIEF_ZERO -> {
                        return 0;
                    }
                    default -> {}
                }
            }
            return ticks(nowS);
        }

        private long ticks(double atS) {
            double movedS = tickS == 0 ? atS : Math.floor(atS / tickS) * tickS;
            double countJ = firstJ + signal.energyJ(movedS);
            for (var event : events.between(0, atS)) {
                countJ = after(event, countJ, movedS, atS);
            }
            long ticks = (long) (countJ / spec.joulesPerTick());
            return spec.rangeTicks().map(range -> ticks % range).orElse(ticks);
        }

        private double after(Event event, double countJ, double movedS, double atS) {
            return switch (event.fault()) {
                case RESET -> signal.energyJ(event.fromS(), Math.max(movedS, event.fromS()));
                case STUCK ->
                    event.heals() && atS > event.toS()
                            ? countJ
                            : countJ - signal.energyJ(Math.min(event.fromS(), movedS), Math.min(event.toS(), movedS));
                default -> countJ;
            };
        }

        @Override
        Interval boundsJ(double fromS, double toS) {
            double trueJ = signal.energyJ(fromS, toS);
            if (!events.between(fromS - tickS, toS).isEmpty()) {
                double mostJ = spec.maxPowerW() * (toS - fromS + DEAD_AFTER.toSeconds());
                return new Interval(0, Math.min(trueJ, mostJ), mostJ);
            }
            double slackJ = 2 * spec.joulesPerTick();
            double lowJ = signal.energyJ(fromS, Math.max(fromS, toS - tickS)) - slackJ;
            double highJ = signal.energyJ(fromS - tickS, toS) + slackJ;
            return new Interval(Math.min(lowJ, trueJ), trueJ, highJ);
        }

        @Override
        public void close() {}
    }

    /** An instance of a divided GPU that shows the whole board's energy. */
    private final class Repeater extends Device {
        private final CounterDevice board;

        Repeater(CounterDevice board) {
            super(
                    channel(
                            board.channel.id() + ":mig1",
                            Component.COMPUTE,
                            Tier.COUNTER,
                            board.channel.basis(),
                            Optional.of(board.channel.id())),
                    board.signal,
                    board.events);
            this.board = new CounterDevice(board.channel, board.signal, board.events, board.spec, board.tickS);
        }

        @Override
        void start(Instant now) {
            board.start(now);
        }

        @Override
        Reading poll(Instant now) {
            return board.poll(now);
        }

        @Override
        Interval boundsJ(double fromS, double toS) {
            return board.boundsJ(fromS, toS);
        }
    }

    private final class PowerDevice extends Device {
        private static final double AVERAGE_S = 1;
        private static final double CYCLE_S = 0.1;
        private static final double SEEN_S = 0.025;

        private final PowerIntegrator integrator = new PowerIntegrator(LONGEST_HOLE);

        PowerDevice(Channel channel, FaultSignal signal, FaultEvents events) {
            super(channel, signal, events);
        }

        @Override
        void start(Instant now) {
            integrator.start(watts(nowS), now);
        }

        @Override
        Reading poll(Instant now) {
            var fault = events.at(nowS).map(Event::fault);
            if (fault.equals(Optional.of(Fault.DROP_OUT))) {
                return integrator.missed(Message.of("meter.gap.file", "no such device"), now);
            }
            return integrator.sample(fault.equals(Optional.of(Fault.NAN)) ? Double.NaN : watts(nowS), now);
        }

        private double watts(double atS) {
            double windowS = faults.contains(Fault.AVERAGE) ? AVERAGE_S : CYCLE_S;
            if (!faults.contains(Fault.DUTY)) {
                return signal.energyJ(atS - windowS, atS) / windowS;
            }
            double seenJ = 0;
            int cycles = (int) Math.round(windowS / CYCLE_S);
            for (int i = 1; i <= cycles; i++) {
                double cycleS = (Math.floor(atS / CYCLE_S) - i) * CYCLE_S;
                seenJ += signal.energyJ(cycleS, cycleS + SEEN_S);
            }
            return seenJ / (cycles * SEEN_S);
        }

        @Override
        Interval boundsJ(double fromS, double toS) {
            double elapsedS = toS - fromS;
            double trueJ = signal.energyJ(fromS, toS);
            return new Interval(
                    Math.min(trueJ, signal.minW() * elapsedS), trueJ, Math.max(trueJ, signal.maxW() * elapsedS));
        }
    }

    private final class ExactDevice extends Device {
        private Instant from = Instant.EPOCH;

        ExactDevice(String id, Component component, String basis, FaultSignal signal) {
            super(channel(id, component, Tier.MODELED, basis, Optional.empty()), signal, events(0, Set.of()));
        }

        @Override
        void start(Instant now) {
            from = now;
        }

        @Override
        Reading poll(Instant now) {
            if (!now.isAfter(from)) {
                return new Reading.Pending(from, from);
            }
            double usedJ = signal.energyJ(seconds(from), seconds(now));
            var used = new Reading.Used(from, now, Energy.ofJoules(usedJ));
            from = now;
            return used;
        }

        @Override
        Interval boundsJ(double fromS, double toS) {
            return Interval.exactly(signal.energyJ(fromS, toS));
        }
    }
}
