package io.negawatt.app.server;

import io.negawatt.app.access.AuditLog;
import io.negawatt.app.access.Scope;
import io.negawatt.app.access.Token;
import io.negawatt.app.access.TokenBook.Made;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens and the audit log. Who administers one tenant makes, sees and ends tokens of that tenant alone. */
final class AccessApi {
    private static final int LONGEST = 64;

    private final Platform platform;

    AccessApi(Platform platform) {
        this.platform = platform;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("listTokens", "/api/v1/tokens", Scope.ADMIN, this::list),
                Operation.post("addToken", "/api/v1/tokens", Scope.ADMIN, this::add),
                Operation.delete("revokeToken", "/api/v1/tokens/{id}", Scope.ADMIN, this::revoke),
                Operation.post("rotateToken", "/api/v1/tokens/{id}/rotation", Scope.ADMIN, this::rotate),
                Operation.get("listAudit", "/api/v1/audit", Scope.ADMIN, this::audit));
    }

    record TokenView(
            String id,
            String name,
            List<String> scopes,
            Optional<String> tenant,
            Optional<String> source,
            Instant created,
            Optional<Instant> expires,
            Optional<Instant> lastUsed) {}

    record NewToken(TokenView token, String secret) {}

    record TokenTerms(
            @Nullable String name,
            @Nullable List<String> scopes,
            Optional<String> tenant,
            Optional<String> source,
            Optional<Instant> expires) {}

    record AuditPage(long total, int offset, boolean intact, List<AuditEntry> items) {}

    record AuditEntry(
            long number,
            Instant at,
            String token,
            String address,
            String action,
            String target,
            int outcome,
            String detail,
            String hash) {}

    private TokenView view(Token token) {
        return new TokenView(
                token.id(),
                token.name(),
                token.scopes().stream().map(Scope::id).toList(),
                token.tenant(),
                token.source(),
                token.created(),
                token.expires(),
                platform.tokens().lastUsed(token.id()));
    }

    private Answer list(Call call) {
        return Answer.of(platform.tokens().list().stream()
                .filter(it -> call.sees(it.tenant()))
                .map(this::view)
                .toList());
    }

    private Answer add(Call call) throws IOException {
        var terms = call.document(TokenTerms.class);
        var scopes = EnumSet.noneOf(Scope.class);
        for (var id : Check.there("scopes", terms.scopes())) {
            scopes.add(Scope.of(String.valueOf(id))
                    .orElseThrow(() -> Problem.of(
                            400,
                            "bad.parameter.choice",
                            "scopes",
                            String.valueOf(id),
                            "read, ingest, control, admin")));
        }
        terms.tenant().ifPresent(it -> Check.text("tenant", it, LONGEST));
        terms.source().ifPresent(it -> Check.text("source", it, LONGEST));
        if (!call.sees(terms.tenant())) {
            throw Problem.of(
                    403,
                    "forbidden.tenant",
                    terms.tenant().orElse("*"),
                    call.tenant().orElse("*"));
        }
        var made = platform.tokens()
                .add(
                        Check.text("name", terms.name(), LONGEST),
                        scopes,
                        terms.tenant(),
                        terms.source(),
                        terms.expires());
        return Answer.of(201, told(made));
    }

    private NewToken told(Made made) {
        return new NewToken(view(made.token()), made.secret());
    }

    private Token known(Call call) {
        return platform.tokens().list().stream()
                .filter(it -> it.id().equals(call.id()) && call.sees(it.tenant()))
                .findFirst()
                .orElseThrow(() -> Problem.missing("token", call.id()));
    }

    private Answer revoke(Call call) throws IOException {
        if (!platform.tokens().revoke(known(call).id())) {
            throw Problem.missing("token", call.id());
        }
        return Answer.nothing();
    }

    private Answer rotate(Call call) throws IOException {
        var made = platform.tokens().rotate(known(call).id()).orElseThrow(() -> Problem.missing("token", call.id()));
        return Answer.of(told(made));
    }

    /** The log is of all tenants, so only who administers all of them reads it. */
    private Answer audit(Call call) throws IOException {
        if (call.tenant().isPresent()) {
            throw Problem.of(403, "forbidden.tenant", "*", call.tenant().get());
        }
        var page = platform.audit().page(call.offset(), call.limit());
        return Answer.of(new AuditPage(
                page.total(),
                call.offset(),
                page.intact(),
                page.entries().stream().map(AccessApi::entry).toList()));
    }

    private static AuditEntry entry(AuditLog.Entry entry) {
        var deed = entry.deed();
        return new AuditEntry(
                entry.number(),
                deed.at(),
                deed.token(),
                deed.address(),
                deed.action(),
                deed.target(),
                deed.outcome(),
                deed.detail(),
                entry.hash());
    }
}
