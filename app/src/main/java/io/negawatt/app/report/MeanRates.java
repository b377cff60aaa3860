package io.negawatt.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a kilowatt-hour of the run cost and carried on the mean. */
record MeanRates(View view) {

    static MeanRates of(View view) {
        return new MeanRates(view);
    }

    /** {@return the mean price, such as {@code 0.62 CNY/kWh}; empty where no price is known} */
    Optional<String> price() {
        return price("price");
    }

    private Optional<String> price(String key, Object... more) {
        var account = view.account();
        return account.cost().filter(_ -> account.meanPricePerKwh().isPresent()).map(cost -> {
            var values = new ArrayList<Object>(
                    List.of(Terse.number(account.meanPricePerKwh().getAsDouble()), cost.currency()));
            values.addAll(List.of(more));
            return view.say(key, values.toArray());
        });
    }

    /** {@return whether the location's factor is a mean of hours; that of the year holds where no hour of the run has one} */
    boolean isFactorByTheHour() {
        var source = view.account().carbon().location().source();
        return view.account()
                .terms()
                .hourly()
                .filter(it -> it.source().equals(source))
                .isPresent();
    }

    /** {@return the rates that changed during the run, each with where it came from} */
    List<String> changing() {
        var account = view.account();
        var rates = new ArrayList<String>();
        account.terms()
                .tariff()
                .filter(tariff -> !tariff.isConstant())
                .flatMap(tariff -> price("terminal.mean.price", Columns.clean(tariff.name())))
                .ifPresent(rates::add);
        if (isFactorByTheHour()) {
            var factor = account.carbon().location();
            String grams = Terse.number(factor.gramsPerKwh().mid());
            rates.add(view.say("terminal.mean.carbon", grams, Columns.clean(factor.source())));
        }
        return rates;
    }
}
