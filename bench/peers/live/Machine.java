import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the peers share: requests, ports, and what the system says of processes and files. */
final class Machine {
    static final double TICKS_PER_S = 100;

    private Machine() {}

    static Void post(HttpClient client, String address, Map<String, String> headers, List<byte[]> bodies)
            throws Exception {
        for (byte[] body : bodies) {
            var request = HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            var answer = client.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
        }
        return null;
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static double cpuS(List<Long> pids) throws IOException {
        double ticks = 0;
        for (long pid : pids) {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        }
        return ticks / TICKS_PER_S;
    }

    /** Most resident memory; of several processes what each has to itself, since they share the rest. */
    static double memoryMb(List<Long> pids) throws IOException {
        double kb = 0;
        for (long pid : pids) {
            var status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
            for (var line : status) {
                boolean counts = pids.size() == 1 ? line.startsWith("VmHWM:") : line.startsWith("RssAnon:");
                boolean shared = pid == pids.getFirst() && pids.size() > 1 && line.startsWith("RssShmem:");
                kb += counts || shared ? Long.parseLong(line.replaceAll("\\D", "")) : 0;
            }
        }
        return kb / 1024;
    }

    static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(it -> it.toFile().length())
                    .sum();
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        }
    }
}
