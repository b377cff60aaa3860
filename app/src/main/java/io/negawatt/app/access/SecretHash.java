package io.negawatt.app.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a secret: PBKDF2 with HMAC-SHA-256 over a salt of its own (RFC 8018).
 *
 * <p>The secrets are 256 random bits, which nobody tries out whatever a try costs; the rounds are for the day on which somebody
 * puts a secret of his own into the file.
 *
 * @param salt 16 random bytes, in hexadecimal
 * @param rounds how often the function was applied
 * @param hash 32 bytes, in hexadecimal
 */
record SecretHash(String salt, int rounds, String hash) {
    private static final int ROUNDS = 60_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    static SecretHash of(String secret, RandomGenerator random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        String hex = HexFormat.of().formatHex(salt);
        return new SecretHash(hex, ROUNDS, HexFormat.of().formatHex(derived(secret, salt, ROUNDS)));
    }

    /** {@return whether this is the hash of the secret; takes the same time whether it is or not} */
    boolean isOf(String secret) {
        var hex = HexFormat.of();
        return MessageDigest.isEqual(derived(secret, hex.parseHex(salt), rounds), hex.parseHex(hash));
    }

    private static byte[] derived(String secret, byte[] salt, int rounds) {
        try {
            var spec = new PBEKeySpec(secret.toCharArray(), salt, rounds, HASH_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
        }
    }
}
