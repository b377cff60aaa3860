package io.negawatt.app.cli;

import io.negawatt.app.run.Site;
import io.negawatt.app.run.TariffFile;
import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Options that say where a run takes place and on what terms. What is not given comes from the environment ({@code
 * NEGAWATT_ZONE}, {@code NEGAWATT_PRICE}, {@code NEGAWATT_TARIFF}, {@code NEGAWATT_MONTH_USE}, {@code NEGAWATT_CARBON}, {@code
 * NEGAWATT_PUE}), and else from the catalog.
 */
final class SiteOptions {
    private static final double HIGHEST_PUE = 10;

    @Option(names = "--zone", paramLabel = "ZONE")
    @Nullable
    String zone;

    @Option(names = "--price", paramLabel = "PRICE")
    @Nullable
    String price;

    @Option(names = "--tariff", paramLabel = "FILE")
    @Nullable
    String tariff;

    @Option(names = "--month-use", paramLabel = "ENERGY")
    @Nullable
    String monthUse;

    @Option(names = "--carbon", paramLabel = "FILE|G/KWH")
    @Nullable
    String carbon;

    @Option(names = "--pue", paramLabel = "PUE")
    @Nullable
    String pue;

    @Option(names = "--market", paramLabel = "G/KWH")
    @Nullable
    String market;

    @Option(names = "--idle-policy", paramLabel = "used|reserved|unallocated")
    @Nullable
    String idlePolicy;

    @Option(names = "--reserved", paramLabel = "FRACTION")
    @Nullable
    String reserved;

    /** {@return the site that the options describe; what cannot be is refused} */
    Site site(Map<String, String> environment) {
        return new Site(
                given(zone, environment, "NEGAWATT_ZONE"),
                tariff(environment).map(it -> afterMonthUse(it, environment)),
                given(pue, environment, "NEGAWATT_PUE").map(SiteOptions::pue).orElse(OptionalDouble.empty()),
                Optional.ofNullable(market)
                        .map(text -> OptionalDouble.of(
                                Quantities.carbonIntensity(text, "g/kWh").gramsPerKwh()))
                        .orElse(OptionalDouble.empty()),
                Optional.ofNullable(idlePolicy)
                        .map(word -> Choice.of("--idle-policy", word, IdlePolicy.class))
                        .orElse(IdlePolicy.USED),
                Optional.ofNullable(reserved).map(SiteOptions::fraction).orElse(1.0),
                given(carbon, environment, "NEGAWATT_CARBON")
                        .map(SiteOptions::carbon)
                        .orElseGet(Site.OfCatalog::new));
    }

    private static Optional<String> given(@Nullable String option, Map<String, String> environment, String variable) {
        return Optional.ofNullable(option)
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .filter(text -> !text.isBlank());
    }

    /** An option beats the environment; two that say the same thing in different ways are refused. */
    private Optional<Tariff> tariff(Map<String, String> environment) {
        boolean byOption = price != null || tariff != null;
        if (price != null && tariff != null) {
            throw BadInputException.of("cli.error.price.twice", "--price", "--tariff");
        }
        var from = byOption ? Map.<String, String>of() : environment;
        var flat = given(price, from, "NEGAWATT_PRICE");
        var file = given(tariff, from, "NEGAWATT_TARIFF");
        if (flat.isPresent() && file.isPresent()) {
            throw BadInputException.of("cli.error.price.twice", "NEGAWATT_PRICE", "NEGAWATT_TARIFF");
        }
        return flat.map(SiteOptions::flat).or(() -> file.map(Path::of).map(TariffFile::tariff));
    }

    /** What a site has used in the month decides where its tiers begin. */
    private Tariff afterMonthUse(Tariff tariff, Map<String, String> environment) {
        return given(monthUse, environment, "NEGAWATT_MONTH_USE")
                .map(text -> tariff.after(Quantities.energy(text, "kWh").kilowattHours()))
                .orElse(tariff);
    }

    /** {@return the figure where the text begins like one and does not end like a file} */
    private static Site.GridCarbon carbon(String text) {
        boolean figure = text.strip().matches("[-+.−]?\\d.*") && !text.strip().endsWith(".csv");
        return figure
                ? new Site.Constant(Quantities.carbonIntensity(text, "g/kWh").gramsPerKwh())
                : new Site.Hourly(TariffFile.carbon(Path.of(text)));
    }

    private static Tariff flat(String text) {
        var flat = Quantities.price(text);
        if (flat.perKwh() < 0) {
            throw BadInputException.of("cli.error.price.negative", text);
        }
        return new Tariff(text, flat.currency(), flat.perKwh());
    }

    /** {@return the PUE that an option gives; empty where it is not given} */
    static OptionalDouble pueOrNone(@Nullable String text) {
        return text == null ? OptionalDouble.empty() : pue(text);
    }

    private static OptionalDouble pue(String text) {
        double value = number("--pue", text);
        if (value < 1 || value > HIGHEST_PUE) {
            throw BadInputException.of("cli.error.pue", text);
        }
        return OptionalDouble.of(value);
    }

    private static double fraction(String text) {
        double value = number("--reserved", text);
        if (!(value > 0 && value <= 1)) {
            throw BadInputException.of("cli.error.reserved", text);
        }
        return value;
    }

    static double number(String option, String text) {
        try {
            double value = Double.parseDouble(text.strip());
            if (Double.isFinite(value) && text.strip().matches("[-+0-9.eE]+")) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BadInputException(Message.of("cli.error.number", option, text), e);
        }
        throw BadInputException.of("cli.error.number", option, text);
    }
}
