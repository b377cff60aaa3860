package io.negawatt.app.server;

import io.negawatt.core.text.Message;
import java.util.Map;

/** A request that is answered with what is wrong. It carries no stack trace, since it is no fault of the program. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Message text;
    private final transient Map<String, String> headers;

    private Problem(int status, String code, Message text, Map<String, String> headers) {
        super(text.toString(), null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
        this.headers = headers;
    }

    /**
     * {@return a problem whose message is {@code server.problem.CODE}}
     *
     * @param code for programs, such as {@code forbidden.scope}
     */
    static Problem of(int status, String code, Object... args) {
        return new Problem(status, code, Message.of("server.problem." + code, args), Map.of());
    }

    /** {@return the problem that somebody's input is, in his words} */
    static Problem ofInput(String code, Message text) {
        return new Problem(400, code, text, Map.of());
    }

    /** {@return what the live store says that it cannot do now} */
    static Problem ofStore(Message text) {
        return new Problem(503, "store.live", text, Map.of());
    }

    /** {@return what the ledger says that it cannot do} */
    static Problem ofLedger(Message text) {
        return new Problem(500, "store.ledger", text, Map.of());
    }

    /** {@return something of that kind that does not exist, or not for this caller: nobody learns which} */
    static Problem missing(String what, String id) {
        return of(404, "missing." + what, id);
    }

    /** {@return the same problem with a header on its answer} */
    Problem with(String header, String value) {
        var more = new java.util.TreeMap<>(headers);
        more.put(header, value);
        return new Problem(status, code, text, more);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Message text() {
        return text;
    }

    Map<String, String> headers() {
        return headers;
    }
}
