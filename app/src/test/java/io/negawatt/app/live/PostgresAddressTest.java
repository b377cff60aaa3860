package io.negawatt.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresAddressTest {
    @Test
    void anAddressIsReadAsPeopleWriteIt() {
        for (var text : List.of(
                "postgresql://me@db:5433/power?sslmode=require",
                "jdbc:postgresql://me@db:5433/power?sslmode=require",
                "postgres://me@db:5433/power?sslmode=require")) {
            assertThat(PostgresAddress.of(text))
                    .isEqualTo(
                            new PostgresAddress("jdbc:postgresql://db:5433/power?sslmode=require", Optional.of("me")));
        }
        assertThat(PostgresAddress.of("postgresql://db/power").user()).isEmpty();
    }

    @Test
    void anAddressWithAPasswordIsRefusedAndNotRepeated() {
        for (var text : List.of(
                "postgresql://me:hunter2@db/power",
                "postgresql://db/power?user=me&password=hunter2",
                "mysql://me:hunter2@db/power",
                "postgresql://me:hunter2@d b/power",
                "postgresql://db/power?x= &password=hunter2")) {
            assertThatThrownBy(() -> PostgresAddress.of(text))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageNotContaining("hunter2");
        }
        for (var text : List.of("db", "postgresql://db", "postgresql:///power", "http://db/power")) {
            assertThatThrownBy(() -> PostgresAddress.of(text)).as(text).isInstanceOf(BadInputException.class);
        }
    }
}
