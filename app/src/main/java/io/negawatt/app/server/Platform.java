package io.negawatt.app.server;

import io.negawatt.app.access.AuditLog;
import io.negawatt.app.access.Token;
import io.negawatt.app.access.TokenBook;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Series;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the operations stand on.
 *
 * @param setting how the server was started
 * @param place the site that it speaks of, as its factors are now
 * @param clock wall clock
 * @param live samples
 * @param runs accounts of the ledger
 * @param tokens who may do what
 * @param audit who did what
 * @param desks what other parts of the program bring along
 * @param hub what is told to those who listen
 * @param counters what the server counts of itself
 */
record Platform(
        Setting setting,
        AtomicReference<SiteSetting> place,
        InstantSource clock,
        LiveStore live,
        RunShelf runs,
        TokenBook tokens,
        AuditLog audit,
        Desks desks,
        LiveHub hub,
        Counters counters) {

    /**
     * How the server was started.
     *
     * @param version version of the program
     * @param demo whether its figures are replayed recordings and simulations
     * @param publicRead whether what needs {@code read} needs no token
     */
    record Setting(String version, boolean demo, boolean publicRead) {}

    SiteSetting site() {
        return place.get();
    }

    /** {@return the tenants that the caller sees, by name} */
    List<String> tenants(Call call) throws IOException {
        var only = call.token().flatMap(Token::tenant);
        if (only.isPresent()) {
            return List.of(only.get());
        }
        var tenants = new TreeSet<String>();
        live.series(Selection.ALL).stream().map(Series::tenant).forEach(tenants::add);
        runs.all().forEach(it -> it.tenant().ifPresent(tenants::add));
        tenants.remove("");
        return List.copyOf(tenants);
    }

    /** {@return series of the caller's tenant with this metric} */
    static Selection selection(Optional<String> tenant, String metric) {
        return new Selection(tenant, Optional.of(metric), List.of());
    }
}
