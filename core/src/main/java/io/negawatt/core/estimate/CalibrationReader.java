package io.negawatt.core.estimate;

import io.negawatt.core.units.Interval;
import java.util.Locale;
import java.util.TreeSet;

/** Makes a calibration of its JSON, field by field in the order of the records. */
final class CalibrationReader {
    private CalibrationReader() {}

    /** @throws IllegalArgumentException where a field is missing or of another kind */
    static CalibrationFile read(byte[] document) {
        var tree = JsonTree.read(document);
        if (!tree.text("schema").equals(CalibrationFile.SCHEMA)) {
            throw new IllegalArgumentException(tree.text("schema"));
        }
        return new CalibrationFile(
                CalibrationFile.SCHEMA,
                inference(tree.tree("inference")),
                training(tree.tree("training")),
                powerLimit(tree.tree("powerLimit")),
                lateGain(tree.tree("lateGain")));
    }

    private static DataIdentity data(JsonTree tree) {
        return new DataIdentity(tree.text("file"), tree.text("sha256"), tree.count("rows"));
    }

    private static InferenceCalibration inference(JsonTree tree) {
        return new InferenceCalibration(
                tree.trees("data", CalibrationReader::data),
                model(tree.tree("model")),
                new ErrorBands(tree.tree("errors").trees("bands", CalibrationReader::band)),
                changes(tree.tree("changes")));
    }

    private static InferenceModel model(JsonTree tree) {
        var physics = tree.tree("physics");
        var residual = tree.tree("residual");
        return new InferenceModel(
                new PhysicsFit(physics.texts("devices"), physics.trees("values", CalibrationReader::value)),
                new Residual(residual.rows("anchors"), residual.rows("weights")),
                support(tree.tree("support")));
    }

    private static PhysicsFit.Value value(JsonTree tree) {
        return new PhysicsFit.Value(tree.text("id"), tree.number("low"), tree.number("value"), tree.number("high"));
    }

    private static Support support(JsonTree tree) {
        return new Support(
                new TreeSet<>(tree.texts("devices")),
                new TreeSet<>(tree.texts("tasks")),
                new TreeSet<>(tree.texts("models")),
                new TreeSet<>(tree.texts("families")),
                new TreeSet<>(tree.texts("precisions")),
                range(tree.tree("activeB")),
                range(tree.tree("sequences")));
    }

    private static Support.Range range(JsonTree tree) {
        return new Support.Range(tree.number("least"), tree.number("most"));
    }

    private static ErrorBands.Band band(JsonTree tree) {
        return new ErrorBands.Band(
                Kinship.valueOf(tree.text("kinship").toUpperCase(Locale.ROOT)),
                tree.truth("media"),
                tree.truth("inside"),
                tree.number("energy"),
                tree.number("token"),
                tree.number("wish"),
                tree.count("rows"));
    }

    private static ChangeErrors changes(JsonTree tree) {
        return new ChangeErrors(
                part(tree.tree("batch")),
                part(tree.tree("gpus")),
                part(tree.tree("device")),
                part(tree.tree("precision")));
    }

    private static ChangeErrors.Part part(JsonTree tree) {
        return new ChangeErrors.Part(tree.number("energy"), tree.number("token"), tree.count("pairs"));
    }

    private static TrainingCalibration training(JsonTree tree) {
        var power = tree.tree("power");
        return new TrainingCalibration(
                tree.trees("data", CalibrationReader::data),
                new TrainingEfficiency(tree.tree("efficiency").numbers("weights")),
                new TrainingPower(power.number("restW"), power.number("kneeShare"), power.number("ceiling")),
                tree.number("hoursLog"),
                tree.number("powerLog"));
    }

    private static PowerLimit powerLimit(JsonTree tree) {
        return new PowerLimit(
                tree.trees("data", CalibrationReader::data),
                tree.number("knee"),
                tree.number("sharpness"),
                tree.number("floor"),
                tree.number("slowing"),
                tree.number("timeLog"),
                tree.number("energyLog"));
    }

    private static LateGain lateGain(JsonTree tree) {
        var epochs = tree.tree("epochs");
        return new LateGain(
                data(tree.tree("data")),
                new Interval(epochs.number("low"), epochs.number("mid"), epochs.number("high")));
    }
}
