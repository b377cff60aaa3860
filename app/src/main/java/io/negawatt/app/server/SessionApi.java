package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import io.negawatt.app.access.Token;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** {@code /api/v1/session}: what the page needs before anything else. */
final class SessionApi {
    private final Platform platform;

    SessionApi(Platform platform) {
        this.platform = platform;
    }

    List<Operation> operations() {
        return List.of(Operation.open("getSession", "/api/v1/session", this::session));
    }

    record SessionView(
            String version,
            boolean demo,
            boolean publicRead,
            List<String> scopes,
            Optional<String> tenant,
            Optional<String> token,
            SiteView site,
            List<String> tenants) {}

    record SiteView(
            String name,
            String zone,
            String zoneName,
            String timeZone,
            Optional<String> currency,
            OptionalDouble contractW,
            boolean hourlyCarbon) {}

    private Answer session(Call call) throws IOException {
        boolean reads = platform.setting().publicRead() || call.may(Scope.READ);
        var site = platform.site();
        return Answer.of(new SessionView(
                platform.setting().version(),
                platform.setting().demo(),
                platform.setting().publicRead(),
                scopes(call),
                call.token().flatMap(Token::tenant),
                call.token().map(Token::name),
                new SiteView(
                        site.name(),
                        site.terms().location().zone(),
                        site.zoneName().in(call.lang()),
                        site.clock().getId(),
                        site.currency(),
                        site.contractW(),
                        site.terms().hourly().isPresent()),
                reads ? platform.tenants(call) : List.of()));
    }

    private List<String> scopes(Call call) {
        boolean open = platform.setting().publicRead();
        return Arrays.stream(Scope.values())
                .filter(it -> call.may(it) || (open && it == Scope.READ))
                .map(Scope::id)
                .toList();
    }
}
