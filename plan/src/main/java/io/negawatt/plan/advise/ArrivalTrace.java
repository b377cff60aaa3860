package io.negawatt.plan.advise;

import io.negawatt.core.estimate.CaseFile;
import io.negawatt.core.estimate.CaseRow;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Requests to a model in the order of their arrival.
 *
 * @param requests at least one
 */
public record ArrivalTrace(List<Request> requests) {
    private static final List<String> TIMES = List.of("TIMESTAMP", "timestamp", "time", "arrival_s", "t_s");
    private static final List<String> INPUTS = List.of("ContextTokens", "input_tokens", "input_len");
    private static final List<String> OUTPUTS = List.of("GeneratedTokens", "output_tokens", "output_len");

    /**
     * One request.
     *
     * @param atS arrival after the first one, in s
     * @param inputTokens tokens of its prompt
     * @param outputTokens tokens of its answer, at least 1
     */
    public record Request(double atS, double inputTokens, double outputTokens) {}

    public ArrivalTrace {
        requests = List.copyOf(requests);
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("a trace needs at least one request");
        }
    }

    /**
     * {@return the requests of a CSV file: a column of times (ISO 8601, or seconds) and two of tokens, named as in the Azure LLM
     * inference traces ({@code TIMESTAMP, ContextTokens, GeneratedTokens}) or {@code arrival_s, input_tokens, output_tokens}}
     *
     * @throws BadInputException where a column is missing or a cell cannot be read; it names line and column
     */
    public static ArrivalTrace read(Path file) {
        var cases = CaseFile.read(file);
        String time = column(cases, TIMES);
        String input = column(cases, INPUTS);
        String output = column(cases, OUTPUTS);
        var rows = cases.rows().stream()
                .map(row -> cases.at(
                        row,
                        it -> new Request(seconds(it, time), tokens(it, input, 0), Math.max(1, tokens(it, output, 0)))))
                .sorted(Comparator.comparingDouble(Request::atS))
                .toList();
        double firstS = rows.getFirst().atS;
        return new ArrivalTrace(rows.stream()
                .map(row -> new Request(row.atS - firstS, row.inputTokens, row.outputTokens))
                .toList());
    }

    private static String column(CaseFile cases, List<String> names) {
        return names.stream()
                .filter(cases.header()::contains)
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "advise.bad.column",
                        cases.file(),
                        String.join(", ", names),
                        String.join(", ", cases.header())));
    }

    private static double seconds(CaseRow row, String column) {
        String text = row.text(column).orElse("");
        try {
            if (text.matches("[0-9.eE+-]+") && !text.matches(".*\\d-\\d.*")) {
                return Double.parseDouble(text);
            }
            var moment = text.endsWith("Z")
                    ? Instant.parse(text.replace(' ', 'T'))
                    : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            return Duration.between(Instant.EPOCH, moment).toNanos() * 1e-9;
        } catch (DateTimeException | NumberFormatException e) {
            throw new BadInputException(Message.of("advise.bad.time", column, text), e);
        }
    }

    private static double tokens(CaseRow row, String column, double least) {
        String text = row.text(column).orElse("");
        try {
            double value = Double.parseDouble(text);
            if (value >= least && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BadInputException(Message.of("advise.bad.tokens", column, text), e);
        }
        throw BadInputException.of("advise.bad.tokens", column, text);
    }

    /** {@return mean tokens of a prompt, at least 1} */
    public double meanInput() {
        return Math.max(1, mean(Request::inputTokens));
    }

    /** {@return mean tokens of an answer} */
    public double meanOutput() {
        return mean(Request::outputTokens);
    }

    /** {@return output tokens of all requests} */
    public double outputTokens() {
        return meanOutput() * requests.size();
    }

    /** {@return from the first arrival to the last, in s; 1 at least} */
    public double lengthS() {
        return Math.max(1, requests.getLast().atS);
    }

    /** {@return the part of the requests that one of {@code replicas} gets, where they take turns} */
    Stream<Request> turn(int replica, int replicas) {
        return IntStream.iterate(replica, i -> i < requests.size(), i -> i + replicas)
                .mapToObj(requests::get);
    }

    private double mean(ToDoubleFunction<Request> part) {
        return requests.stream().mapToDouble(part).average().orElseThrow();
    }
}
