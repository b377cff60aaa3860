package io.negawatt.app.cli;

import io.negawatt.app.access.ServerFolder;
import io.negawatt.app.alert.AlertDesk;
import io.negawatt.app.alert.AlertTimer;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.server.BudgetDesk;
import io.negawatt.app.server.Desks;
import io.negawatt.app.server.Server;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.app.store.Ledger;
import io.negawatt.core.text.Message;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

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

    /** {@return the desks with one for budgets} */
    Desks desks(Desks others, SiteSetting site) {
        var ground = new AlertDesk.Ground(
                ServerFolder.of(ledger.home()), session.clock(), new SecureRandom(), this::tell, this::say);
        var made = AlertDesk.open(ground, live, ledger, site);
        desk = Optional.of(made);
        return new Desks(made, others.actions(), others.plans(), others.savings(), others.findings());
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
