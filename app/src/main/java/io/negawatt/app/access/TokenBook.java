package io.negawatt.app.access;

import io.negawatt.app.access.TokenFile.Entry;
import io.negawatt.app.access.TokenFile.Former;
import io.negawatt.app.store.Disk;
import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * All tokens of a server. A secret is {@code nw_ID_} and 43 characters of 256 random bits; the book keeps its hash. Every change
 * is in the file before it holds. Thread-safe.
 */
public final class TokenBook {
    /** How long a secret goes on after a rotation. */
    public static final Duration GRACE = Duration.ofMinutes(10);

    private static final String PREFIX = "nw_";
    private static final int ID_BYTES = 5;
    private static final int SECRET_BYTES = 32;
    private static final int LONGEST_SECRET = 100;

    private final TokenFile file;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final KnownSecrets known;
    private final Map<String, Instant> used = new ConcurrentHashMap<>();
    private volatile List<Entry> entries;

    private TokenBook(TokenFile file, InstantSource clock, RandomGenerator random) {
        this.file = file;
        this.clock = clock;
        this.random = random;
        this.known = new KnownSecrets(random);
        this.entries = file.read();
    }

    /**
     * {@return the book in {@code folder}; {@link BadInputException} where its file cannot be read}
     *
     * @param random makes ids, secrets and salts: a {@link java.security.SecureRandom} everywhere but in tests
     */
    public static TokenBook open(Disk disk, Path folder, InstantSource clock, RandomGenerator random) {
        return new TokenBook(new TokenFile(disk, folder.resolve("tokens.json")), clock, random);
    }

    /** A token with its secret, which nobody is told again. */
    public record Made(Token token, String secret) {}

    /** {@return all tokens that are not over, in the order in which they were made} */
    public List<Token> list() {
        var now = clock.instant();
        return entries.stream().map(Entry::token).filter(it -> !it.isOver(now)).toList();
    }

    /** {@return when a token was last used, since this process began} */
    public Optional<Instant> lastUsed(String id) {
        return Optional.ofNullable(used.get(id));
    }

    /** {@return the token whose secret this is; empty where it is nobody's, or over} */
    public Optional<Token> verify(String secret) {
        int end = secret.indexOf('_', PREFIX.length());
        if (secret.length() > LONGEST_SECRET || !secret.startsWith(PREFIX) || end < 0) {
            return Optional.empty();
        }
        String id = secret.substring(PREFIX.length(), end);
        var now = clock.instant();
        var token = entries.stream()
                .filter(it -> it.token().id().equals(id) && !it.token().isOver(now) && isRight(it, secret, now))
                .map(Entry::token)
                .findFirst();
        token.ifPresent(it -> used.put(id, now));
        return token;
    }

    private boolean isRight(Entry entry, String secret, Instant now) {
        return known.isRight(entry.secret(), secret)
                || entry.former()
                        .filter(it -> now.isBefore(it.until()))
                        .filter(it -> known.isRight(it.secret(), secret))
                        .isPresent();
    }

    /** {@return a new token with its secret; the disk's failure where it cannot be kept} */
    public synchronized Made add(
            String name, Set<Scope> scopes, Optional<String> tenant, Optional<String> source, Optional<Instant> expires)
            throws IOException {
        if (scopes.isEmpty()) {
            throw BadInputException.of("access.token.scopes", name);
        }
        var token = new Token(newId(), name, scopes, tenant, source, clock.instant(), expires);
        String secret = newSecret(token.id());
        var all = new ArrayList<>(entries);
        all.add(new Entry(token, SecretHash.of(secret, random), Optional.empty()));
        keep(all);
        return new Made(token, secret);
    }

    /** {@return the token with a new secret; the old one holds for {@link #GRACE}; empty where there is no such token} */
    public synchronized Optional<Made> rotate(String id) throws IOException {
        var entry = find(id);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String secret = newSecret(id);
        var hash = SecretHash.of(secret, random);
        var former = new Former(entry.get().secret(), clock.instant().plus(GRACE));
        replace(id, it -> new Entry(it.token(), hash, Optional.of(former)));
        return Optional.of(new Made(entry.get().token(), secret));
    }

    /**
     * {@return whether there was such a token; it holds no more}
     *
     * @throws BadInputException where it is the last that may administer: nobody could make another
     */
    public synchronized boolean revoke(String id) throws IOException {
        var entry = find(id);
        if (entry.isEmpty()) {
            return false;
        }
        boolean another = list().stream().anyMatch(it -> !it.id().equals(id) && isMaster(it));
        if (isMaster(entry.get().token()) && !another) {
            throw BadInputException.of("access.token.last", entry.get().token().name());
        }
        keep(entries.stream().filter(it -> !it.token().id().equals(id)).toList());
        known.forget(entry.get().secret());
        entry.get().former().ifPresent(it -> known.forget(it.secret()));
        return true;
    }

    private static boolean isMaster(Token token) {
        return token.may(Scope.ADMIN) && token.tenant().isEmpty();
    }

    private Optional<Entry> find(String id) {
        var now = clock.instant();
        return entries.stream()
                .filter(it -> it.token().id().equals(id) && !it.token().isOver(now))
                .findFirst();
    }

    private void replace(String id, UnaryOperator<Entry> change) throws IOException {
        keep(entries.stream()
                .map(it -> it.token().id().equals(id) ? change.apply(it) : it)
                .toList());
    }

    private void keep(List<Entry> all) throws IOException {
        file.write(all);
        entries = List.copyOf(all);
    }

    private String newId() {
        while (true) {
            var bytes = new byte[ID_BYTES];
            random.nextBytes(bytes);
            String id = java.util.HexFormat.of().formatHex(bytes);
            if (entries.stream().noneMatch(it -> it.token().id().equals(id))) {
                return id;
            }
        }
    }

    private String newSecret(String id) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return PREFIX + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
