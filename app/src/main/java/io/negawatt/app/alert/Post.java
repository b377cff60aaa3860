package io.negawatt.app.alert;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;

/** Sends a body to an address that was found and approved before. */
interface Post {

    /**
     * {@return the status of the answer; a redirect is one like any other and is not followed}
     *
     * @param address where to connect, whatever the name in {@code uri} means by now
     */
    int send(URI uri, InetAddress address, Map<String, String> headers, byte[] body) throws IOException;

    /** Finds the addresses of a host. */
    interface Resolver {
        InetAddress[] of(String host) throws IOException;
    }
}
