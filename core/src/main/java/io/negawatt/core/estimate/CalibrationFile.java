package io.negawatt.core.estimate;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * What a calibration leaves, as JSON: coefficients with their 90 % intervals, error bands, and the identity of the data. It holds
 * no row of them.
 *
 * @param schema {@value #SCHEMA}
 */
public record CalibrationFile(
        String schema,
        InferenceCalibration inference,
        TrainingCalibration training,
        PowerLimit powerLimit,
        LateGain lateGain) {
    static final String SCHEMA = "negawatt.calibration/2";
    private static final String SHIPPED = "calibration.json";
    private static final int DIGITS = 6;

    private static final class Shipped {
        static final CalibrationFile FILE = load();
    }

    /** {@return the calibration that ships with the program} */
    static CalibrationFile shipped() {
        return Shipped.FILE;
    }

    private static CalibrationFile load() {
        try (var in = CalibrationFile.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + SHIPPED);
            }
            return CalibrationReader.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the calibration of a file that {@code negawatt calibrate} wrote} */
    static CalibrationFile read(Path file) {
        try {
            return CalibrationReader.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new BadInputException(Message.of("estimate.bad.noFile", file), e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new BadInputException(
                    Message.of("estimate.bad.calibration", file, String.valueOf(e.getMessage())), e);
        }
    }

    /** {@return the file's bytes; figures have six significant digits} */
    public byte[] bytes() {
        var module = new SimpleModule()
                .addSerializer(Double.class, new SixDigits())
                .addSerializer(double.class, new SixDigits());
        var mapper = JsonMapper.builder().addModule(module).build();
        return mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    private static final class SixDigits extends ValueSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializationContext context) {
            out.writeNumber(new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros());
        }
    }
}
