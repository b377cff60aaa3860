package io.negawatt.core.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityPrinterTest {
    private static final int ROUNDS = 5_000;

    @ParameterizedTest
    @CsvSource({
        "15.6, 15.6 Wh",
        "999.4, 999 Wh",
        "999.96, 1.00 kWh",
        "12701.1, 12.7 kWh",
        "1e6, 1.00 MWh",
        "415200, 415 kWh",
        "1.5e13, 15.0 TWh",
        "1.5e17, 150000 TWh",
        "0.02, 0.0200 Wh",
        "0.0099996, 0.0100 Wh",
        "0.002, 2.00 mWh",
        "0.000002, 2.00 µWh",
        "0, 0 Wh",
    })
    void writesEnergy(double wattHours, String text) {
        assertThat(Energy.ofKilowattHours(wattHours / 1000)).hasToString(text);
    }

    @Test
    void writesTheOthers() {
        assertThat(Quantities.printJoules(Energy.ofJoules(45_724_000), 5)).isEqualTo("45.724 MJ");
        assertThat(Quantities.printJoules(Energy.ofJoules(4000), 4)).isEqualTo("4.000 kJ");
        assertThat(new Power(612)).hasToString("612 W");
        assertThat(new Power(415.2e3)).hasToString("415 kW");
        assertThat(new Power(0.25)).hasToString("250 mW");
        assertThat(new CarbonMass(8.3)).hasToString("8.30 g");
        assertThat(new CarbonMass(1.2e6)).hasToString("1.20 t");
        assertThat(new WaterVolume(0.11)).hasToString("0.110 L");
        assertThat(new WaterVolume(2000)).hasToString("2.00 m³");
        assertThat(DataSize.ofBytes(1e11)).hasToString("100 GB");
        assertThat(new DataSize(4)).hasToString("4.00 bit");
        assertThat(new Money(0.0125, "CNY")).hasToString("¥0.0125");
        assertThat(new Money(17.5, "EUR")).hasToString("€17.5");
        assertThat(new Money(-17.5, "GBP")).hasToString("−£17.5");
        assertThat(new Money(12.5, "CHF")).hasToString("12.5 CHF");
        assertThat(new EnergyPrice(-0.05, "EUR")).hasToString("−0.0500 EUR/kWh");
        assertThat(new CarbonIntensity(550)).hasToString("550 g/kWh");
        assertThat(new WaterIntensity(1.8)).hasToString("1.80 L/kWh");
        assertThat(new DataIntensity(1e-8)).hasToString("10.0 nJ/bit");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.5S, 500 ms",
        "PT0.000001S, 1.00 µs",
        "PT12.34S, 12.3 s",
        "PT59.96S, 1 min",
        "PT1M32S, 1 min 32 s",
        "PT59M59.6S, 1 h",
        "PT10H, 10 h",
        "PT1H30M, 1 h 30 min",
        "PT26H3M4S, 1 d 2 h 3 min",
        "PT24H0M40S, 1 d 1 min",
        "PT23H59M59.7S, 1 d",
    })
    void writesTimeSpans(Duration time, String text) {
        assertThat(Quantities.printDuration(time)).isEqualTo(text);
    }

    @Test
    void whatIsWrittenReadsBackWithinTheDigitsWritten() {
        roundTrip(
                11,
                wattHours -> new Energy(wattHours * 3600),
                text -> Quantities.energy(text).joules() / 3600);
        roundTrip(12, Power::new, text -> Quantities.power(text).watts());
        roundTrip(13, CarbonMass::new, text -> Quantities.carbonMass(text).grams());
        roundTrip(14, WaterVolume::new, text -> Quantities.waterVolume(text).liters());
        roundTrip(
                15,
                x -> DataSize.ofBytes(1 + x),
                text -> Quantities.dataSize(text).bytes() - 1);
        roundTrip(16, DataIntensity::new, text -> Quantities.dataIntensity(text).joulesPerBit());
        roundTrip(
                17,
                CarbonIntensity::new,
                text -> Quantities.carbonIntensity(text).gramsPerKwh());
        roundTrip(
                18, WaterIntensity::new, text -> Quantities.waterIntensity(text).litersPerKwh());
        for (String currency : new String[] {"CNY", "EUR", "USD", "GBP", "CHF", "JPY"}) {
            roundTrip(
                    19,
                    x -> new Money(-x, currency),
                    text -> -Quantities.money(text, currency).amount());
            roundTrip(
                    20,
                    x -> new EnergyPrice(x, currency),
                    text -> Quantities.price(text).perKwh());
        }
    }

    @Test
    void timeSpansReadBackWithinTheUnitWritten() {
        var random = new Random(21);
        for (int i = 0; i < ROUNDS; i++) {
            var time = Duration.ofNanos((long) Math.pow(10, random.nextDouble(18.5)));
            String text = Quantities.printDuration(time);
            var read = Quantities.duration(text);

            double allowed = time.toDays() > 0 ? 60 : time.toMinutes() > 0 ? 0.5 : 0.005 * time.toNanos() * 1e-9;
            assertThat(read.toNanos() * 1e-9).as(text).isCloseTo(time.toNanos() * 1e-9, within(allowed));
            assertThat(Quantities.printDuration(read)).isEqualTo(text);
        }
    }

    private static void roundTrip(long seed, DoubleFunction<?> of, ToDoubleFunction<String> read) {
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            double amount = random.nextDouble() * Math.pow(10, random.nextInt(-15, 20));
            String text = of.apply(amount).toString();
            double back = read.applyAsDouble(text);

            assertThat(of.apply(back)).hasToString(text);
            // Data is shifted by a byte, so that it is never written in bits.
            double written = amount + (seed == 15 ? 1 : 0);
            assertThat(back).as(text).isCloseTo(amount, within(halfOfLastDigit(written) * (1 + 1e-9)));
        }
    }

    /** Half a step of the third digit. */
    private static double halfOfLastDigit(double amount) {
        var exact = new BigDecimal(amount);
        int exponent = exact.precision() - exact.scale() - 1;
        return 0.5 * Math.pow(10, exponent - 2);
    }
}
