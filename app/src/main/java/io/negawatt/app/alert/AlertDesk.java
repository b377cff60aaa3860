package io.negawatt.app.alert;

import io.negawatt.app.alert.AlertBook.Change;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.server.BudgetDesk;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.app.store.Disk;
import io.negawatt.app.store.Ledger;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * The budgets of a server: keeps them in its folder, looks at them on a timer, raises alerts and tells those who listen. Thread-safe.
 */
public final class AlertDesk implements BudgetDesk {
    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final int ID_BYTES = 4;

    private final BudgetFile file;
    private final Standings standings;
    private final Worth worth;
    private final AlertBook book;
    private final Outbox outbox;
    private final Ground ground;
    private BudgetFile.Settings settings;
    private String key;
    private List<Standing> last = List.of();
    private Instant lastAt = Instant.MIN;
    private Object priced;

    /**
     * What the desk stands on.
     *
     * @param folder folder of the server's own files
     * @param told told of each alert that is raised or over
     * @param log told of what does not work
     */
    public record Ground(
            Path folder, InstantSource clock, RandomGenerator random, Consumer<Alert> told, Consumer<Message> log) {}

    AlertDesk(BudgetFile file, Usage usage, Worth worth, Post post, Post.Resolver resolver, Ground ground) {
        this.file = file;
        this.standings = new Standings(usage, worth);
        this.worth = worth;
        this.priced = worth.state();
        this.ground = ground;
        this.settings = file.settings();
        this.key = file.key();
        var state = file.state();
        this.book = new AlertBook(state.alerts());
        this.outbox = new Outbox(state.outbox(), post, resolver, ground.random(), ground.log());
    }

    /**
     * {@return the desk of a server; {@link BadInputException} where its files are damaged}
     *
     * @param place the site as its factors are now
     */
    public static AlertDesk open(Ground ground, LiveStore live, Ledger ledger, Supplier<SiteSetting> place) {
        var runs = new RunWork(ledger, e -> ground.log().accept(e.text()));
        var usage = new LiveUsage(
                live, runs, () -> place.get().terms().pue().value().mid());
        return new AlertDesk(
                new BudgetFile(Disk.LOCAL, ground.folder()),
                usage,
                worth(place),
                new SocketPost(),
                InetAddress::getAllByName,
                ground);
    }

    private static Worth worth(Supplier<SiteSetting> place) {
        return new Worth() {
            @Override
            public OptionalDouble pricePerKwh(Instant at) {
                return place.get().pricePerKwh(at);
            }

            @Override
            public double gramsPerKwh(Instant at) {
                return place.get().gramsPerKwh(at);
            }

            @Override
            public Optional<String> currency() {
                return place.get().currency();
            }

            @Override
            public Object state() {
                return place.get();
            }

            @Override
            public ZoneId clock() {
                return place.get().clock();
            }
        };
    }

    /** Looks at all budgets, raises and ends alerts. */
    public synchronized void look() throws IOException {
        reload();
        var now = ground.clock().instant();
        last = standings(now);
        lastAt = now;
        apply(book.look(last, now, worth.clock()), now);
    }

    /** Calls the webhooks that are due; meanwhile the desk answers. */
    public void post() throws IOException {
        var now = ground.clock().instant();
        for (var call : due(now)) {
            var failure = outbox.make(call, now);
            synchronized (this) {
                outbox.settle(call, failure, now);
                save();
            }
        }
    }

    private synchronized List<Outbox.Call> due(Instant now) {
        return outbox.due(book, settings, now, worth.clock());
    }

    private synchronized void reload() {
        String now = file.key();
        if (!now.equals(key)) {
            key = now;
            settings = file.settings();
            standings.forget();
        }
        if (!worth.state().equals(priced)) {
            priced = worth.state();
            standings.forget();
            lastAt = Instant.MIN;
        }
    }

    private synchronized List<Standing> standings(Instant now) throws IOException {
        var all = new ArrayList<Standing>();
        for (var budget : settings.budgets()) {
            all.add(standings.of(budget, now));
        }
        return List.copyOf(all);
    }

    private void apply(List<Change> changes, Instant now) throws IOException {
        if (changes.isEmpty()) {
            return;
        }
        outbox.add(changes, settings.hooks(), now);
        save();
        changes.forEach(it -> ground.told().accept(view(it.alert(), Lang.EN)));
    }

    private synchronized void save() throws IOException {
        file.write(new BudgetFile.State(book.all().reversed(), outbox.entries()));
    }

    private List<Standing> fresh() throws IOException {
        reload();
        var now = ground.clock().instant();
        if (lastAt.plus(FRESH).isBefore(now)) {
            last = standings(now);
            lastAt = now;
        }
        return last;
    }

