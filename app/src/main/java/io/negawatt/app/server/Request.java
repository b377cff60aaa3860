package io.negawatt.app.server;

import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request as it came in, before anybody has judged it.
 *
 * @param path decoded
 * @param query decoded, in their order
 * @param headers by name in lower case; where one came twice, the first
 * @param address where it came from
 * @param body to be read at most once
 */
record Request(
        String method,
        String path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String address,
        Supplier<InputStream> body) {

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
