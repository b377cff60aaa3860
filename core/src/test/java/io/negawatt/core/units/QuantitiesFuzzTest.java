package io.negawatt.core.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesFuzzTest {
    private static final int ROUNDS = 10_000;
    private static final String LETTERS =
            "0123456789.eE+-−/,_ ·kKMGTmunµWhJBbitsgLdCNYEURO元度千瓦时¥€$CO₂2³PT()%\u202e\u200f\uff11\t\n\0\ud83d";
    private static final List<String> SEEDS = List.of(
            "5e7 J",
            "300 W",
            "0.62 CNY/kWh",
            "62 EUR/MWh",
            "1e-8 J/bit",
            "0.06 kWh/GB",
            "100 GiB",
            "1 h 30 min",
            "PT1H30M",
            "550 gCO2e/kWh",
            "1.8 L/kWh",
            "12.5 EUR",
            "€17.5",
            "¥0.62/kWh",
            "3 度",
            "0.6 元/度",
            "1.2 tCO2e");
    private static final List<Function<String, Object>> READERS = List.of(
            Quantities::energy,
            Quantities::power,
            Quantities::price,
            Quantities::dataIntensity,
            Quantities::dataSize,
            Quantities::duration,
            Quantities::carbonIntensity,
            Quantities::carbonMass,
            Quantities::waterIntensity,
            Quantities::waterVolume,
            Quantities::money,
            text -> Quantities.price(text, "CNY/kWh"),
            text -> Quantities.duration(text, "s"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsOrRefusesAnyText(long seed) {
        var random = new Random(seed);
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = random.nextBoolean() ? noise(random) : mutation(random);
            read += reads(text, READERS.get(random.nextInt(READERS.size()))) ? 1 : 0;
        }
        assertThat(read).as("some texts are read").isBetween(20, ROUNDS / 2);
    }

    private static boolean reads(String text, Function<String, Object> reader) {
        try {
            assertThat(reader.apply(text).toString()).isNotBlank();
            return true;
        } catch (BadInputException e) {
            assertThat(e.getMessage()).contains("column ").doesNotContain("\u202e", "\n", "\0");
            assertThat(e.text().in(Lang.ZH)).contains("列");
            return false;
        }
    }

    private static String noise(Random random) {
        var text = new StringBuilder();
        int length = random.nextInt(14);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private static String mutation(Random random) {
        var text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = random.nextInt(3); i >= 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, letter);
                case 1 -> text.setCharAt(at, letter);
                case 2 -> text.deleteCharAt(at);
                default -> text.append(text.substring(at));
            }
        }
        return text.toString();
    }
}
