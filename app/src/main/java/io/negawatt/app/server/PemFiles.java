package io.negawatt.app.server;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate chain and its private key in PEM, as certificate authorities hand them out (RFC 7468): the key in PKCS #8, of any
 * algorithm that Java knows, without a password.
 */
public final class PemFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

    private PemFiles() {}

    /** {@return what a server needs for TLS; {@link BadInputException} with the file and what is wrong with it} */
    public static SSLContext context(Path chain, Path key) {
        try {
            var certificates = certificates(chain);
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, new char[0]);
            store.setKeyEntry("server", key(key), new char[0], certificates);
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new BadInputException(
                    Message.of("server.tls.unusable", chain, key, String.valueOf(e.getMessage())), e);
        } catch (IOException e) {
            throw new BadInputException(Message.of("server.tls.unreadable", String.valueOf(e.getMessage())), e);
        }
    }

    private static Certificate[] certificates(Path chain) throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(chain)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw BadInputException.of("server.tls.empty", chain);
            }
            return certificates.toArray(new Certificate[0]);
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        var match = KEY.matcher(Files.readString(file));
        if (!match.find()) {
            throw BadInputException.of("server.tls.key", file);
        }
        byte[] der = Base64.getMimeDecoder().decode(match.group(1));
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // A key of another algorithm; the next may fit.
            }
        }
        throw BadInputException.of("server.tls.algorithm", file, String.join(", ", ALGORITHMS));
    }
}
