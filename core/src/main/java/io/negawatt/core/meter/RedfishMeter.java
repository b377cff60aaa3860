package io.negawatt.core.meter;

import io.negawatt.core.meter.Channel.Bounds;
import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The power of the whole node as its management controller (BMC) reports it over Redfish.
 *
 * <p>Settings: {@code redfish.url} (such as {@code https://bmc.example}), {@code redfish.user} with
 * {@code redfish.password} or {@code redfish.password.file}, {@code redfish.chassis} where the service has several,
 * {@code redfish.certificate} (PEM file with the controller's own certificate, where no authority has signed it) and
 * {@code redfish.period} in s. A controller is slow and easily overrun, so it is asked every 2 s unless told otherwise, never
 * on the sampling thread.
 */
public final class RedfishMeter {
    public static final MeterKind KIND = new MeterKind("redfish", RedfishMeter::discover);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final double PERIOD_S = 2;
    /** An assumption: services seldom state it, and power supplies are mostly specified at 5 % of their own input power. */
    private static final Bounds BOUNDS = Bounds.within(0.05);

    private RedfishMeter() {}

    private static Discovery discover(Host host) {
        return host.setting("redfish.url")
                .map(url -> discover(host, HttpSource.address("redfish.url", url)))
                .orElseGet(() -> new Discovery.Absent(Message.of("meter.redfish.absent")));
    }

    private static Discovery discover(Host host, URI base) {
        var http = new HttpSource(client(host).build(), credentials(host), TIMEOUT);
        return switch (new RedfishTree(http, base).find(host.setting("redfish.chassis"))) {
            case RedfishTree.Result.Failed(var reason) -> {
                http.close();
                yield new Discovery.Closed(reason, Message.of("meter.redfish.remedy"), List.of());
            }
            case RedfishTree.Result.Power power -> new Discovery.Found(meter(host, http, base, power));
        };
    }

    private static Meter meter(Host host, HttpSource http, URI base, RedfishTree.Result.Power power) {
        var period = RemoteMeter.period(host, "redfish.period", PERIOD_S);
        var pages = List.of(power.page());
        return new RemoteMeter(
                List.of(channel(power)),
                period,
                http,
                pages,
                round -> List.of(RedfishTree.figure(round.getOrDefault(power.page(), RemoteMeter.NO_PAGE))),
                notes(base, power, host));
    }

    private static Channel channel(RedfishTree.Result.Power power) {
        return new Channel(
                MeterSet.NODE,
                KIND.name(),
                power.label(),
                Component.COMPUTE,
                Scope.NODE,
                Tier.METERED,
                Activity.CPU,
                Optional.empty(),
                OptionalDouble.empty(),
                BOUNDS);
    }

    private static List<Message> notes(URI base, RedfishTree.Result.Power power, Host host) {
        var notes = new ArrayList<Message>();
        if (!power.others().isEmpty()) {
            notes.add(Message.of("meter.redfish.others", power.chassis(), String.join(", ", power.others())));
        }
        if ("http".equals(base.getScheme()) && host.setting("redfish.user").isPresent()) {
            notes.add(Message.of("meter.redfish.plain", base));
        }
        return notes;
    }

    private static java.net.http.HttpClient.Builder client(Host host) {
        var client = HttpSource.client(TIMEOUT);
        host.setting("redfish.certificate").ifPresent(file -> {
            try {
                client.sslContext(PinnedTrust.context(Path.of(file)));
            } catch (IOException | GeneralSecurityException e) {
                throw new BadInputException(Message.of("meter.redfish.certificate", file, e), e);
            }
        });
        return client;
    }

    private static Map<String, String> credentials(Host host) {
        return host.setting("redfish.user")
                .map(user -> Map.of("Authorization", "Basic " + base64(user + ":" + password(host))))
                .orElse(Map.of());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String password(Host host) {
        return host.setting("redfish.password")
                .or(() -> host.setting("redfish.password.file").map(RedfishMeter::firstLine))
                .orElseThrow(() -> BadInputException.of("meter.redfish.nopassword"));
    }

    private static String firstLine(String file) {
        try {
            return Files.readString(Path.of(file)).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new BadInputException(Message.of("meter.redfish.passwordfile", file), e);
        }
    }
}
