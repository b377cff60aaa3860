package io.negawatt.app.store;

import io.negawatt.core.account.Account;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/**
 * The account as JSON, {@value #SCHEMA}: the same account gives the same bytes, and reading them gives the same account.
 *
 * <p>Energy is in J, time in s, carbon and scrap in g, water in L, money in the currency named beside it. {@code low} and
 * {@code high} hold the true value nine times out of ten; an end that is {@code null} is unbounded. A later version may add
 * properties, which readers skip; it never changes the meaning of one under the same schema name.
 */
public final class AccountJson {
    public static final String SCHEMA = "negawatt.account/1";

    private AccountJson() {}

    /** {@return the account as a pretty-printed document in UTF-8} */
    public static byte[] write(Account account) {
        return JsonOut.pretty(out -> AccountWriter.write(out, account));
    }

    /** {@return the account in a file; a message with the place of what is wrong where there is none} */
    public static Account read(Path file) throws StoreException {
        try {
            return read(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StoreException(Message.of("store.account.unreadable", file, Reasons.of(e)), e);
        }
    }

    /** {@return the account in a document; {@link IllegalArgumentException} where it holds none} */
    public static Account read(byte[] document) {
        try {
            var in = JsonIn.parse(document);
            checkSchema(in.text("schema"));
            return AccountReader.read(in);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    static void checkSchema(String schema) {
        if (!schema.equals(SCHEMA)) {
            throw new IllegalArgumentException(
                    Message.of("store.account.schema", schema, SCHEMA).toString());
        }
    }

    static StoreException damaged(Path file, String what, Throwable cause) {
        return new StoreException(Message.of("store.account.damaged", file, what), cause);
    }
}
