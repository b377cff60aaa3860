package io.negawatt.app.alert;

import io.negawatt.app.store.Disk;
import io.negawatt.app.store.Reasons;
import io.negawatt.app.store.Replacement;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code budgets.json}: budgets, quiet hours and webhooks, to be read and edited by people; and {@code alerts.json}: what became of
 * them. Each is replaced as a whole.
 */
final class BudgetFile {
    private static final String BUDGETS = "negawatt.budgets/1";
    private static final String ALERTS = "negawatt.alerts/1";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Disk disk;
    private final Path budgets;
    private final Path alerts;

    BudgetFile(Disk disk, Path folder) {
        this.disk = disk;
        this.budgets = folder.resolve("budgets.json");
        this.alerts = folder.resolve("alerts.json");
    }

    /** What people set. */
    record Settings(
            String schema,
            List<StoredBudget> budgets,
            Optional<List<QuietHours>> quiet,
            Optional<List<Webhook>> webhooks) {
        static final Settings NONE = new Settings(BUDGETS, List.of(), Optional.empty(), Optional.empty());

        Settings with(List<StoredBudget> others) {
            return new Settings(schema, List.copyOf(others), quiet, webhooks);
        }

        List<QuietHours> quietHours() {
            return quiet.orElse(List.of());
        }

        List<Webhook> hooks() {
            return webhooks.orElse(List.of());
        }
    }

    /** What became of it. */
    record State(String schema, List<AlertBook.Alert> alerts, List<Outbox.Entry> outbox) {
        static final State NONE = new State(ALERTS, List.of(), List.of());

        State(List<AlertBook.Alert> alerts, List<Outbox.Entry> outbox) {
            this(ALERTS, alerts, outbox);
        }
    }

    /** {@return the settings; none where there is no file yet; {@link BadInputException} where it is damaged} */
    Settings settings() {
        var settings = read(budgets, Settings.class, Settings.NONE);
        check(budgets, settings.schema(), BUDGETS);
        settings.budgets().forEach(it -> {
            it.measure();
            it.period();
        });
        return settings;
    }

    /** {@return what changes where the file does} */
    String key() {
        try {
            return Files.size(budgets) + " " + Files.getLastModifiedTime(budgets);
        } catch (IOException none) {
            return "none";
        }
    }

    State state() {
        var state = read(alerts, State.class, State.NONE);
        check(alerts, state.schema(), ALERTS);
        return state;
    }

    private static void check(Path file, String schema, String wanted) {
        if (!wanted.equals(schema)) {
            throw BadInputException.of("alert.file.schema", file, String.valueOf(schema), wanted);
        }
    }

    private static <T> T read(Path file, Class<T> type, T otherwise) {
        try {
            return MAPPER.readValue(Files.readAllBytes(file), type);
        } catch (NoSuchFileException e) {
            return otherwise;
        } catch (JacksonException e) {
            if (e.getCause() instanceof BadInputException bad) {
                throw bad;
            }
            throw new BadInputException(Message.of("alert.file.damaged", file, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new BadInputException(Message.of("alert.file.damaged", file, Reasons.of(e)), e);
        }
    }

    void write(Settings settings) throws IOException {
        Replacement.of(disk, budgets, pretty(settings));
    }

    void write(State state) throws IOException {
        Replacement.of(disk, alerts, pretty(state));
    }

    private static byte[] pretty(Object document) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
    }
}
