package io.negawatt.app.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that were right once, so that an agent that sends every second pays the rounds of {@link SecretHash} once. Kept is an
 * HMAC under a key of this process, which says nothing to whoever reads the memory later; at most one for each hash in the book.
 */
final class KnownSecrets {
    private static final int KEY_BYTES = 32;
    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final Map<SecretHash, byte[]> known = new ConcurrentHashMap<>();

    KnownSecrets(RandomGenerator random) {
        var bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        key = new SecretKeySpec(bytes, MAC);
    }

    /** {@return whether the secret is that of the hash} */
    boolean isRight(SecretHash hash, String secret) {
        byte[] mac = mac(secret);
        byte[] before = known.getOrDefault(hash, new byte[0]);
        if (MessageDigest.isEqual(before, mac)) {
            return true;
        }
        if (!hash.isOf(secret)) {
            return false;
        }
        known.put(hash, mac);
        return true;
    }

    void forget(SecretHash hash) {
        known.remove(hash);
    }

    private byte[] mac(String secret) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }
}
