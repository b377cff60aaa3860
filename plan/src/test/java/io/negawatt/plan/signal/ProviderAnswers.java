package io.negawatt.plan.signal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How each provider's documents describe an answer, written for values of our choice.
 *
 * @param source makes the source that asks at an address
 * @param unitFactor what a value of the answer is in the unit of its kind
 * @param body the answer for times and values; a value of NaN is how the provider says null
 */
record ProviderAnswers(
        String name,
        SignalKind kind,
        String zone,
        Duration step,
        Function<URI, SignalSource> source,
        double unitFactor,
        BiFunction<List<Instant>, List<Double>, String> body) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    static final List<ProviderAnswers> ALL = List.of(
            new ProviderAnswers(
                    "uk-carbon",
                    SignalKind.CARBON_AVERAGE,
                    "GB",
                    Duration.ofMinutes(30),
                    UkCarbon::new,
                    1,
                    (t, v) -> "{\"data\":["
                            + rows(t, v, (at, value) ->
                                    """
                                    {"from":"%s","to":"%s","intensity":{"forecast":%s,"actual":%s,"index":"low"}}\
                                    """.formatted(MINUTE.format(at), MINUTE.format(at.plusSeconds(1800)), value, value))
                            + "]}"),
            new ProviderAnswers(
                    "electricity-maps",
                    SignalKind.CARBON_AVERAGE,
                    "DE",
                    HOUR,
                    ElectricityMaps::new,
                    1,
                    (t, v) -> "{\"data\":[" + rows(t, v, (at, value) -> """
                        {"zone":"DE","carbonIntensity":%s,"datetime":"%s","updatedAt":"2024-01-01T00:00:00.000Z","isEstimated":false}\
                        """.formatted(value, at)) + "]}"),
            new ProviderAnswers(
                    "watttime",
                    SignalKind.CARBON_MARGINAL,
                    "CAISO_NORTH",
                    Duration.ofMinutes(5),
                    WattTime::new,
                    0.45359237,
                    (t, v) ->
                            "{\"data\":[" + rows(t, v, (at, value) -> """
                                {"point_time":"%s","value":%s}\
                                """.formatted(at.atOffset(ZoneOffset.UTC), value))
                                    + "],\"meta\":{\"region\":\"CAISO_NORTH\",\"units\":\"lbs_co2_per_mwh\"}}"),
            new ProviderAnswers(
                    "energy-charts",
                    SignalKind.PRICE_DAY_AHEAD,
                    "DE-LU",
                    HOUR,
                    EnergyCharts::new,
                    1,
                    (t, v) ->
                            "{\"license_info\":\"CC BY 4.0\",\"unix_seconds\":%s,\"price\":%s,\"unit\":\"EUR / MWh\",\"deprecated\":false}"
                                    .formatted(
                                            t.stream()
                                                    .map(Instant::getEpochSecond)
                                                    .toList(),
                                            v.stream()
                                                    .map(ProviderAnswers::json)
                                                    .toList())),
            new ProviderAnswers(
                    "entsoe",
                    SignalKind.PRICE_DAY_AHEAD,
                    "10Y1001A1001A82H",
                    HOUR,
                    Entsoe::new,
                    1,
                    ProviderAnswers::entsoe),
            new ProviderAnswers(
                    "eia",
                    SignalKind.LOAD,
                    "CISO",
                    HOUR,
                    Eia::new,
                    1,
                    (t, v) -> "{\"response\":{\"total\":\"9\",\"data\":["
                            + rows(t, v, (at, value) ->
                                    """
                                    {"period":"%s","respondent":"CISO","type":"D","value":%s,"value-units":"megawatthours"}\
                                    """.formatted(at.plus(HOUR).toString().substring(0, 13), quoted(value)))
                            + "]}}"),
            new ProviderAnswers(
                    "open-meteo",
                    SignalKind.TEMPERATURE,
                    "52.5,13.4",
                    HOUR,
                    OpenMeteo::new,
                    1,
                    (t, v) ->
                            "{\"hourly_units\":{\"time\":\"iso8601\",\"temperature_2m\":\"°C\"},\"hourly\":{\"time\":[%s],\"temperature_2m\":%s}}"
                                    .formatted(
                                            t.stream()
                                                    .map(at ->
                                                            "\"" + at.toString().substring(0, 16) + "\"")
                                                    .collect(Collectors.joining(",")),
                                            v.stream()
                                                    .map(ProviderAnswers::json)
                                                    .toList())),
            new ProviderAnswers(
                    "energy-charts-power",
                    SignalKind.WIND,
                    "DE",
                    HOUR,
                    EnergyChartsPower::new,
                    1,
                    ProviderAnswers::energyChartsWind),
            new ProviderAnswers(
                    "entsoe",
                    SignalKind.WIND,
                    "10Y1001A1001A82H",
                    HOUR,
                    Entsoe::new,
                    1,
                    (t, v) -> generation(plant(
                                    "B19",
                                    t,
                                    v.stream().map(ProviderAnswers::ashore).toList())
                            + plant("B18", t, v.stream().map(it -> it / 4).toList())
                            + plant("B16", t, v.stream().map(_ -> 77.0).toList()))),
            new ProviderAnswers(
                    "entsoe",
                    SignalKind.SOLAR,
                    "10Y1001A1001A82H",
                    HOUR,
                    Entsoe::new,
                    1,
                    (t, v) -> generation(plant("B16", t, v)
                            + plant("B16", t, v)
                                    .replace(
                                            "<curveType>",
                                            "<outBiddingZone_Domain.mRID>10Y1001A1001A82H</outBiddingZone_Domain.mRID><curveType>")
                                    .replace("<quantity>", "<quantity>9"))),
            new ProviderAnswers(
                    "eia",
                    SignalKind.SOLAR,
                    "CISO",
                    HOUR,
                    Eia::new,
                    1,
                    (t, v) -> "{\"response\":{\"total\":\"9\",\"data\":["
                            + rows(t, v, (at, value) ->
                                    """
                                    {"period":"%s","respondent":"CISO","fueltype":"SUN","type-name":"Solar","value":%s,"value-units":"megawatthours"}\
                                    """.formatted(at.plus(HOUR).toString().substring(0, 13), quoted(value)))
                            + "]}}"));

    @Override
    public String toString() {
        return name + " " + kind.id();
    }

    String answer(List<Instant> times, List<Double> values) {
        return body.apply(times, values);
    }

    private static String rows(List<Instant> times, List<Double> values, BiFunction<Instant, String, String> row) {
        return IntStream.range(0, times.size())
                .mapToObj(i -> row.apply(times.get(i), json(values.get(i))))
                .collect(Collectors.joining(","));
    }

    private static String json(double value) {
        return Double.isNaN(value) ? "null" : String.valueOf(value);
    }

    private static String quoted(String value) {
        return value.equals("null") ? value : "\"" + value + "\"";
    }

    /** Three quarters blow on land, where a value is told even while that at sea is missing. */
    private static double ashore(double value) {
        return Double.isNaN(value) ? 7 : value * 0.75;
    }

    private static String energyChartsWind(List<Instant> times, List<Double> values) {
        return """
            {"unix_seconds":%s,"production_types":[{"name":"Wind offshore","data":%s},{"name":"Wind onshore","data":%s},\
            {"name":"Solar","data":[]}],"deprecated":false}\
            """.formatted(
                        times.stream().map(Instant::getEpochSecond).toList(),
                        values.stream().map(it -> json(it / 4)).toList(),
                        values.stream().map(it -> json(ashore(it))).toList());
    }

    private static String generation(String series) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><GL_MarketDocument>" + series + "</GL_MarketDocument>";
    }

    private static String plant(String type, List<Instant> times, List<Double> values) {
        return """
            <TimeSeries><quantity_Measure_Unit.name>MAW</quantity_Measure_Unit.name><curveType>A01</curveType>
            <MktPSRType><psrType>%s</psrType></MktPSRType>%s</TimeSeries>\
            """.formatted(type, period(times, values, "quantity"));
    }

    private static String entsoe(List<Instant> times, List<Double> values) {
        return """
            <?xml version="1.0" encoding="utf-8"?>
            <Publication_MarketDocument><TimeSeries><currency_Unit.name>EUR</currency_Unit.name>
            <price_Measure_Unit.name>MWH</price_Measure_Unit.name><curveType>A01</curveType>
            %s</TimeSeries></Publication_MarketDocument>\
            """.formatted(period(times, values, "price.amount"));
    }

    /** Positions count from the start of the period; what is left out of a curve of type A01 is missing. */
    private static String period(List<Instant> times, List<Double> values, String field) {
        var start = times.stream().min(Instant::compareTo).orElseThrow();
        var end = times.stream().max(Instant::compareTo).orElseThrow().plus(HOUR);
        String points = IntStream.range(0, times.size())
                .filter(i -> !Double.isNaN(values.get(i)))
                .mapToObj(i -> "<Point><position>%d</position><%s>%s</%s></Point>"
                        .formatted(Duration.between(start, times.get(i)).toHours() + 1, field, values.get(i), field))
                .collect(Collectors.joining());
        return """
            <Period><timeInterval><start>%s</start><end>%s</end></timeInterval><resolution>PT60M</resolution>%s</Period>\
            """.formatted(MINUTE.format(start), MINUTE.format(end), points);
    }
}
