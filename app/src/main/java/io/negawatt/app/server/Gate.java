package io.negawatt.app.server;

import io.negawatt.app.access.AuditLog.Deed;
import io.negawatt.app.access.RateLimit;
import io.negawatt.app.access.Scope;
import io.negawatt.app.access.Token;
import io.negawatt.app.ingest.Intake.ForeignSourceException;
import io.negawatt.app.live.LiveException;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What every request passes: it finds the operation, who asks and whether he may, reads the body within bounds, lets the operation
 * work, and turns whatever goes wrong into a problem document. Nothing that the program throws reaches a caller as it is: he gets
 * an id, and the log has the rest under that id.
 */
final class Gate {
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_DETAIL = 500;
    private static final int ID_BYTES = 6;

    private final Platform platform;
    private final Router router;
    private final Bodies bodies;
    private final Limits limits;
    private final Consumer<String> log;
    private final SecureRandom random = new SecureRandom();

    /**
     * How much anybody may ask.
     *
     * @param requests by token, or by address without one
     * @param batches the same for samples
     * @param failures by address: requests with a secret that is nobody's
     */
    record Limits(RateLimit requests, RateLimit batches, RateLimit failures) {}

    /** @param log where failures of the program are told, with their id */
    Gate(Platform platform, List<Operation> operations, Bodies bodies, Limits limits, Consumer<String> log) {
        this.platform = platform;
        this.router = new Router(operations);
        this.bodies = bodies;
        this.limits = limits;
        this.log = log;
    }

    /** {@return whether the path is one of the API, whatever the method} */
    boolean isOfApi(Request request) {
        try {
            return router.find(request.method(), request.path()).isPresent();
        } catch (Problem otherMethod) {
            return true;
        }
    }

    /** {@return the answer to a request that does not get as far as an operation} */
    Answer refused(Request request, Problem problem) {
        platform.counters().add("none", problem.status(), 0);
        return failed(problem, lang(request));
    }

    /** {@return the answer to a request; always one} */
    Answer answer(Request request) {
        long began = System.nanoTime();
        var lang = lang(request);
        String operation = "none";
        Answer answer;
        try {
            var match = router.find(request.method(), request.path())
                    .orElseThrow(() -> Problem.missing("path", request.path()));
            operation = match.operation().id();
            answer = pass(request, match, lang);
        } catch (Exception | StackOverflowError e) {
            answer = failed(e, lang);
        }
        platform.counters().add(operation, answer.status(), System.nanoTime() - began);
        return answer;
    }

    private Answer pass(Request request, Router.Match match, Lang lang) throws IOException {
        var operation = match.operation();
        Optional<Token> token = Optional.empty();
        Answer answer;
        try {
            checkOrigin(request);
            token = token(request);
            limit(request, operation, token);
            allow(operation, token);
            if (operation.isAudited() && !platform.audit().isUsable()) {
                throw Problem.of(503, "audit");
            }
            var caller = token;
            answer = operation.body() == 0
                    ? operation.work().of(call(request, match, caller, lang, new byte[0]))
                    : bodies.read(
                            request,
                            operation.body(),
                            operation.growth(),
                            body -> operation.work().of(call(request, match, caller, lang, body)));
        } catch (Exception | StackOverflowError e) {
            answer = failed(e, lang);
        }
        if (operation.isAudited()) {
            audit(request, match, token, answer);
        }
        return answer;
    }

    private Call call(Request request, Router.Match match, Optional<Token> token, Lang lang, byte[] body) {
        return new Call(request, match.path(), token, lang, platform.clock().instant(), body);
    }

    /** A page elsewhere has no business here: a browser says where a request comes from. */
    private static void checkOrigin(Request request) {
        boolean changes = !Set.of("GET", "HEAD").contains(request.method());
        boolean elsewhere = request.header("Sec-Fetch-Site")
                .filter(it -> !it.equals("same-origin") && !it.equals("none"))
                .isPresent();
        if (changes && elsewhere) {
            throw Problem.of(403, "forbidden.origin");
        }
    }

