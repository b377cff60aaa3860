package io.negawatt.app.server;

import io.negawatt.core.account.Account;
import io.negawatt.core.units.Interval;
import java.util.OptionalDouble;

/** Money in the API. */
record MoneyView(double amount, OptionalDouble low, OptionalDouble high, String currency) {

    static MoneyView of(Interval amount, String currency) {
        return new MoneyView(
                amount.mid(), IntervalView.finite(amount.low()), IntervalView.finite(amount.high()), currency);
    }

    static MoneyView of(Account.Cost cost) {
        return of(cost.amount(), cost.currency());
    }
}
