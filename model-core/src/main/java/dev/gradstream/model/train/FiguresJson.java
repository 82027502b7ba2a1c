package dev.gradstream.model.train;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gradstream.model.eval.measure.Figures;
import dev.gradstream.model.eval.measure.Figures.OfClass;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Figures as fields of a report: those of classes in objects by the classes' labels. */
final class FiguresJson {
    private FiguresJson() {}

    /** Writes the fields; what has no value is left out. */
    static void write(JsonGenerator json, Figures figures) throws IOException {
        for (Map.Entry<String, Double> figure : figures.values().entrySet()) {
            if (!figure.getValue().isNaN()) {
                ReportJson.number(json, figure.getKey(), figure.getValue());
            }
        }
        if (!figures.byClass().isEmpty()) {
            writeByClass(json, figures);
        }
        if (!figures.confusion().isEmpty()) {
            writeConfusion(json, figures);
        }
    }

    private static void writeByClass(JsonGenerator json, Figures figures) throws IOException {
        json.writeObjectFieldStart("by_class");
        for (int c = 0; c < figures.classes().size(); c++) {
            OfClass ofClass = figures.byClass().get(c);
            json.writeObjectFieldStart(figures.classes().get(c));
            ReportJson.number(json, "precision", ofClass.precision());
            ReportJson.number(json, "recall", ofClass.recall());
            ReportJson.number(json, "f1", ofClass.f1());
            writeCount(json, "examples", ofClass.examples());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** By the actual class, then the predicted one. */
    private static void writeConfusion(JsonGenerator json, Figures figures) throws IOException {
        List<String> classes = figures.classes();
        json.writeObjectFieldStart("confusion");
        for (int actual = 0; actual < classes.size(); actual++) {
            json.writeObjectFieldStart(classes.get(actual));
            for (int predicted = 0; predicted < classes.size(); predicted++) {
                double count = figures.confusion().get(actual).get(predicted);
                writeCount(json, classes.get(predicted), count);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Whole, unless examples fade. */
    private static void writeCount(JsonGenerator json, String name, double count)
            throws IOException {
        if (count == Math.rint(count)) {
            json.writeNumberField(name, (long) count);
        } else {
            ReportJson.number(json, name, count);
        }
    }
}