    private Optional<Token> token(Request request) {
        var header = request.header("Authorization");
        if (header.isEmpty()) {
            return Optional.empty();
        }
        if (!limits.failures().hasRoom(request.address())) {
            throw Problem.of(429, "busy.failures").with("Retry-After", "10");
        }
        var token = header.filter(it -> it.startsWith(BEARER))
                .flatMap(it ->
                        platform.tokens().verify(it.substring(BEARER.length()).strip()));
        if (token.isEmpty()) {
            limits.failures().take(request.address());
            throw Problem.of(401, "unknown.token").with("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }
        return token;
    }

    private void limit(Request request, Operation operation, Optional<Token> token) {
        boolean ingest = operation.scope().filter(it -> it == Scope.INGEST).isPresent();
        var limit = ingest ? limits.batches() : limits.requests();
        limit.take(token.map(Token::id).orElse(request.address())).ifPresent(wait -> {
            throw Problem.of(429, "busy.requests").with("Retry-After", seconds(wait));
        });
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private void allow(Operation operation, Optional<Token> token) {
        var scope = operation.scope();
        boolean open = scope.isEmpty()
                || (scope.get() == Scope.READ && platform.setting().publicRead());
        if (open || token.filter(it -> it.may(scope.get())).isPresent()) {
            return;
        }
        if (token.isEmpty()) {
            throw Problem.of(401, "no.token", scope.get().id()).with("WWW-Authenticate", "Bearer");
        }
        throw Problem.of(403, "forbidden.scope", scope.get().id(), token.get().name());
    }

    private void audit(Request request, Router.Match match, Optional<Token> token, Answer answer) {
        try {
            platform.audit()
                    .append(new Deed(
                            platform.clock().instant(),
                            token.map(Token::name).orElse("-"),
                            request.address(),
                            match.operation().id(),
                            match.path().getOrDefault("id", ""),
                            answer.status(),
                            shortened(request.query().toString())));
        } catch (IOException e) {
            log.accept("the audit log cannot be written: " + e.getMessage());
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_DETAIL ? text.substring(0, LONGEST_DETAIL) : text;
    }

    /** The document of a problem. */
    record ProblemView(String type, String title, int status, String code, String id, Optional<String> detail) {}

    private Answer failed(Throwable failure, Lang lang) {
        var problem = problem(failure);
        var id = new byte[ID_BYTES];
        random.nextBytes(id);
        String hex = HexFormat.of().formatHex(id);
        if (problem.status() >= 500) {
            log.accept("%s %s %s".formatted(Instant.now(), hex, described(failure)));
        }
        var view = new ProblemView(
                "about:blank", problem.text().in(lang), problem.status(), problem.code(), hex, Optional.empty());
        var headers = new java.util.TreeMap<>(problem.headers());
        headers.put("Content-Type", "application/problem+json");
        return new Answer.Whole(problem.status(), Map.copyOf(headers), Wire.bytes(view));
    }

    private static Problem problem(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case BadInputException e -> Problem.ofInput("bad.input", e.text());
            case ForeignSourceException e -> Problem.of(403, "forbidden.source", e.source());
            case LiveException e -> unstored(e);
            case StoreException e -> Problem.ofLedger(e.text());
            default -> Problem.of(500, "failure");
        };
    }

    private static Problem unstored(LiveException e) {
        String wait = seconds(e.retryAfter().orElse(Duration.ofSeconds(5)));
        return Problem.ofStore(e.text()).with("Retry-After", wait);
    }

    private static String described(Throwable failure) {
        var text = new StringBuilder(failure.toString());
        for (var frame : failure.getStackTrace()) {
            if (text.length() > 2000) {
                break;
            }
            text.append(" < ").append(frame);
        }
        return text.toString().replaceAll("[\\r\\n]+", " ");
    }

    static Lang lang(Request request) {
        String asked = request.query().getOrDefault("lang", List.of()).stream()
                .findFirst()
                .or(() -> request.header("Accept-Language"))
                .orElse("en");
        return asked.startsWith("zh") ? Lang.ZH : Lang.EN;
    }
}
