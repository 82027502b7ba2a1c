package dev.gradstream.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.learn.StateDict;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.learn.scaler.ScalerStates;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.pipeline.Pipeline;
import dev.gradstream.model.predict.Prediction.Classification;
import dev.gradstream.model.predict.Prediction.Regression;
import dev.gradstream.model.snapshot.ModelDesign;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.model.train.LearnerConfigs;
import dev.gradstream.model.train.PipelineFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictorTest {
    private static final StateDict LINE =
            new StateDict(
                    List.of(
                            new Parameter("0.weight", List.of(1, 2), new float[] {2, -1}),
                            new Parameter("0.bias", List.of(1), new float[] {0.5f})));
    // Of four examples: means 10 and 20, standard deviations 2 and 5.
    private static final ScalerState SCALER =
            new ScalerState.Standard(4, new double[] {10, 20}, new double[] {16, 100});

    @Test
    void scalesThenComputes() {
        Pipeline pipeline = new PipelineFixture().regression().model(new Linear(1, true)).build();
        try (Predictor predictor = new Predictor(pipeline, snapshot(pipeline, SCALER))) {
            List<Prediction> predictions = predictor.predict(new float[] {12, 25, 6, 20}, 2);

            // 2 * 1 - 1 * 1 + 0.5 and 2 * -2 - 0 + 0.5
            assertThat(((Regression) predictions.get(0)).value()).isCloseTo(1.5, within(1e-6));
            assertThat(((Regression) predictions.get(1)).value()).isCloseTo(-3.5, within(1e-6));
        }
    }

    @Test
    void namesTheClass() {
        Pipeline pipeline =
                new PipelineFixture().scaling(Scaling.NONE).model(new Linear(1, true)).build();
        ScalerState none = ScalerState.NONE;
        try (Predictor predictor = new Predictor(pipeline, unknown(none))) {
            Classification prediction = (Classification) predictor.predict(new float[] {1, 5});

            assertThat(prediction.label()).isEqualTo("left");
            assertThat(prediction.probability())
                    .isCloseTo(1 - 1 / (1 + Math.exp(2.5)), within(1e-6));
        }
    }

    @Test
    void refusesAnotherModel() {
        Pipeline pipeline = new PipelineFixture().model(new Linear(1, true)).build();
        Pipeline deeper =
                new PipelineFixture().model(new Linear(3, true), new Linear(1, true)).build();
        ScalerState none = ScalerState.NONE;

        Pipeline other = new PipelineFixture().model(new Linear(1)).columns("x", "z").build();
        assertThatThrownBy(() -> new Predictor(pipeline, snapshot(other, SCALER)))
                .hasMessage(
                        "the snapshot is of another model: its feature columns are [x, z], but"
                                + " [x, y] are needed");
        assertThatThrownBy(() -> new Predictor(pipeline, snapshot(pipeline, none)))
                .hasMessageContaining(
                        "the statistics are of no scaling, but standard scaling of 2 columns is needed");
        assertThatThrownBy(() -> new Predictor(deeper, unknown(SCALER)))
                .hasMessageContaining("0.weight");
    }

    @Test
    void refusesTheSameParametersBetweenOtherLayersOrUnderAnotherLoss() {
        Pipeline number = new PipelineFixture().regression().model(new Linear(1)).build();
        Pipeline positive =
                new PipelineFixture().regression().model(new Linear(1), new ReLU()).build();
        Pipeline classes = new PipelineFixture().model(new Linear(1)).build();

        assertThatThrownBy(() -> new Predictor(positive, snapshot(number, SCALER)))
                .hasMessageContaining("its layers are [Linear[outFeatures=1, bias=true]], but");
        assertThatThrownBy(() -> new Predictor(classes, snapshot(number, SCALER)))
                .hasMessageContaining("its classes are [], but [left, right] are needed")
                .hasMessageContaining(
                        "its loss is MSELoss[], but BCEWithLogitsLoss[posWeight=[]] is needed");
    }

    @Test
    void refusesFewerValuesThanRowsNeed() {
        Pipeline pipeline = new PipelineFixture().model(new Linear(1, true)).build();
        try (Predictor predictor = new Predictor(pipeline, snapshot(pipeline, SCALER))) {
            assertThatThrownBy(() -> predictor.predict(new float[3], 2))
                    .hasMessage("2 rows of 2 features do not fit into 3 values");
        }
    }

    private static Snapshot snapshot(Pipeline pipeline, ScalerState scaler) {
        return snapshot(LearnerConfigs.design(pipeline), scaler);
    }

    private static Snapshot unknown(ScalerState scaler) {
        return snapshot(ModelDesign.UNKNOWN, scaler);
    }

    private static Snapshot snapshot(ModelDesign design, ScalerState scaler) {
        return new Snapshot(
                "line", 1, 1, 4, Map.of(), List.of(), design, ScalerStates.of(scaler), LINE);
    }
}
