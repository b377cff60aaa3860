package io.negawatt.plan.jobs;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Quantities;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Jobs in a CSV file with a header: {@code id, release, deadline, duration, power_w}, and where wanted {@code zones, home,
 * data_gb, max_latency_ms, devices, interruptible, min_run, start_up, speed_up, priority, after}. Lists are separated by spaces or
 * semicolons. Times are ISO-8601 with a zone; a duration carries its unit.
 */
public final class JobsFile {
    private static final List<String> NEEDED = List.of("id", "release", "deadline", "duration", "power_w");
    private static final List<String> ALLOWED = List.of(
            "zones",
            "home",
            "data_gb",
            "max_latency_ms",
            "devices",
            "interruptible",
            "min_run",
            "start_up",
            "speed_up",
            "priority",
            "after");

    private final String file;
    private final boolean interruptible;

    private JobsFile(String file, boolean interruptible) {
        this.file = file;
        this.interruptible = interruptible;
    }

    /**
     * {@return the jobs of a file}
     *
     * @param interruptible whether a job may pause where the file does not say
     * @throws BadInputException where it is missing or malformed; says the line and what is allowed
     */
    public static List<Job> read(Path file, boolean interruptible) {
        String name = String.valueOf(file.getFileName());
        try (var csv = CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            return new JobsFile(name, interruptible).jobs(csv.stream().toList());
        } catch (CsvParseException e) {
            throw new BadInputException(Message.of("series.steps.bad.csv", name, String.valueOf(e.getMessage())), e);
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(Message.of("series.steps.bad.noFile", file), e);
        }
    }

    private List<Job> jobs(List<NamedCsvRecord> rows) {
        if (rows.isEmpty()) {
            throw BadInputException.of("optimize.file.empty", file, String.join(", ", NEEDED));
        }
        checkHeader(rows.getFirst().getHeader());
        var jobs = new ArrayList<Job>();
        var ids = new HashSet<String>();
        for (var row : rows) {
            var job = job(row);
            if (!ids.add(job.id())) {
                throw bad(row, "id", "optimize.file.twice");
            }
            jobs.add(job);
        }
        return jobs;
    }

    private void checkHeader(List<String> header) {
        for (String column : NEEDED) {
            if (!header.contains(column)) {
                throw BadInputException.of(
                        "optimize.file.column", file, column, String.join(", ", NEEDED), String.join(", ", ALLOWED));
            }
        }
    }

    private Job job(NamedCsvRecord row) {
        var duration = read(row, "duration", Quantities::duration);
        double powerW =
                read(row, "power_w", text -> Quantities.power(text, "W")).watts();
        if (!duration.isPositive()) {
            throw bad(row, "duration", "optimize.file.positive");
        }
        if (powerW < 0) {
            throw bad(row, "power_w", "optimize.file.negative");
        }
        return new Job(
                read(row, "id", text -> text),
                read(row, "release", JobsFile::instant),
                read(row, "deadline", JobsFile::instant),
                duration,
                powerW,
                conduct(row),
                siting(row));
    }

    private Conduct conduct(NamedCsvRecord row) {
        var speedUp = list(row, "speed_up").stream().map(Double::valueOf).toList();
        int devices = optional(row, "devices", Integer::valueOf).orElse(Math.max(1, speedUp.size()));
        double priority = optional(row, "priority", Double::valueOf).orElse(1.0);
        if (devices < 1 || !(priority > 0)) {
            throw bad(row, devices < 1 ? "devices" : "priority", "optimize.file.positive");
        }
        if (!speedUp.isEmpty() && (!Conduct.isConcave(speedUp) || speedUp.size() != devices)) {
            throw bad(row, "speed_up", "optimize.file.speedUp");
        }
        return new Conduct(
                optional(row, "interruptible", JobsFile::yes).orElse(interruptible),
                optional(row, "min_run", Quantities::duration).orElse(Duration.ZERO),
                optional(row, "start_up", text -> Quantities.energy(text, "kWh"))
                        .orElse(Energy.ZERO),
                devices,
                speedUp,
                priority,
                list(row, "after"));
    }

    private Siting siting(NamedCsvRecord row) {
        double dataGb = optional(row, "data_gb", Double::valueOf).orElse(0.0);
        double latencyMs = optional(row, "max_latency_ms", Double::valueOf).orElse(Double.POSITIVE_INFINITY);
        if (!(dataGb >= 0) || !(latencyMs >= 0)) {
            throw bad(row, dataGb >= 0 ? "max_latency_ms" : "data_gb", "optimize.file.negative");
        }
        return new Siting(list(row, "zones"), optional(row, "home", text -> text), dataGb, latencyMs);
    }

    private static boolean yes(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "yes", "true", "1" -> true;
            case "no", "false", "0" -> false;
            default -> throw new NumberFormatException(text);
        };
    }

    private static Instant instant(String text) {
        return Instant.parse(text);
    }

    private List<String> list(NamedCsvRecord row, String column) {
        return optional(
                        row,
                        column,
                        text -> Arrays.stream(text.split("[\\s;]+"))
                                .filter(part -> !part.isEmpty())
                                .toList())
                .orElse(List.of());
    }

    private <T> Optional<T> optional(NamedCsvRecord row, String column, Function<String, T> reader) {
        return row.findField(column)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> parsed(row, column, () -> reader.apply(text)));
    }

    private <T> T read(NamedCsvRecord row, String column, Function<String, T> reader) {
        String text = row.findField(column).orElse("").strip();
        if (text.isEmpty()) {
            throw bad(row, column, "optimize.file.missing");
        }
        return parsed(row, column, () -> reader.apply(text));
    }

    private <T> T parsed(NamedCsvRecord row, String column, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (BadInputException e) {
            throw badBecause(row, column, "optimize.file.quantity", e);
        } catch (DateTimeException e) {
            throw badBecause(row, column, "optimize.file.time", e);
        } catch (NumberFormatException e) {
            throw badBecause(row, column, "optimize.file.number", e);
        }
    }

    private BadInputException bad(NamedCsvRecord row, String column, String key) {
        return BadInputException.of(
                key,
                file,
                row.getStartingLineNumber(),
                column,
                row.findField(column).orElse(""));
    }

    private BadInputException badBecause(NamedCsvRecord row, String column, String key, Exception cause) {
        return new BadInputException(
                Message.of(
                        key,
                        file,
                        row.getStartingLineNumber(),
                        column,
                        row.findField(column).orElse("")),
                cause);
    }
}
