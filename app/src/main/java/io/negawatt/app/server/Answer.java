package io.negawatt.app.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What goes back to the caller. */
sealed interface Answer {
    String JSON = "application/json";

    int status();

    /** {@return headers beside those that every answer has} */
    Map<String, String> headers();

    /** Everything at once. */
    @SuppressWarnings("ArrayRecordComponent") // Bytes to be sent; nobody compares answers.
    record Whole(int status, Map<String, String> headers, byte[] body) implements Answer {}

    /** Bit by bit, until the caller leaves. */
    record Stream(Map<String, String> headers, Writing body) implements Answer {
        @Override
        public int status() {
            return 200;
        }
    }

    /** Writes a stream; an {@link IOException} from it means that the caller has left. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** {@return a document of the API} */
    static Answer of(Object document) {
        return of(200, document);
    }

    static Answer of(int status, Object document) {
        return new Whole(status, Map.of("Content-Type", JSON), Wire.bytes(document));
    }

    static Answer of(String type, byte[] body) {
        return new Whole(200, Map.of("Content-Type", type), body);
    }

    static Answer text(String type, String body) {
        return of(type + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return a file to be kept} */
    static Answer file(String type, String name, byte[] body) {
        return new Whole(
                200,
                Map.of("Content-Type", type, "Content-Disposition", "attachment; filename=\"" + name + "\""),
                body);
    }

    static Answer nothing() {
        return new Whole(204, Map.of(), new byte[0]);
    }

    /** {@return the headers with one more} */
    static Map<String, String> with(Map<String, String> headers, String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return more;
    }
}
