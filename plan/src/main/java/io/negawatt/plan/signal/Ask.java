package io.negawatt.plan.signal;

import java.net.URI;
import java.util.Map;

/**
 * One request of a source.
 *
 * @param address what is asked for, without any secret; names the answer in the cache
 * @param secretQuery what is added to the address and never shown; empty for none
 * @param headers sent with it and never shown
 */
record Ask(URI address, String secretQuery, Map<String, String> headers) {
    Ask(URI address) {
        this(address, "", Map.of());
    }

    URI full() {
        return secretQuery.isEmpty() ? address : URI.create(address + "&" + secretQuery);
    }

    /** {@return what may be shown of it} */
    @Override
    public String toString() {
        return address.getHost() + address.getPath();
    }
}
