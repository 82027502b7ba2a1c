package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.nn.Dropout;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.Sigmoid;
import dev.gradstream.model.nn.Tanh;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.optim.SGD;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping;
import dev.gradstream.model.pipeline.Pipeline.Snapshots;
import dev.gradstream.model.pipeline.Pipeline.Training;
import dev.gradstream.model.pipeline.Pipeline.Validation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineFileTest {

    @Test
    void givesEveryDefault() throws InvalidPipelineException {
        Pipeline pipeline = PipelineTexts.parse(PipelineTexts.SMALL);

        assertThat(pipeline)
                .isEqualTo(
                        new Pipeline(
                                "pets",
                                Map.of("bootstrap.servers", "localhost:9092"),
                                new Pipeline.Topics(
                                        "pets.features",
                                        "pets.snapshots",
                                        "pets.metrics",
                                        "pets.signals",
                                        "pets.dead-letters"),
                                new Features(
                                        Features.Format.JSON,
                                        Optional.empty(),
                                        Optional.empty(),
                                        List.of(
                                                new NumericColumn("width"),
                                                new NumericColumn("height")),
                                        Scaling.NONE),
                                new Target("kind", List.of("cat", "dog")),
                                Optional.empty(),
                                List.of(new Linear(1, true)),
                                new BCEWithLogitsLoss(),
                                Optimization.of(new SGD(0.001, 0, 0, 0, false)),
                                List.of(),
                                0,
                                new Training(32, 1000),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                new Snapshots(100, Snapshots.Delivery.EXACTLY_ONCE, 20)));
        assertThat(pipeline.featureCount()).isEqualTo(2);
        assertThat(pipeline.targetCount()).isEqualTo(1);
    }

    @Test
    void readsEveryKey() throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(
                        """
                        name: iris
                        kafka:
                          bootstrap.servers: a:1,b:2
                          security.protocol: SASL_SSL
                          request.timeout.ms: 30000
                          enable.metrics.push: false
                        topics: {features: in, snapshots: s, metrics: m, signals: g, dead-letters: d}
                        features:
                          format: csv
                          key: id
                          event_time: ts
                          columns: [a, {name: b}, {name: c, type: numeric}]
                          scaling: standard
                          missing: reject
                        target: {column: species, classes: [0, 1.0, true], scaling: none}
                        model:
                          - Linear: {in_features: 3, out_features: 8, bias: false}
                          - ReLU
                          - Dropout
                          - Dropout: {p: 0.2}
                          - Sigmoid: {}
                          - Tanh:
                          - Linear: {in_features: 8, out_features: 3}
                        loss: {CrossEntropyLoss: {}}
                        optimizer: {Adam: {lr: 1e-2, betas: [0.8, 0.99], eps: 1e-7, weight_decay: 0.1}}
                        seed: -7
                        training: {batch_size: 8, batch_timeout: none, parallelism: 1}
                        validation: {fraction: 0.25, every: 5, window: 50}
                        early_stopping:
                          metric: validation.accuracy
                          patience: 3
                          min_delta: 0.01
                          restore_best: false
                          action: stop
                        snapshots: {every: 1 batch, delivery: at_least_once, keep: 3}
                        """);

        assertThat(pipeline.kafka())
                .containsEntry("request.timeout.ms", "30000")
                .containsEntry("enable.metrics.push", "false");
        assertThat(pipeline.topics()).isEqualTo(new Pipeline.Topics("in", "s", "m", "g", "d"));
        assertThat(pipeline.features().format()).isEqualTo(Features.Format.CSV);
        assertThat(pipeline.features().key()).contains("id");
        assertThat(pipeline.features().eventTime()).contains("ts");
        assertThat(pipeline.features().width()).isEqualTo(3);
        assertThat(pipeline.features().scaling()).isEqualTo(Scaling.STANDARD);
        assertThat(pipeline.target().classes()).containsExactly("0", "1.0", "true");
        assertThat(pipeline.model())
                .containsExactly(
                        new Linear(8, false),
                        new ReLU(),
                        new Dropout(0.5),
                        new Dropout(0.2),
                        new Sigmoid(),
                        new Tanh(),
                        new Linear(3, true));
        assertThat(pipeline.loss()).isEqualTo(new CrossEntropyLoss());
        assertThat(pipeline.optimization())
                .isEqualTo(Optimization.of(new Adam(0.01, 0.8, 0.99, 1e-7, 0.1)));
        assertThat(pipeline.seed()).isEqualTo(-7);
        assertThat(pipeline.training()).isEqualTo(new Training(8, 0));
        assertThat(pipeline.validation()).contains(new Validation(0.25, 5, 50));
        assertThat(pipeline.earlyStopping())
                .contains(
                        new EarlyStopping(
                                EarlyStopping.Metric.VALIDATION_ACCURACY,
                                3,
                                0.01,
                                false,
                                EarlyStopping.Action.STOP));
        assertThat(pipeline.snapshots())
                .isEqualTo(new Snapshots(1, Snapshots.Delivery.AT_LEAST_ONCE, 3));
    }

    @Test
    void readsARegressionWithEarlyStoppingByDefaults() throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(
                        PipelineTexts.smallWith(", classes: [cat, dog]", "")
                                        .replace("BCEWithLogitsLoss", "MSELoss")
                                + "validation: {fraction: 0.1}\nearly_stopping: {}\n");

        assertThat(pipeline.loss()).isEqualTo(new MSELoss());
        assertThat(pipeline.target().classes()).isEmpty();
        assertThat(pipeline.validation()).contains(new Validation(0.1, 20, 1000));
        assertThat(pipeline.earlyStopping())
                .contains(
                        new EarlyStopping(
                                EarlyStopping.Metric.VALIDATION_LOSS,
                                5,
                                0,
                                true,
                                EarlyStopping.Action.FREEZE));
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "1s, 1000", "2 m, 120000", "1h, 3600000", "0, 0", "none, 0"})
    void readsDurations(String text, long millis) throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(
                        PipelineTexts.SMALL + "training: {batch_timeout: " + text + "}\n");

        assertThat(pipeline.training().batchTimeoutMillis()).isEqualTo(millis);
    }

    @Test
    void readsAFileWithAByteOrderMarkAndWindowsLines() throws InvalidPipelineException {
        String text = "\uFEFF" + PipelineTexts.SMALL.replace("\n", "\r\n");

        assertThat(PipelineTexts.parse(text)).isEqualTo(PipelineTexts.parse(PipelineTexts.SMALL));
    }

    @Test
    void holdsNothingOutAtFractionZero() throws InvalidPipelineException {
        assertThat(
                        PipelineTexts.parse(PipelineTexts.SMALL + "validation: {fraction: 0}\n")
                                .validation())
                .isEmpty();
    }

    @Test
    void masksSecretsWhereverThePipelineIsPrinted() throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(
                        PipelineTexts.smallWith(
                                "kafka: {bootstrap.servers: \"localhost:9092\"}",
                                """
                                kafka:
                                  bootstrap.servers: localhost:9092
                                  sasl.jaas.config: hush-1
                                  ssl.keystore.password: hush-2
                                  ssl.truststore.certificates: shown
                                  sasl.oauthbearer.client.SECRET: hush-3
                                """));

        assertThat(pipeline.toString() + pipeline.kafka())
                .doesNotContain("hush")
                .contains("sasl.jaas.config=****", "bootstrap.servers=localhost:9092", "shown");
        assertThat(pipeline.kafka()).containsEntry("sasl.jaas.config", "hush-1");
    }

    @Test
    void readsTheExampleOfTheRepository() throws Exception {
        Path file = Path.of("..", "examples", "breast-cancer", "pipeline.yaml");
        Pipeline pipeline = PipelineFile.parse(PipelineFile.read(file), file.toString(), Map.of());

        assertThat(pipeline.name()).isEqualTo("breast-cancer");
        assertThat(pipeline.kafka())
                .containsExactly(Map.entry("bootstrap.servers", "localhost:9092"));
        assertThat(pipeline.featureCount()).isEqualTo(30);
        assertThat(pipeline.features().key()).contains("id");
        assertThat(pipeline.target())
                .isEqualTo(new Target("diagnosis", List.of("benign", "malignant")));
        assertThat(pipeline.model())
                .containsExactly(new Linear(16, true), new ReLU(), new Linear(1, true));
        Validation validation = pipeline.validation().orElseThrow();
        assertThat(validation.measures())
                .extracting(Measure::name)
                .containsExactly(
                        "accuracy", "f1_macro", "roc_auc", "log_loss", "by_class", "confusion");
        assertThat(validation)
                .isEqualTo(new Validation(validation.by(), 10, 1000, validation.measures()));
        assertThat(validation.by().fraction()).isEqualTo(0.2);
    }
}
