package io.negawatt.core.meter;

import io.negawatt.core.meter.MeterKind.Discovery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A simulated device for every kind of meter. */
final class MeterFixtures {
    static final List<MeterFixture.Maker> ALL = List.of(
            new MeterFixture.Maker("nvml", NvmlBoard::new),
            new MeterFixture.Maker("rapl", Rapl::new),
            new MeterFixture.Maker("hwmon", Hwmon::new),
            new MeterFixture.Maker("redfish", Redfish::new),
            new MeterFixture.Maker("prometheus", Prometheus::new),
            new MeterFixture.Maker("trace", Trace::new),
            new MeterFixture.Maker("model", Model::new));

    private MeterFixtures() {}

    static Meter found(Discovery discovery) {
        return switch (discovery) {
            case Discovery.Found(var meter) -> meter;
            case Discovery.Closed closed -> throw new AssertionError("closed: " + closed.reason());
            case Discovery.Absent(var reason) -> throw new AssertionError("absent: " + reason);
        };
    }

    private static Meter discover(MeterKind kind, Host host) {
        return found(kind.discover().apply(host));
    }

    private static double seconds(Duration time) {
        return time.toNanos() * 1e-9;
    }

    /** A GPU of 250 W behind a library of our own; skipped where gcc is missing. */
    private static final class NvmlBoard implements MeterFixture {
        private final NvmlStub stub;
        private final Meter meter;
        private double elapsedS = 3600;

        NvmlBoard(Path root) {
            stub = NvmlStub.in(root);
            count();
            meter = stub.meter();
        }

        private void count() {
            stub.says("count 1", "power 0 250000", "energy 0 " + Math.round(elapsedS * 250e3));
        }

        @Override
        public Meter meter() {
            return meter;
        }

        @Override
        public double watts(Channel channel) {
            return 250;
        }

        @Override
        public void run(Duration time) {
            elapsedS += seconds(time);
            count();
        }

        @Override
        public void vanish() {
            stub.says("count 1", "fail nvmlDeviceGetTotalEnergyConsumption 15 0", "fail nvmlDeviceGetPowerUsage 15 0");
        }
    }

    /** Two sockets of 100 W, each with cores of 60 W and memory of 20 W beside it. */
    private static final class Rapl implements MeterFixture {
        private final FixtureTree tree;
        private final Meter meter;
        private double elapsedS = 1000;

        Rapl(Path root) {
            tree = new FixtureTree(root, RaplMeterTest.TWO_SOCKETS);
            count();
            meter = discover(RaplMeter.KIND, tree.host());
        }

        private void count() {
            RaplMeterTest.zones().forEach((zone, id) -> {
                long microjoules = Math.round(elapsedS * wattsOf(id) * 1e6) + id.hashCode() % 1000;
                tree.write(zone + "/energy_uj", microjoules % 262_143_328_850L + "\n");
            });
        }

        private static double wattsOf(String id) {
            return switch (id.split("-")[0]) {
                case "package" -> 100;
                case "core" -> 60;
                default -> 20;
            };
        }

        @Override
        public Meter meter() {
            return meter;
        }

        @Override
        public double watts(Channel channel) {
            return wattsOf(channel.id());
        }

        @Override
        public void run(Duration time) {
            elapsedS += seconds(time);
            count();
        }

        @Override
        public void vanish() {
            RaplMeterTest.zones().keySet().forEach(zone -> tree.write(zone + "/energy_uj", ""));
        }
    }

    /** An ACPI meter of 400 W and an AMD socket of 120 W. */
    private static final class Hwmon implements MeterFixture {
        private final FixtureTree tree;
        private final Meter meter;
        private double elapsedS = 3600;

        Hwmon(Path root) {
            tree = new FixtureTree(root, """
                sys/class/hwmon/hwmon0/name = power_meter
                sys/class/hwmon/hwmon0/power1_average = 400000000
                sys/class/hwmon/hwmon3/name = amd_energy
                sys/class/hwmon/hwmon3/energy1_label = Esocket0
                sys/class/hwmon/hwmon3/energy1_input = 432000000000
                """);
            meter = discover(HwmonMeter.KIND, tree.host());
        }

        @Override
        public Meter meter() {
            return meter;
        }

        @Override
        public double watts(Channel channel) {
            return channel.id().equals(MeterSet.NODE) ? 400 : 120;
        }

