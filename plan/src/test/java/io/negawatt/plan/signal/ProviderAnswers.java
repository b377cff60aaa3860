package io.negawatt.plan.signal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
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
 * @param unit what the values of the answer are in
 * @param body the answer for times and values; a value of NaN is how the provider says null
 */
record ProviderAnswers(
        String name,
        SignalKind kind,
        String zone,
        Duration step,
        Function<URI, SignalSource> source,
        double unitFactor,
        String unit,
        BiFunction<List<Instant>, List<Double>, String> body) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
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
                                                            .toList()))
                    .in("EUR/MWh"),
            new ProviderAnswers(
                            "entsoe",
                            SignalKind.PRICE_DAY_AHEAD,
                            "10Y1001A1001A82H",
                            HOUR,
                            Entsoe::new,
                            1,
                            ProviderAnswers::entsoe)
                    .in("EUR/MWh"),
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
                            + "]}}"),
            new ProviderAnswers(
                            "elexon",
                            SignalKind.PRICE_REAL_TIME,
                            "GB",
                            Duration.ofMinutes(30),
                            Elexon::new,
                            1,
                            (t, v) -> "{\"metadata\":{\"datasets\":[\"DISEBSP\"]},\"data\":["
                                    + rows(t, v, ProviderAnswers::elexon) + "]}")
                    .in("GBP/MWh"),
            new ProviderAnswers(
                            "nyiso",
                            SignalKind.PRICE_REAL_TIME,
                            "N.Y.C.",
                            Duration.ofMinutes(5),
                            Nyiso::new,
                            1,
                            (t, v) -> nyiso(t, v, Duration.ofMinutes(5), "MM/dd/yyyy HH:mm:ss"))
                    .in("USD/MWh"),
            new ProviderAnswers(
                            "nyiso",
                            SignalKind.PRICE_DAY_AHEAD,
                            "N.Y.C.",
                            HOUR,
                            Nyiso::new,
                            1,
                            (t, v) -> nyiso(t, v, Duration.ZERO, "MM/dd/yyyy HH:mm"))
                    .in("USD/MWh"));

    private ProviderAnswers(
            String name,
            SignalKind kind,
            String zone,
            Duration step,
            Function<URI, SignalSource> source,
            double unitFactor,
            BiFunction<List<Instant>, List<Double>, String> body) {
        this(name, kind, zone, step, source, unitFactor, kind.unit(), body);
    }

    private ProviderAnswers in(String currencyUnit) {
        return new ProviderAnswers(name, kind, zone, step, source, unitFactor, currencyUnit, body);
    }

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

    /** The half hours of a day in London by their number. */
    private static String elexon(Instant at, String value) {
        var day = at.atZone(LONDON).toLocalDate();
        long period = Duration.between(day.atStartOfDay(LONDON).toInstant(), at).toMinutes() / 30 + 1;
        return """
            {"settlementDate":"%s","settlementPeriod":%d,"startTime":"%s","systemSellPrice":%s,"systemBuyPrice":%s}\
            """.formatted(day, period, at, value, value);
    }

    /** Zones take turns; {@code toStamp} is how long after its start a step is named. */
    private static String nyiso(List<Instant> times, List<Double> values, Duration toStamp, String pattern) {
        var csv = new StringBuilder("""
            "Time Stamp","Name","PTID","LBMP ($/MWHr)","Marginal Cost Losses ($/MWHr)","Marginal Cost Congestion ($/MWHr)"
            """);
        var stamp = DateTimeFormatter.ofPattern(pattern).withZone(ZoneId.of("America/New_York"));
        for (int i = 0; i < times.size(); i++) {
            String time = stamp.format(times.get(i).plus(toStamp));
            String value = Double.isNaN(values.get(i)) ? "" : String.valueOf(values.get(i));
            csv.append("\"%s\",\"CAPITL\",61757,77,1.87,-0.30\n".formatted(time));
            csv.append("\"%s\",\"N.Y.C.\",61761,%s,2.10,-1.75\n".formatted(time, value));
        }
        return csv.toString();
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
