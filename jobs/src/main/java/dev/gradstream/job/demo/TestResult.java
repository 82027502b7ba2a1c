package dev.gradstream.job.demo;

import dev.gradstream.job.replay.FeatureRecord;
import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.predict.Prediction;
import dev.gradstream.model.predict.Predictor;
import dev.gradstream.model.snapshot.Snapshot;
import java.util.List;

/** How a model does on examples that it has not learnt from. */
public sealed interface TestResult permits Confusion, Residuals {

    /** How many examples were tested. */
    int total();

    /** The one number that says most, with its name: {@code accuracy 0.9825}. */
    String score();

    /** The rest, line by line. */
    List<String> table();

    /**
     * Tests a model on records that hold their own answers.
     *
     * @throws RefusedRecordException if a record cannot be used
     */
    static TestResult of(Pipeline pipeline, Snapshot model, List<FeatureRecord> records)
            throws RefusedRecordException {
        List<String> classes = pipeline.target().classes();
        Confusion confusion = Confusion.none(classes);
        Residuals residuals = new Residuals();
        TestExamples examples = new TestExamples(pipeline);
        try (Predictor predictor = new Predictor(pipeline, model)) {
            for (FeatureRecord record : records) {
                if (!examples.take(record)) {
                    continue;
                }
                Example example = examples.example();
                float actual = example.target()[0];
                Prediction prediction = predictor.predict(example.features());
                if (prediction instanceof Prediction.Classification predicted) {
                    confusion.counts()[(int) actual][predicted.index()]++;
                } else if (prediction instanceof Prediction.Regression predicted) {
                    residuals.add(actual, predicted.value());
                }
            }
        }
        return classes.isEmpty() ? residuals : confusion;
    }
}
