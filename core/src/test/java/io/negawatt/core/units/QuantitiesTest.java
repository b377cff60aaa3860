package io.negawatt.core.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "5e7 J, 5e7",
        "5e7J, 5e7",
        "1E-3 kJ, 1",
        "45.724 MJ, 45724000",
        "0.1 kWh, 360000",
        "12.7 kWh, 45720000",
        "1 MWh, 3.6e9",
        "3 度, 1.08e7",
        "3度, 1.08e7",
        "0.5 千瓦时, 1.8e6",
        "2 kW·h, 7.2e6",
        "2 W·s, 2",
        "1e−3 J, 1e-3",
        "+5 J, 5",
        "0 J, 0",
        "-0 J, 0",
        "0e999 J, 0",
        "007 J, 7",
        "'  7   J  ', 7",
        "15 µWh, 0.054",
        "15 uWh, 0.054",
    })
    void readsEnergy(String text, double joules) {
        assertThat(Quantities.energy(text).joules()).isEqualTo(joules);
    }

    @Test
    void readsEachKind() {
        assertThat(Quantities.power("300 W").watts()).isEqualTo(300);
        assertThat(Quantities.power("1.2 kW").watts()).isEqualTo(1200);
        assertThat(Quantities.power("250 mW").watts()).isEqualTo(0.25);
        assertThat(Quantities.power("3.6 kJ/h").watts()).isEqualTo(1);
        assertThat(Quantities.price("0.62 CNY/kWh")).isEqualTo(new EnergyPrice(0.62, "CNY"));
        assertThat(Quantities.price("62 EUR/MWh")).isEqualTo(new EnergyPrice(0.062, "EUR"));
        assertThat(Quantities.price("−5 EUR / MWh")).isEqualTo(new EnergyPrice(-0.005, "EUR"));
        assertThat(Quantities.price("0.6 元/度")).isEqualTo(new EnergyPrice(0.6, "CNY"));
        assertThat(Quantities.price("€0.3/kWh")).isEqualTo(new EnergyPrice(0.3, "EUR"));
        assertThat(Quantities.dataIntensity("1e-8 J/bit").joulesPerBit()).isEqualTo(1e-8);
        assertThat(Quantities.dataIntensity("0.06 kWh/GB").joulesPerBit()).isEqualTo(2.7e-5);
        assertThat(Quantities.carbonMass("1.2 tCO2e").grams()).isEqualTo(1.2e6);
        assertThat(Quantities.carbonMass("8.3 g CO₂e").grams()).isEqualTo(8.3);
        assertThat(Quantities.waterVolume("2 m³").liters()).isEqualTo(2000);
        assertThat(Quantities.waterIntensity("1.8 L/kWh").litersPerKwh()).isEqualTo(1.8);
        assertThat(Quantities.money("12.5 EUR")).isEqualTo(new Money(12.5, "EUR"));
        assertThat(Quantities.money("€17.5")).isEqualTo(new Money(17.5, "EUR"));
        assertThat(Quantities.money("−£17.5")).isEqualTo(new Money(-17.5, "GBP"));
        assertThat(Quantities.money("20 元")).isEqualTo(new Money(20, "CNY"));
    }

    @ParameterizedTest
    @CsvSource({
        "100 GB, 8e11",
        "100 Gbit, 1e11",
        "1 B, 8",
        "4 GiB, 34359738368",
        "1 Kibit, 1024",
        "1 kB, 8000",
        "0.5 MB, 4e6",
    })
    void tellsBitsFromBytes(String text, double bits) {
        assertThat(Quantities.dataSize(text).bits()).isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource({
        "550 g/kWh, 550",
        "0.55 kg/kWh, 550",
        "0.55 t/MWh, 550",
        "550 gCO2e/kWh, 550",
        "550 gCO2/kWh, 550",
        "550 g CO2e/kWh, 550",
        "0.55 kgCO₂/kWh, 550",
        "550 kgCO2eq/MWh, 550",
    })
    void readsCarbonIntensity(String text, double gramsPerKwh) {
        assertThat(Quantities.carbonIntensity(text).gramsPerKwh()).isEqualTo(gramsPerKwh);
    }

    @ParameterizedTest
    @CsvSource({
        "10 h, PT10H",
        "1 h 30 min, PT1H30M",
        "1h30min, PT1H30M",
        "1 d 2 h 3 min 4.5 s, PT26H3M4.5S",
        "90 s, PT1M30S",
        "500 ms, PT0.5S",
        "0.1 s, PT0.1S",
        "1 ns, PT0.000000001S",
        "PT1H30M, PT1H30M",
        "PT0S, PT0S",
        "0 s, PT0S",
        "0.5 d, PT12H",
    })
    void readsTimeSpans(String text, Duration duration) {
        assertThat(Quantities.duration(text)).isEqualTo(duration);
    }

    @Test
    void takesABareNumberInTheStatedUnit() {
        assertThat(Quantities.power("300", "W").watts()).isEqualTo(300);
        assertThat(Quantities.power("0.3 kW", "W").watts()).isEqualTo(300);
        assertThat(Quantities.energy("2", "kWh").joules()).isEqualTo(7.2e6);
        assertThat(Quantities.duration("10", "s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(Quantities.dataSize("10", "GB").bytes()).isEqualTo(1e10);
        assertThat(Quantities.money("10", "CHF")).isEqualTo(new Money(10, "CHF"));
        assertThat(Quantities.price("0.62", "CNY/kWh")).isEqualTo(new EnergyPrice(0.62, "CNY"));
        assertThat(Quantities.carbonIntensity("550", "g/kWh").gramsPerKwh()).isEqualTo(550);
        assertThat(Quantities.carbonMass("2", "kg").grams()).isEqualTo(2000);
        assertThat(Quantities.waterVolume("2", "L").liters()).isEqualTo(2);
        assertThat(Quantities.waterIntensity("2", "L/kWh").litersPerKwh()).isEqualTo(2);
        assertThat(Quantities.dataIntensity("1e-8", "J/bit").joulesPerBit()).isEqualTo(1e-8);
    }

    @Test
    void aSharedCurrencySymbolNeedsItsCurrencyStated() {
        assertThat(Quantities.price("¥0.62/kWh", "CNY/kWh")).isEqualTo(new EnergyPrice(0.62, "CNY"));
        assertThat(Quantities.money("¥500", "JPY")).isEqualTo(new Money(500, "JPY"));
        assertThat(Quantities.money("$5", "USD")).isEqualTo(new Money(5, "USD"));
        assertThat(refusal(() -> Quantities.money("$5", "EUR"))).contains("write USD / CAD / AUD / HKD");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        5e7J/       | column 6: a unit is expected
        5e7         | column 4: a unit is expected
        1,000 J     | column 2: a separator inside the number
        1'000 J     | column 2: a separator inside the number
        1_000 J     | column 2: a separator inside the number
        1 000 J     | column 3: a unit is expected, but found "000 J"
        10 kWH      | column 4: no unit is called "kWH"; did you mean kWh?
        10 kwh      | did you mean kWh?
        10 kWhr     | did you mean kWh
        10 joules   | did you mean J?
        10 mj       | did you mean mJ / MJ?
        10 foo      | column 4: no unit is called "foo". Allowed: J, kJ, MJ, Wh, kWh, MWh, GWh
        NaN J       | column 1: "NaN" is not a finite number
        Infinity J  | column 1: "Infinity" is not a finite number
        -inf J      | column 2: "inf" is not a finite number
        ∞ J         | column 1: "∞" is not a finite number
        -5 J        | column 1: "-5 J" is below 0
        300 W       | column 1: "300 W" is a power
        10 h        | is a time span
        5 J J       | column 5: nothing may follow the quantity, but found "J"
        5 J W       | column 5: nothing may follow
        5 J/s/s     | column 6: nothing may follow
        5 J 3 Wh    | column 5: nothing may follow
        5 J.        | column 4: nothing may follow
        1e400 J     | too large or too small
        1e-400 J    | too large or too small
        1e99999 J   | too large or too small
        1e9999999999999999999 J | too large or too small
        J           | column 1: a number such as
        .5 J        | column 1: a number such as
        5. J        | column 2: a unit is expected
        0x10 J      | column 2: no unit is called "x"
        ５ J         | column 1: the character U+FF15
        5 Ｊ         | column 3: the character U+FF2A
        ٥ J         | column 1: the character U+0665
        5 J/W       | "5 J/W" is a time span
        5 J·J       | "5 J·J" is a quantity that is not used
        """)
    void refusesDoubtfulEnergy(String text, String says) {
        assertThat(refusal(() -> Quantities.energy(text)))
                .startsWith("\"" + text)
                .contains(says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void refusesNothing(String text) {
        assertThat(refusal(() -> Quantities.energy(text)))
                .contains("nothing is given")
                .contains("kWh");
    }

    @Test
    void showsLettersThatDoNotShow() {
        assertThat(refusal(() -> Quantities.energy("5\u202e J")))
                .startsWith("\"5\\u202E J\", column 2: the character U+202E")
                .doesNotContain("\u202e");
        assertThat(refusal(() -> Quantities.energy("5\u200b J"))).contains("column 2: the character U+200B");
        assertThat(refusal(() -> Quantities.energy("5 J\n"))).contains("column 4: the character U+000A");
        assertThat(refusal(() -> Quantities.energy("5 \ud800J"))).contains("column 3: the character U+D800");
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(refusal(() -> Quantities.energy("1".repeat(1_000_000) + " J")))
                .hasSizeLessThan(300);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        10 m            | "m" can mean more than one unit; write min
        10              | a unit is expected
        10 hours        | did you mean h?
        10 secs         | did you mean s?
        30 min 1 h      | column 8: "1 h" must be shorter than the part before it
        1 h 1 h         | must be shorter
        1 h -5 min      | must be shorter
        1 h 30          | column 7: a unit is expected
        1 h 3 kWh       | column 5: "3 kWh" is an energy
        -1 s            | is below 0
        -PT1H           | column 2: a number such as
        PT-1H           | is below 0
        PT              | no ISO 8601 duration
        P1Y             | no ISO 8601 duration
        0.1 ns          | too large or too small
        1e12 d          | too large or too small
        """)
    void refusesDoubtfulTimeSpans(String text, String says) {
        assertThat(refusal(() -> Quantities.duration(text))).contains(says);
    }

    @Test
    void refusesWhatTheOtherKindsFindDoubtful() {
        assertThat(refusal(() -> Quantities.power("300 w"))).contains("did you mean W?");
        assertThat(refusal(() -> Quantities.power("300 kWh"))).contains("is an energy. Allowed here: W, mW, kW");
        assertThat(refusal(() -> Quantities.price("¥0.62/kWh")))
                .contains("column 1: \"¥\"")
                .contains("CNY / JPY");
        assertThat(refusal(() -> Quantities.price("0.62/kWh"))).contains("column 5: a unit is expected");
        assertThat(refusal(() -> Quantities.price("0.62 CNY"))).contains("is an amount of money");
        assertThat(refusal(() -> Quantities.price("0.62 RMB/kWh"))).contains("did you mean CNY?");
        assertThat(refusal(() -> Quantities.price("0.62 cny/kWh"))).contains("did you mean CNY?");
        assertThat(refusal(() -> Quantities.price("0.62 CNY/kw"))).contains("did you mean");
        assertThat(refusal(() -> Quantities.price("1 EUR/USD"))).contains("is a quantity that is not used");
        assertThat(refusal(() -> Quantities.dataSize("100 Gb"))).contains("write Gbit / GB");
        assertThat(refusal(() -> Quantities.dataSize("100 KB"))).contains("write kB / KiB");
        assertThat(refusal(() -> Quantities.dataSize("100 gb"))).contains("did you mean GB?");
        assertThat(refusal(() -> Quantities.carbonIntensity("550"))).contains("g/kWh, kg/kWh");
        assertThat(refusal(() -> Quantities.carbonIntensity("550 g"))).contains("is a mass");
        assertThat(refusal(() -> Quantities.dataIntensity("1e-8 J/B/s"))).contains("nothing may follow");
        assertThat(refusal(() -> Quantities.waterIntensity("1.8 kWh/L"))).contains("not used");
    }

    @Test
    void refusesInChineseToo() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Quantities.energy("10 kWH"))
                .satisfies(
                        e -> assertThat(e.text().in(Lang.ZH)).contains("第 4 列").contains("是否指 kWh"));
    }

    @Test
    void quantitiesMultiply() {
        var compute = Quantities.power("300 W").times(4).over(Quantities.duration("10 h"));
        assertThat(compute).isEqualTo(Energy.ofKilowattHours(12));
        assertThat(Quantities.dataIntensity("1e-8 J/bit")
                        .of(Quantities.dataSize("100 GB"))
                        .times(0.5)
                        .joules())
                .isEqualTo(4000);
        assertThat(Quantities.price("0.62 CNY/kWh").of(compute)).isEqualTo(new Money(7.4399999999999995, "CNY"));
        assertThat(new CarbonIntensity(550).of(compute)).isEqualTo(new CarbonMass(6600));
        assertThat(new WaterIntensity(2).of(compute)).isEqualTo(new WaterVolume(24));
        assertThat(Energy.ofJoules(1).plus(Energy.ofJoules(2)).times(2)).isEqualTo(Energy.ofJoules(6));
        assertThat(new Money(1, "EUR").plus(new Money(2, "EUR")).times(-2)).isEqualTo(new Money(-6, "EUR"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, "EUR").plus(new Money(2, "CNY")));
    }

    @Test
    void recordsRefuseWhatIsNoAmount() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Energy(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Power(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new DataSize(Double.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> new EnergyPrice(Double.NaN, "CNY"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, "¥"));
    }

    private static String refusal(ThrowingCallable call) {
        var failure = org.assertj.core.api.Assertions.catchThrowable(call);
        assertThat(failure).isInstanceOf(BadInputException.class);
        return failure.getMessage();
    }
}
