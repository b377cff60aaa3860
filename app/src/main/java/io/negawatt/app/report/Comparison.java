package io.negawatt.app.report;

import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.ComponentUse;
import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.account.Account.Work;
import io.negawatt.core.account.Terms;
import io.negawatt.core.meter.Component;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Two accounts side by side: what the second used more or less than the first, and whether that is more than their errors
 * could make of nothing.
 *
 * <p>The errors of the two are taken as independent. Where both runs were read by the same meters part of the error is common
 * and would cancel, so the interval of a difference is rather too wide than too narrow.
 *
 * @param a the account that the other is compared with
 * @param b the other
 * @param rows the figures that both have
 * @param cautions what makes the two hard to compare, such as different carbon factors
 */
public record Comparison(Account a, Account b, List<Row> rows, List<Message> cautions) {
    private static final int CAUTIONS = 4;

    public Comparison {
        rows = List.copyOf(rows);
        cautions = List.copyOf(cautions);
    }

    /** {@return {@code b} compared with {@code a}} */
    public static Comparison of(Account a, Account b) {
        var rows = new ArrayList<Row>();
        for (var component : Component.values()) {
            var row = new Row(new Quantity.Energy(component), energyJ(a, component), energyJ(b, component));
            if (row.a().high() > 0 || row.b().high() > 0) {
                rows.add(row);
            }
        }
        rows.add(new Row(new Quantity.Total(), a.totalJ(), b.totalJ()));
        rows.add(new Row(new Quantity.Time(), Interval.exactly(a.elapsedS()), Interval.exactly(b.elapsedS())));
        work(a, b).forEach(rows::add);
        cost(a, b).ifPresent(rows::add);
        rows.add(new Row(
                new Quantity.Location(), a.carbon().locationG(), b.carbon().locationG()));
        rows.add(new Row(new Quantity.Market(), a.carbon().marketG(), b.carbon().marketG()));
        rows.add(new Row(new Quantity.Water(), a.waterL(), b.waterL()));
        return new Comparison(a, b, rows, cautions(a, b));
    }

    private static Interval energyJ(Account account, Component component) {
        return account.components().stream()
                .filter(use -> use.component() == component)
                .map(ComponentUse::energyJ)
                .findFirst()
                .orElse(Interval.ZERO);
    }

    private static List<Row> work(Account a, Account b) {
        var rows = new ArrayList<Row>();
        for (Work one : a.work()) {
            b.work().stream()
                    .filter(other -> other.unit().equals(one.unit()))
                    .findFirst()
                    .ifPresent(other -> rows.add(new Row(
                            new Quantity.EnergyPerUnit(one.unit()), one.energyJPerUnit(), other.energyJPerUnit())));
        }
        return rows;
    }

    private static Optional<Row> cost(Account a, Account b) {
        boolean same = a.cost().map(Cost::currency).equals(b.cost().map(Cost::currency));
        return a.cost()
                .filter(cost -> same)
                .flatMap(one -> b.cost()
                        .map(other -> new Row(new Quantity.Money(one.currency()), one.amount(), other.amount())));
    }

    private static List<Message> cautions(Account a, Account b) {
        var cautions = new ArrayList<Message>(CAUTIONS);
        caution(cautions, "factor", a, b, Comparison::factor);
        caution(cautions, "pue", a, b, terms -> Terse.number(terms.pue().value().mid()));
        caution(cautions, "idle", a, b, terms -> terms.idlePolicy().id());
        if (a.gapS() > 0 || b.gapS() > 0) {
            cautions.add(Message.of("report.compare.gaps"));
        }
        return cautions;
    }

    private static String factor(Terms terms) {
        var location = terms.location();
        String year = location.zone() + " " + location.year();
        return terms.hourly()
                .map(hourly -> location.zone() + " " + hourly.source())
                .orElse(year);
    }

    private static void caution(
            List<Message> cautions, String name, Account a, Account b, Function<Terms, String> term) {
        String one = term.apply(a.terms());
        String other = term.apply(b.terms());
        if (!one.equals(other)) {
            cautions.add(Message.of("report.compare." + name, one, other));
        }
    }

    /** What a row of a comparison is about, with the unit of its intervals in the name of its kind. */
    public sealed interface Quantity {
        /** Energy of one component, in J. */
        record Energy(Component component) implements Quantity {}

        /** Total energy, in J. */
        record Total() implements Quantity {}

        /** Elapsed time, in s. */
        record Time() implements Quantity {}

        /** Energy of one unit of counted work, in J. */
        record EnergyPerUnit(String unit) implements Quantity {}

        /** Cost in a currency. */
        record Money(String currency) implements Quantity {}

        /** Location-based carbon, in g. */
        record Location() implements Quantity {}

        /** Market-based carbon, in g. */
        record Market() implements Quantity {}

        /** Water, in L. */
        record Water() implements Quantity {}
    }

    /** One figure of both accounts. */
    public record Row(Quantity quantity, Interval a, Interval b) {

        /** {@return b − a, with the interval of a difference of independent figures} */
        public Interval difference() {
            double mid = b.mid() - a.mid();
            return new Interval(
                    mid - Math.hypot(b.mid() - b.low(), a.high() - a.mid()),
                    mid,
                    mid + Math.hypot(b.high() - b.mid(), a.mid() - a.low()));
        }

        /** {@return the difference as a fraction of a, no less than −1, for nothing uses less than nothing; 0 where a is 0} */
        public Interval relative() {
            if (a.mid() == 0) {
                return Interval.ZERO;
            }
            var relative = difference().times(1 / a.mid());
            return new Interval(Math.max(-1, relative.low()), relative.mid(), relative.high());
        }

        /** {@return whether 0 lies outside the interval of the difference} */
        public boolean isOutsideNoise() {
            var difference = difference();
            return difference.low() > 0 || difference.high() < 0;
        }
    }
}
