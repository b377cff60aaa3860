package io.negawatt.app.store;

import io.negawatt.core.account.Account;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * What a list says of a run.
 *
 * @param from start of the run
 * @param elapsedS its length, in s
 * @param totalJ its energy, in J
 * @param cost what it cost; empty where no price is known
 * @param locationG its location-based carbon, in g
 * @param marketG its market-based carbon, in g
 */
public record RunHeader(
        String id,
        String name,
        List<String> command,
        OptionalInt exitCode,
        Account.Status status,
        String host,
        Instant from,
        double elapsedS,
        Interval totalJ,
        Optional<Account.Cost> cost,
        Interval locationG,
        Interval marketG) {

    private static final Set<String> PROPERTIES = Set.of(
            "schema",
            "id",
            "name",
            "command",
            "exit_code",
            "status",
            "host",
            "from",
            "elapsed_s",
            "total",
            "cost",
            "carbon");

    /** Names of the {@link #cells}, as a list in CSV has them. */
    public static final List<String> COLUMNS = List.of(
            "id",
            "name",
            "status",
            "exit_code",
            "host",
            "from",
            "elapsed_s",
            "energy_j",
            "low_j",
            "high_j",
            "cost",
            "currency",
            "location_g",
            "market_g");

    /** {@return the run as a row for machines: full precision, units as in {@link #COLUMNS}, empty where nothing is known} */
    public List<String> cells() {
        return List.of(
                id,
                name,
                status.id(),
                exitCode.isPresent() ? Integer.toString(exitCode.getAsInt()) : "",
                host,
                from.toString(),
                Double.toString(elapsedS),
                Double.toString(totalJ.mid()),
                Double.toString(totalJ.low()),
                Double.toString(totalJ.high()),
                cost.map(it -> Double.toString(it.amount().mid())).orElse(""),
                cost.map(Account.Cost::currency).orElse(""),
                Double.toString(locationG.mid()),
                Double.toString(marketG.mid()));
    }

    /** {@return the header of the account in a file; reads the head of the file only where it is as this program writes it} */
    static RunHeader read(Path file) throws StoreException {
        try (var in = Files.newInputStream(file)) {
            return of(JsonIn.some(in, PROPERTIES));
        } catch (JacksonException e) {
            throw AccountJson.damaged(file, e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw AccountJson.damaged(file, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StoreException(Message.of("store.account.unreadable", file, Reasons.of(e)), e);
        }
    }

    private static RunHeader of(JsonIn in) {
        AccountJson.checkSchema(in.text("schema"));
        return new RunHeader(
                in.text("id"),
                in.text("name"),
                in.texts("command"),
                in.optionalWhole("exit_code"),
                in.constant("status", Account.Status.class),
                in.text("host"),
                in.instant("from"),
                in.number("elapsed_s"),
                CommonJson.interval(in.object("total"), "energy_j", "low_j", "high_j"),
                in.optionalObject("cost").map(AccountReader::cost),
                CommonJson.interval(in.object("carbon"), "location_g", "location_low_g", "location_high_g"),
                CommonJson.interval(in.object("carbon"), "market_g", "market_low_g", "market_high_g"));
    }
}
