package io.negawatt.core.account;

/**
 * What electricity costs.
 *
 * @param name what a person calls it, such as the text of {@code --price} or a file name
 * @param currency ISO 4217 code, such as {@code CNY}
 * @param perKwh price of a kilowatt-hour in the currency; at least 0
 */
public record Tariff(String name, String currency, double perKwh) {}
