package io.negawatt.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.app.store.Disk;
import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenBookTest {
    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-09-12T08:00:00Z");

    private TokenBook book() {
        return TokenBook.open(Disk.LOCAL, folder, () -> now, new Random(1));
    }

    private TokenBook.Made made(TokenBook book, Scope... scopes) throws IOException {
        return book.add("t", Set.of(scopes), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void aSecretIsVerifiedAfterARestartAndNoOtherIs() throws IOException {
        var made = made(book(), Scope.READ);
        var book = book();
        assertThat(book.verify(made.secret())).contains(made.token());
        assertThat(book.verify(made.secret())).contains(made.token());
        assertThat(book.verify(made.secret() + "x")).isEmpty();
        assertThat(book.verify(made.secret().substring(0, made.secret().length() - 1)))
                .isEmpty();
        assertThat(book.verify("nw_" + made.token().id() + "_")).isEmpty();
        assertThat(book.verify("")).isEmpty();
        assertThat(book.verify("nw_".repeat(200))).isEmpty();
    }

    @Test
    void theFileHoldsNoSecret() throws IOException {
        var made = made(book(), Scope.ADMIN);
        String random = made.secret().substring(made.secret().lastIndexOf('_') + 1);
        assertThat(random.length()).isGreaterThan(10);
        assertThat(Files.readString(folder.resolve("tokens.json"))).doesNotContain(random);
    }

    @Test
    void anOldSecretGoesOnForAGraceAndThenNotAnyMore() throws IOException {
        var book = book();
        var made = made(book, Scope.READ);
        var rotated = book.rotate(made.token().id()).orElseThrow();
        assertThat(rotated.secret()).isNotEqualTo(made.secret());
        assertThat(book.verify(rotated.secret())).isPresent();
        assertThat(book.verify(made.secret())).isPresent();
        now = now.plus(TokenBook.GRACE).plus(Duration.ofSeconds(1));
        assertThat(book.verify(made.secret())).isEmpty();
        assertThat(book.verify(rotated.secret())).isPresent();
    }

    @Test
    void anEndedTokenIsNobodys() throws IOException {
        var book = book();
        var keeper = made(book, Scope.ADMIN);
        var made = made(book, Scope.READ);
        assertThat(book.verify(made.secret())).isPresent();
        assertThat(book.revoke(made.token().id())).isTrue();
        assertThat(book.revoke(made.token().id())).isFalse();
        assertThat(book.verify(made.secret())).isEmpty();
        assertThat(book().list()).containsExactly(keeper.token());
    }

    @Test
    void theLastAdministratorStays() throws IOException {
        var book = book();
        var first = made(book, Scope.ADMIN);
        assertThatThrownBy(() -> book.revoke(first.token().id())).isInstanceOf(BadInputException.class);
        made(book, Scope.ADMIN);
        assertThat(book.revoke(first.token().id())).isTrue();
    }

    @Test
    void aTokenEndsByItself() throws IOException {
        var book = book();
        var made =
                book.add("t", Set.of(Scope.READ), Optional.empty(), Optional.empty(), Optional.of(now.plusSeconds(60)));
        assertThat(book.verify(made.secret())).isPresent();
        now = now.plusSeconds(60);
        assertThat(book.verify(made.secret())).isEmpty();
        assertThat(book.list()).isEmpty();
    }

    @Test
    void scopesIncludeWhatTheySay() {
        assertThat(EnumSet.allOf(Scope.class)).allMatch(Scope.ADMIN::includes);
        assertThat(Scope.CONTROL.includes(Scope.READ)).isTrue();
        assertThat(Scope.CONTROL.includes(Scope.INGEST)).isFalse();
        assertThat(Scope.READ.includes(Scope.CONTROL)).isFalse();
        assertThat(Scope.INGEST.includes(Scope.READ)).isFalse();
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        Files.writeString(folder.resolve("tokens.json"), "{\"schema\":\"negawatt.tokens/9\",\"tokens\":[]}");
        assertThatThrownBy(this::book).isInstanceOf(BadInputException.class).hasMessageContaining("negawatt.tokens/9");
        Files.writeString(folder.resolve("tokens.json"), "not json");
        assertThatThrownBy(this::book).isInstanceOf(BadInputException.class);
    }
}
