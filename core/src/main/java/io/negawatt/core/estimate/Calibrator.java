package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.text.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fits everything to a folder of reference data and leaves a {@link CalibrationFile}. The same data give the same bytes: nothing
 * is drawn at random.
 */
public final class Calibrator {
    static final String INFERENCE = "mlenergy_v3_llm.csv";
    static final String PUBLISHED = "llm_training_published.csv";
    static final String METERED = "mlperf_training_v4.0_power.csv";

    private static final double LLAMA_LORA_SEQUENCE = 8192;
    private static final double SHARE = 0.9;

    private final Path folder;
    private final Catalog catalog;

    /**
     * @param data folder that holds the files, or holds them in {@code llm/}
     */
    public Calibrator(Path data, Catalog catalog) {
        var below = data.resolve("llm");
        this.folder = Files.isDirectory(below) ? below : data;
        this.catalog = catalog;
        for (String file : List.of(INFERENCE, PUBLISHED, METERED)) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw BadInputException.of("estimate.bad.noFile", folder.resolve(file));
            }
        }
    }

    /** {@return the calibration; takes about a minute, most of it for the intervals} */
    public CalibrationFile calibrate() {
        return new CalibrationFile(CalibrationFile.SCHEMA, inference(), training(), powerLimit(), lateGain());
    }

    /** {@return the fit to sweeps of power limits; the one that ships with the program where the folder has none} */
    private PowerLimit powerLimit() {
        boolean swept = PowerLimit.FILES.stream().map(folder::resolve).allMatch(Files::isRegularFile);
        return swept ? PowerLimit.fit(folder) : PowerLimit.shipped();
    }

    /** {@return what the last of a training's quality costs; as it ships with the program where the folder has no trainings} */
    private LateGain lateGain() {
        return Files.isRegularFile(folder.resolve(LateGain.FILE)) ? LateGain.of(folder) : LateGain.shipped();
    }

    /** {@return how good inference is, by holding rows out; takes about a minute} */
    public Accuracy accuracy() {
        return new Accuracy(observations());
    }

    /** {@return how good training is, by holding runs out} */
    public TrainingAccuracy trainingAccuracy() {
        return new TrainingAccuracy(this, catalog);
    }

    /** {@return errors on rows of an older serving engine that nothing was fitted to, by device: energy, then time} */
    public List<Accuracy.Line> olderRows(InferenceEstimator estimator) {
        var errors = OlderRows.errors(folder, catalog, estimator);
        var lines = new ArrayList<Accuracy.Line>();
        for (String device : List.of("a100-sxm-40", "h100-sxm")) {
            var own = errors.stream()
                    .filter(error -> error.device().equals(device) && !error.media())
                    .toList();
            lines.add(Accuracy.line(
                    "older." + device + ".energy",
                    own.stream().map(OlderRows.OldError::energyLog).toList()));
            lines.add(Accuracy.line(
                    "older." + device + ".time",
                    own.stream().map(OlderRows.OldError::tokenLog).toList()));
        }
        return List.copyOf(lines);
    }

    /** {@return metered rows of inference} */
    List<Observation> observations() {
        return Observations.read(folder.resolve(INFERENCE), catalog);
    }

    private InferenceCalibration inference() {
        var rows = observations();
        return InferenceCalibration.of(DataIdentity.of(folder.resolve(INFERENCE), rows.size()), rows);
    }

    TrainingCalibration training() {
        var runs = published();
        var metered = metered();
        return new TrainingCalibration(
                List.of(
                        DataIdentity.of(folder.resolve(PUBLISHED), runs.size()),
                        DataIdentity.of(folder.resolve(METERED), metered.size())),
                TrainingEfficiency.fit(runs.stream().map(Published::run).toList()),
                TrainingPower.fit(metered),
                share(hoursLogs(runs)),
                share(powerLogs(metered)));
    }

    /** A published run with its name. */
    record Published(String name, TrainingCase run) {}

    /** {@return published runs whose tokens and chip-hours are known, one model each, on chips whose speeds are known} */
    List<Published> published() {
        var cases = CaseFile.read(folder.resolve(PUBLISHED));
        return cases.rows().stream().flatMap(row -> published(row).stream()).toList();
    }

    private Optional<Published> published(CaseRow row) {
        String name = row.text("model").orElse("");
        boolean complete =
                row.text("tokens_B").isPresent() && row.text("chip_hours").isPresent();
        // Segments that were metered stand in the other file; a sum over two models says nothing of either.
        if (!complete || name.startsWith("MLPerf") || name.contains("+")) {
            return Optional.empty();
        }
        return Optional.of(new Published(name, TrainingCase.read(row, catalog)));
    }

    /** {@return metered runs} */
    List<TrainingPower.Metered> metered() {
        return CaseFile.read(folder.resolve(METERED)).rows().stream()
                .map(this::metered)
                .toList();
    }

    private TrainingPower.Metered metered(CaseRow row) {
        String benchmark = row.needed("benchmark");
        double samples = row.neededPositive("last_samples");
        double gpus = row.neededPositive("gpus");
        var cells = new HashMap<String, String>();
        cells.put("chip", "h100-sxm");
        cells.put("chip_count", row.needed("gpus"));
        cells.put("run_seconds", row.needed("run_seconds"));
        cells.put("precision", "fp8");
        switch (benchmark) {
            case "gpt3" -> put(cells, 175, samples, "full");
            case "llama2_70b_lora" -> put(cells, 70, samples * LLAMA_LORA_SEQUENCE, "lora");
            // Its sequences are packed; how many tokens they hold is not known, only how long they took.
            case "bert" -> cells.put("params_B", "0.34");
            default -> throw BadInputException.of("estimate.bad.benchmark", benchmark);
        }
        double watts = row.neededPositive("node_energy_MJ") * 1e6 / row.neededPositive("run_seconds") / gpus;
        String name = "%s %s, %.0f GPUs".formatted(row.needed("variant"), benchmark, gpus);
        return new TrainingPower.Metered(name, TrainingCase.read(new CaseRow(row.line(), cells), catalog), watts);
    }

    private static void put(Map<String, String> cells, double paramsB, double tokens, String method) {
        cells.put("params_B", String.valueOf(paramsB));
        cells.put("tokens_B", String.valueOf(tokens * 1e-9));
        cells.put("method", method);
    }

    /** {@return logarithms of predicted over published chip-hours, each run predicted without itself} */
    static List<Double> hoursLogs(List<Published> runs) {
        var logs = new ArrayList<Double>();
        for (var run : runs) {
            var rest = runs.stream()
                    .filter(other -> !other.equals(run))
                    .map(Published::run)
                    .toList();
            double share = TrainingEfficiency.fit(rest).of(run.run());
            double hours = run.run().flops().orElseThrow() / (share * run.run().peakFlops()) / 3600;
            logs.add(Math.log(hours / run.run().chipHours().orElseThrow()));
        }
        return logs;
    }

    /** {@return logarithms of predicted over metered power at known hours, each benchmark of a size predicted without itself} */
    static List<Double> powerLogs(List<TrainingPower.Metered> runs) {
        var logs = new ArrayList<Double>();
        for (var run : runs) {
            var rest = runs.stream()
                    .filter(other -> !benchmark(other).equals(benchmark(run)))
                    .toList();
            var r = run.run();
            double share = TrainingPower.share(r, r.chipHours().orElseThrow());
            double watts = TrainingPower.fit(rest).watts(r.chip().gpu().maxW(), share);
            logs.add(Math.log(watts / run.wattsPerChip()));
        }
        return logs;
    }

    private static String benchmark(TrainingPower.Metered run) {
        return run.benchmark().substring(run.benchmark().indexOf(' '));
    }

    private static double share(List<Double> logs) {
        double[] sorted = logs.stream().mapToDouble(Math::abs).sorted().toArray();
        int place = (int) Math.ceil(SHARE * (sorted.length + 1)) - 1;
        return sorted[Math.min(place, sorted.length - 1)];
    }
}
