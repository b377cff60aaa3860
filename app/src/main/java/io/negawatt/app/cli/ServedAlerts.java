package io.negawatt.app.cli;

import io.negawatt.app.access.ServerFolder;
import io.negawatt.app.alert.AlertDesk;
import io.negawatt.app.alert.AlertTimer;
import io.negawatt.app.desk.CreditSavings;
import io.negawatt.app.desk.JobDesk;
import io.negawatt.app.desk.RunFindings;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.server.BudgetDesk;
import io.negawatt.app.server.Desks;
import io.negawatt.app.server.Server;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.app.store.Credits;
import io.negawatt.app.store.Ledger;
import io.negawatt.core.text.Message;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The budgets of a server that is being started: a desk before it is there, a timer and listeners once it is. */
final class ServedAlerts implements AutoCloseable {
    private final Session session;
    private final Ledger ledger;
    private final LiveStore live;
    private final AtomicReference<Optional<Server>> server = new AtomicReference<>(Optional.empty());
    private Optional<AlertDesk> desk = Optional.empty();
    private Optional<AlertTimer> timer = Optional.empty();

    ServedAlerts(Session session, Ledger ledger, LiveStore live) {
        this.session = session;
        this.ledger = ledger;
        this.live = live;
    }

    /**
     * {@return the desks of a server that works on real data}
     *
     * @param place the site as its factors are now
     */
    Desks desks(Supplier<SiteSetting> place) {
        var folder = ServerFolder.of(ledger.home());
        var ground = new AlertDesk.Ground(folder, session.clock(), new SecureRandom(), this::tell, this::say);
        var made = AlertDesk.open(ground, live, ledger, place);
        desk = Optional.of(made);
        var jobs = JobDesk.open(folder, place, live, session.clock());
        return new Desks(
                made, jobs, jobs, new CreditSavings(Credits.of(ledger.home()), this::say), new RunFindings(place));
    }

    /** Begins to look, where there is a desk. */
    void start(Server started) {
        server.set(Optional.of(started));
        timer = desk.map(it -> AlertTimer.start(it, this::say));
    }

    private void tell(BudgetDesk.Alert alert) {
        server.get().ifPresent(it -> it.tell("alert", alert.tenant(), alert));
    }

    private void say(Message message) {
        session.err().println("negawatt: " + message.in(session.lang()));
    }

    @Override
    public void close() {
        timer.ifPresent(AlertTimer::close);
    }
}