        @Override
        public void run(Duration time) {
            elapsedS += seconds(time);
            tree.write("sys/class/hwmon/hwmon3/energy1_input", Math.round(elapsedS * 120e6) + "\n");
        }

        @Override
        public void vanish() {
            tree.write("sys/class/hwmon/hwmon0/power1_average", "");
            tree.write("sys/class/hwmon/hwmon3/energy1_input", "");
        }
    }

    /** A network device whose meter is asked off the polling thread. */
    private abstract static class Remote implements MeterFixture {
        final FakeServer server = new FakeServer();

        abstract RemoteMeter remote();

        @Override
        public Meter meter() {
            return remote();
        }

        @Override
        public void settle() {
            RemoteMeters.awaitAnswer(remote());
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private static final class Redfish extends Remote {
        private final RemoteMeter meter;

        Redfish(Path root) {
            RedfishMeterTest.goodPages(server, 750);
            meter = (RemoteMeter) discover(
                    RedfishMeter.KIND, new Host(root, Map.of("redfish.url", server.url(""), "redfish.period", "0.1")));
        }

        @Override
        RemoteMeter remote() {
            return meter;
        }

        @Override
        public double watts(Channel channel) {
            return 750;
        }

        @Override
        public void run(Duration time) {
            // The power is the same at all times.
        }

        @Override
        public void vanish() {
            server.status("/redfish/v1/Chassis/1/Power", 503, "");
        }
    }

    private static final class Prometheus extends Remote {
        private final RemoteMeter meter;
        private double elapsedS = 3600;

        Prometheus(Path root) {
            count();
            meter = (RemoteMeter) discover(
                    PrometheusMeter.KIND,
                    new Host(root, Map.of("prometheus.url", server.url("/metrics"), "prometheus.period", "0.1")));
        }

        private void count() {
            server.page("/metrics", """
                DCGM_FI_DEV_POWER_USAGE{gpu="1",UUID="GPU-b"} 250
                kepler_node_package_joules_total{package="0",mode="idle"} %s
                kepler_node_package_joules_total{package="0",mode="dynamic"} %s
                """.formatted(elapsedS * 40, elapsedS * 60));
        }

        @Override
        RemoteMeter remote() {
            return meter;
        }

        @Override
        public double watts(Channel channel) {
            return channel.id().equals("gpu1") ? 250 : 100;
        }

        @Override
        public void run(Duration time) {
            elapsedS += seconds(time);
            count();
        }

        @Override
        public void vanish() {
            server.page("/metrics", "up 1\n");
        }
    }

    /** A trace of two minutes; its device vanishes when it ends. */
    private static final class Trace implements MeterFixture {
        private final Meter meter;

        Trace(Path root) {
            var tree = new FixtureTree(root, "");
            tree.write("trace.csv", "t_s,node_W\n0,300\n2,300\n4,300\n6,300\n");
            meter = discover(
                    TraceMeter.KIND,
                    tree.host(Map.of("trace.file", tree.path("trace.csv").toString())));
        }

        @Override
        public Meter meter() {
            return meter;
        }

        @Override
        public double watts(Channel channel) {
            return 300;
        }

        @Override
        public void run(Duration time) {
            // The trace goes on by itself.
        }

        @Override
        public void vanish() {
            // The trace ends by itself, six seconds after its start.
        }
    }

    private static final class Model implements MeterFixture {
        private final FixtureTree tree;
        private final ModelMeter meter;
        private double elapsedS = 3600;

        Model(Path root) {
            tree = new FixtureTree(root, "");
            count();
            meter = new ModelMeter(tree.host(), ModelMeterTest.MODEL);
        }

        private void count() {
            long busy = Math.round(elapsedS * 100);
            ModelMeterTest.write(tree, busy, busy, Math.round(elapsedS * 1e6), Math.round(elapsedS * 1e6));
        }

        @Override
        public Meter meter() {
            return meter;
        }

        @Override
        public double watts(Channel channel) {
            return ModelMeterTest.wattsAtHalfLoad(channel.id(), 1e6);
        }

        @Override
        public void run(Duration time) {
            elapsedS += seconds(time);
            count();
        }

        @Override
        public void vanish() {
            tree.write("proc/stat", "").write("proc/diskstats", "").write("proc/net/dev", "");
        }
    }
}
