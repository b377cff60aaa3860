package io.negawatt.app.alert;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where alerts are told to those outside.
 *
 * <p>Each call carries {@code Negawatt-Id}, the same at each attempt, and {@code Negawatt-Signature: t=SECONDS,v1=HEX}, where HEX is the
 * HMAC-SHA256 of {@code SECONDS.BODY} under the secret. Who receives it computes the same and refuses what is older than minutes.
 *
 * @param url HTTPS; plain HTTP only to a host of {@code privateHosts}
 * @param secretFile file with the secret and nothing else
 * @param privateHosts hosts that may have an address outside the public Internet; what is not named here is refused
 * @param lang language of its texts, {@code en} or {@code zh}
 */
record Webhook(String url, String secretFile, List<String> privateHosts, String lang) {
    private static final String ALGORITHM = "HmacSHA256";

    Webhook {
        privateHosts = List.copyOf(privateHosts);
        uri(url, privateHosts);
    }

    URI uri() {
        return uri(url, privateHosts);
    }

    private static URI uri(String url, List<String> privateHosts) {
        try {
            var uri = URI.create(url);
            boolean plainAllowed =
                    "http".equals(uri.getScheme()) && privateHosts.contains(String.valueOf(uri.getHost()));
            boolean schemeAllowed = "https".equals(uri.getScheme()) || plainAllowed;
            if (uri.getHost() == null || !schemeAllowed || uri.getUserInfo() != null || uri.getFragment() != null) {
                throw BadInputException.of("alert.bad.webhook", url);
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw new BadInputException(Message.of("alert.bad.webhook", url), e);
        }
    }

    boolean mayBePrivate() {
        return privateHosts.contains(uri().getHost());
    }

    /** {@return the value of the header that proves who sent the body, and when} */
    static String signature(String secret, long epochS, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((epochS + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + epochS + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