    @Override
    public synchronized List<Budget> budgets(Optional<String> tenant, Lang lang) throws IOException {
        return fresh().stream()
                .filter(it ->
                        tenant.isEmpty() || tenant.equals(it.budget().terms().tenant()))
                .map(it -> view(it, lang))
                .toList();
    }

    @Override
    public synchronized Budget set(Optional<String> id, BudgetTerms terms, Lang lang) throws IOException {
        reload();
        var budget = new StoredBudget(id.orElseGet(this::newId), priced(terms));
        var others = settings.budgets().stream().filter(it -> !it.id().equals(budget.id()));
        save(Stream.concat(others, Stream.of(budget)).toList());
        var standing = standings.of(budget, ground.clock().instant());
        lastAt = Instant.MIN;
        return view(standing, lang);
    }

    /** Money is limited in the currency of the site, since prices of another would have to be guessed. */
    private BudgetTerms priced(BudgetTerms terms) {
        if (BudgetMeasure.of(terms.measure()) != BudgetMeasure.MONEY) {
            return terms;
        }
        String currency = worth.currency().orElseThrow(() -> BadInputException.of("alert.bad.priceless", terms.name()));
        if (!terms.currency().orElse(currency).equals(currency)) {
            throw BadInputException.of("alert.bad.currency", terms.currency().orElse(""), currency);
        }
        return new BudgetTerms(
                terms.name(),
                terms.measure(),
                terms.period(),
                terms.limit(),
                Optional.of(currency),
                terms.tenant(),
                terms.labels());
    }

    private String newId() {
        var bytes = new byte[ID_BYTES];
        ground.random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void save(List<StoredBudget> budgets) throws IOException {
        var changed = settings.with(budgets);
        file.write(changed);
        settings = changed;
        key = file.key();
    }

    @Override
    public synchronized boolean remove(String id) throws IOException {
        reload();
        var left = settings.budgets().stream().filter(it -> !it.id().equals(id)).toList();
        if (left.size() == settings.budgets().size()) {
            return false;
        }
        save(left);
        lastAt = Instant.MIN;
        var now = ground.clock().instant();
        apply(book.endAll(id, now), now);
        return true;
    }

    @Override
    public synchronized List<Alert> alerts(Optional<String> tenant, Lang lang) {
        return book.all().stream()
                .filter(it -> tenant.isEmpty() || tenant.equals(it.tenant()))
                .map(it -> view(it, lang))
                .toList();
    }

    @Override
    public synchronized Optional<Alert> acknowledge(String id, String who, Lang lang) throws IOException {
        if (!id.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        var alert = book.acknowledge(Long.parseLong(id), who);
        if (alert.isPresent()) {
            save();
        }
        return alert.map(it -> view(it, lang));
    }

    private static Alert view(AlertBook.Alert alert, Lang lang) {
        return new Alert(
                Long.toString(alert.number()),
                alert.at(),
                alert.severity(),
                alert.title().in(lang),
                alert.detail().in(lang),
                Optional.of(alert.budget()),
                alert.tenant(),
                alert.state(),
                alert.acknowledgedBy(),
                Optional.empty());
    }

    private Budget view(Standing standing, Lang lang) {
        boolean known = !Double.isNaN(standing.used());
        var worst = Rule.ALL.stream().filter(it -> isOn(it, standing)).findFirst();
        var advice = known
                ? worst.map(it -> AlertTexts.detail(it, standing, worth.clock()))
                : Optional.of(Message.of("alert.unpriced"));
        String state = worst.filter(it -> it == Rule.LIMIT).isPresent() ? "over" : advice.isPresent() ? "warn" : "ok";
        var terms = standing.budget().terms();
        return new Budget(
                standing.budget().id(),
                terms,
                standing.budget().measure().unit(terms.currency().orElse("")),
                standing.span().from(),
                standing.span().to(),
                known ? standing.used() : 0,
                known ? standing.usedFraction() : 0,
                known ? standing.dueFraction() : 0,
                standing.end(),
                rate(standing.burn().map(BurnRate::fast)),
                rate(standing.burn().map(BurnRate::slow)),
                state,
                advice.map(it -> it.in(lang)));
    }

    private static OptionalDouble rate(Optional<Double> rate) {
        return rate.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /** An alert that lasts keeps its budget's state, so that the page and the alert never disagree. */
    private boolean isOn(Rule rule, Standing standing) {
        return rule.raises(standing)
                || book.all().stream()
                        .anyMatch(it -> it.lasts() && it.isOf(standing.budget().id(), rule) && !rule.clears(standing));
    }
}
