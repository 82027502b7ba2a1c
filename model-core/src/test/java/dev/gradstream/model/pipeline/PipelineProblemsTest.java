package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gradstream.model.snapshot.SafeTensors;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineProblemsTest {
    private static final String LAYERS =
            "BatchNorm1d, Dropout, ELU, Flatten, GELU, Hardtanh, Identity, LayerNorm, LeakyReLU, Linear,"
                    + " LogSoftmax, ReLU, Residual, SiLU, Sigmoid, Softmax, Softplus, Tanh";

    @Test
    void reportsTenProblemsAtOnceEachWithItsLine() {
        assertThat(
                        PipelineTexts.problems(
                                """
                                name: my pets
                                kafka: {security.protocol: PLAINTEXT}
                                features:
                                  fromat: json
                                  columns:
                                    - width
                                    - height
                                    - width
                                target: {column: height, classes: [cat, dog, cow]}
                                model:
                                  - Linear: {out_features: 0}
                                  - Relu
                                  - Conv2d: {out_channels: 8}
                                loss: BCEWithLogitsLoss
                                optimizer: {Adam: {lr: -1}}
                                early_stopping: {metric: validation.loss}
                                """))
                .containsExactly(
                        "1: name: must be letters, digits, '.', '_' and '-', at most 200 of them,"
                                + " as Kafka's topics are named, found 'my pets'",
                        "2: kafka.bootstrap.servers: is missing; name the brokers, as"
                                + " bootstrap.servers: localhost:9092",
                        "4: features.fromat: is no key that is known here; did you mean format?",
                        "8: features.columns[2]: repeats the column 'width' of line 6; keep one, or give it another name and, as field, the record's",
                        "9: target.column: 'height' is one of features.columns; what is predicted"
                                + " cannot be an input",
                        "11: model[0].Linear.out_features: must be a whole number from 1 to"
                                + " 1000000, found '0'",
                        "12: model[1]: must be one of %s, found 'Relu'; did you mean ReLU?"
                                .formatted(LAYERS),
                        "13: model[2].Conv2d: Conv2d is not available in this version; available: "
                                + LAYERS,
                        "14: loss.BCEWithLogitsLoss: BCEWithLogitsLoss predicts 2 classes, or"
                                + " columns of 0 or 1, but the target has 3 classes",
                        "15: optimizer.Adam.lr: must be a number above 0, found '-1'",
                        "16: early_stopping.metric: watches held-out examples, but none are held"
                                + " out; write validation: {fraction: 0.2} or metric:"
                                + " training.loss");
    }

    @Test
    void reportsEveryMissingSectionOfAnEmptyMapping() {
        assertThat(
                        PipelineTexts.problems("{}").stream()
                                .map(p -> p.substring(3, p.indexOf(": is missing"))))
                .containsExactly(
                        "name", "kafka", "features", "target", "model", "loss", "optimizer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "training: {batch_size: 0}     | training.batch_size: must be a whole number from 1",
                "training: {batch_size: many}  | training.batch_size: must be a whole number",
                "training: {batch_timeout: 5}  | training.batch_timeout: must be a duration of at",
                "training: {batch_timeout: 25h}| training.batch_timeout: must be a duration of at",
                "training: {parallelism: 0}    | training.parallelism: must be a whole number from",
                "training: 32                  | training: must be a mapping of keys to values",
                "training:                     | training: must be a mapping of keys to values, found nothing",
                "validation: {}                | validation.fraction: is missing",
                "validation: {fraction: 1}     | validation.fraction: must be a number from 0 to below 1",
                "validation: {fraction: .nan}  | validation.fraction: must be a number from 0 to below 1",
                "`validation: {fraction: 0.1, every: 0 batches}` | validation.every: must be a number of batches",
                "`validation: {fraction: 0.1, every: 3 epochs}` | validation.every: must be a number of batches",
                "`validation: {fraction: 0.1, window: 0}` | validation.window: must be a whole number",
                "early_stopping: {}            | early_stopping: watches held-out examples, but none",
                "`early_stopping: {metric: training.loss, patience: 0}` | early_stopping.patience: must be",
                "`early_stopping: {metric: training.loss, min_delta: -1}` | early_stopping.min_delta: must be",
                "`early_stopping: {metric: training.loss, restore_best: 1}` | early_stopping.restore_best: must be true or false",
                "`early_stopping: {metric: training.loss, action: halt}` | early_stopping.action: must be one of freeze, reduce_lr, stop",
                "early_stopping: {metric: loss} | early_stopping.metric: must be one of validation.loss, validation.accuracy, validation.precision",
                "snapshots: {every: never}     | snapshots.every: must be a number of batches",
                "snapshots: {delivery: exactly} | snapshots.delivery: must be one of exactly_once, at_least_once",
                "snapshots: {keep: 0}          | snapshots.keep: must be a whole number from 1",
                "seed: 1.5                     | seed: must be a whole number",
                "topics: {features: a b}       | topics.features: must be letters, digits",
                "topics: {features: ..}        | topics.features: must be letters, digits",
                "topics: {features: pets.metrics} | topics.features: is the topic of metrics too",
                "`topics: {metrics: x, signals: x}` | topics.signals: is the topic of metrics too",
                "topics: {feature: x}          | topics.feature: is no key that is known here; did you mean features?",
                "nmae: x                       | nmae: is no key that is known here; did you mean name?",
                "seed: ${UNDEFINED}            | seed: the environment variable UNDEFINED is not defined",
                "`seed: \"${UNDEFINED:-x}\"`   | seed: must be a whole number from -9223372036854775808 to 9223372036854775807, found the value of '${UNDEFINED:-x}'"
            })
    void refusesABadSection(String line, String problem) {
        assertThat(PipelineTexts.problems(PipelineTexts.SMALL + line + "\n"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("10: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: pets | name: pets/1   | name: must be letters",
                "name: pets | name:          | name: must be a text, found nothing",
                "name: pets | name: ..       | name: must be letters",
                "kafka: {bootstrap.servers: \"localhost:9092\"} | kafka: {bootstrap.servers: \"\"} | kafka.bootstrap.servers: is empty",
                "kafka: {bootstrap.servers: \"localhost:9092\"} | kafka: {bootstrap.servers: } | kafka.bootstrap.servers: must be a text, found nothing",
                "`\"localhost:9092\"}` | `b, sasl: {mechanism: PLAIN}}` | kafka.sasl: must be one value, found a mapping",
                "`\"localhost:9092\"}` | `b, acks: [all]}` | kafka.acks: must be one value, found a list",
                "[width, height] | []         | features.columns: must hold from 1 to 100000 columns",
                "[width, height] | width      | features.columns: must be a list, found 'width'",
                "[width, height] | [width, \"\"] | features.columns[1]: must be the name of a column",
                "[width, height] | [width, [a]] | features.columns[1]: must be a text, found a list",
                "[width, height] | [width, {type: numeric}] | features.columns[1].name: is missing",
                "[width, height] | [width, {name: h, typ: numeric}] | features.columns[1].typ: is no key",
                "[width, height] | [width, {name: h, size: 3}] | features.columns[1].size: is no key that is known here; known: name, type, field",
                "[width, height] | [width, {name: h, type: number}] | features.columns[1].type: must be one of numeric",
                "column: kind    | column: width | target.column: 'width' is one of features.columns",
                "column: kind    | colum: kind   | target.column: is missing",
                "[cat, dog] | [cat]           | target.classes: must hold from 2 to 10000 labels, found 1",
                "[cat, dog] | [cat, cat]      | target.classes[1]: repeats the class 'cat' of line 5",
                "[cat, dog] | [cat, \"\"]     | target.classes[1]: must be a label",
                "[cat, dog] | [a, b, c]       | loss.BCEWithLogitsLoss: BCEWithLogitsLoss predicts 2 classes, or columns of 0 or 1, but the target has 3 classes",
                "loss: BCEWithLogitsLoss | loss: MSELoss | loss.MSELoss: MSELoss predicts numbers, without classes, but the target has 2",
                "loss: BCEWithLogitsLoss | loss: CrossEntropyLoss | model[0].Linear: the network puts out [batch, 1], but CrossEntropyLoss needs [batch, 2] for the 2 classes",
                "loss: BCEWithLogitsLoss | loss: [MSELoss] | loss: must be a text, found a list",
                "loss: BCEWithLogitsLoss | loss: {MSELoss: {}, L1Loss: {}} | loss: must be one name with its arguments, found 2 keys",
                "loss: BCEWithLogitsLoss | loss: {BCEWithLogitsLoss: 3} | loss.BCEWithLogitsLoss: must be a mapping",
                "{out_features: 1} | {out_features: 4} | model[0].Linear: the network puts out [batch, 4], but BCEWithLogitsLoss needs [batch, 1] for the 2 classes",
                "{out_features: 1} | {outfeatures: 1}  | model[0].Linear.out_features: is missing; write Linear",
                "{out_features: 1} | {out_features: 1, bias: maybe} | model[0].Linear.bias: must be true or false",
                "{out_features: 1} | {out_features: 1, in_features: 3} | model[0].Linear: in_features is 3, but 2 values come in; write in_features: 2",
                "- Linear: {out_features: 1} | - Linear | model[0].Linear.out_features: is missing",
                "- Linear: {out_features: 1} | `- Dropout: {p: 1}` | model[0].Dropout.p: must be a number from 0 to below 1",
                "optimizer: SGD | optimizer: {SGD: {lr: 0}}  | optimizer.SGD.lr: must be a number above 0",
                "optimizer: SGD | optimizer: {SGD: {momentum: -1}} | optimizer.SGD.momentum: must be a number of 0 or more",
                "optimizer: SGD | optimizer: {SGD: {nesterov: true}} | optimizer.SGD.nesterov: needs a momentum above 0",
                "optimizer: SGD | optimizer: {SGD: {learning_rate: 1}} | optimizer.SGD.learning_rate: is no key that is known here; known: lr",
                "optimizer: SGD | optimizer: {Adam: {betas: [0.9]}} | optimizer.Adam.betas: must be two numbers",
                "optimizer: SGD | optimizer: {Adam: {betas: 0.9}} | optimizer.Adam.betas: must be a list",
                "optimizer: SGD | optimizer: {Adam: {betas: [0.9, 1]}} | optimizer.Adam.betas[1]: must be a number from 0",
                "optimizer: SGD | optimizer: {Adam: {eps: 0}} | optimizer.Adam.eps: must be a number above 0",
                "optimizer: SGD | optimizer: Adm | optimizer: must be one of Adadelta, Adagrad, Adam, AdamW, Adamax, FTRL, NAdam, RMSprop, SGD, found 'Adm'; did you mean Adam?"
            })
    void refusesABadValue(String line, String replacement, String problem) {
        assertThat(PipelineTexts.problems(PipelineTexts.smallWith(line, replacement)))
                .first()
                .asString()
                .matches("[0-9]+: .*")
                .contains(": " + problem);
    }

    @Test
    void refusesANetworkWithTooManyParameters() {
        String text =
                PipelineTexts.smallWith(
                        "  - Linear: {out_features: 1}",
                        """
                          - Linear: {out_features: 20000, bias: false}
                          - Linear: {out_features: 20000, bias: false}
                          - Linear: {out_features: 20000, bias: false}
                          - Linear: {out_features: 1}\
                        """);

        assertThat(PipelineTexts.problems(text))
                .containsExactly(
                        "8: model[1].Linear: the network has 400040000 parameters up to here;"
                                + " at most 250000000 are allowed");
    }

    @Test
    void whateverItAllowsFitsIntoASnapshot() {
        long header = 50_000_000;
        assertThat(ShapeCheck.MAX_PARAMETERS * Float.BYTES + header)
                .isLessThan(SafeTensors.MAX_BYTES);
    }

    @Test
    void refusesWhatIsTooLargeTogether() {
        String wide = "  - Linear: {out_features: 100000}\n  - Linear: {out_features: 1}";
        String text = PipelineTexts.smallWith("  - Linear: {out_features: 1}", wide);

        assertThat(PipelineTexts.problems(text + "training: {batch_size: 30000}\n"))
                .containsExactly(
                        "11: training.batch_size: 30000 rows of 100000 values, as many as the"
                                + " widest layer has, are more than 2147483647 numbers; write at"
                                + " most 21474");
        assertThat(
                        PipelineTexts.problems(
                                withColumns(3000)
                                        + "validation: {fraction: 0.1, window: 800000}\n"))
                .containsExactly(
                        "10: validation.window: 800000 held-out examples of 3000 features take"
                                + " 9628800000 bytes of a checkpoint, and 2080362779 are left"
                                + " beside the network; write at most 172845");
    }

    @Test
    void refusesANetworkThatNoCheckpointCanHold() throws InvalidPipelineException {
        String layers =
                """
                  - Linear: {out_features: 12000, bias: false}
                  - Linear: {out_features: 12000, bias: false}
                  - Linear: {out_features: 1, bias: false}\
                """;
        String text = PipelineTexts.smallWith("  - Linear: {out_features: 1}", layers);
        String adam = text.replace("optimizer: SGD", "optimizer: Adam");

        assertThat(PipelineTexts.parse(adam).model()).hasSize(3);
        assertThat(PipelineTexts.problems(adam + "early_stopping: {metric: training.loss}\n"))
                .first()
                .asString()
                .contains("model: 144036000 parameters are kept 4 times in a checkpoint");
    }

    @Test
    void refusesANetworkWithoutParameters() {
        String text = PipelineTexts.smallWith("  - Linear: {out_features: 1}", "  - ReLU");
        String one = text.replace("[width, height]", "[width]");

        assertThat(PipelineTexts.problems(one))
                .containsExactly(
                        "6: model: has no parameters to learn; add a layer that has, as Linear");
    }

    @Test
    void reportsALossThatIsNoTextOnce() {
        assertThat(
                        PipelineTexts.problems(
                                PipelineTexts.smallWith(
                                        "loss: BCEWithLogitsLoss", "loss: [MSELoss]")))
                .hasSize(1);
        assertThat(
                        PipelineTexts.problems(
                                PipelineTexts.smallWith("loss: BCEWithLogitsLoss", "loss:")))
                .hasSize(1);
    }

    @Test
    void showsNoNameRaw() {
        String escape = "\"a\\e[31m\"";
        String text =
                PipelineTexts.smallWith("[width, height]", "[" + escape + ", " + escape + "]")
                        .replace("column: kind", "column: " + escape);

        assertThat(PipelineTexts.problems(text))
                .hasSize(2)
                .allSatisfy(
                        problem ->
                                assertThat(problem)
                                        .doesNotContain("\u001b")
                                        .contains("a\\u001b[31m"));
        String variables =
                PipelineTexts.smallWith("[width, height]", "[\"${HUSH}\", {name: \"${HUSH}\"}]")
                        .replace(
                                "kind, classes: [cat, dog]",
                                "kind, classes: [\"${HUSH}\", \"${HUSH}\"]");
        InvalidPipelineException invalid =
                catchThrowableOfType(
                        InvalidPipelineException.class,
                        () -> PipelineFile.parse(variables, "f.yaml", Map.of("HUSH", "secret")));
        assertThat(invalid.problems()).hasSize(2);
        assertThat(invalid).hasMessageNotContaining("secret");
    }

    private static String withColumns(int count) {
        String columns =
                IntStream.range(0, count).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        return PipelineTexts.smallWith("[width, height]", "[" + columns + "]");
    }

    @Test
    void refusesATargetThatNamesTheExample() {
        String text =
                PipelineTexts.smallWith(
                        "  columns:", "  key: kind\n  event_time: kind\n  columns:");

        assertThat(PipelineTexts.problems(text))
                .containsExactly(
                        "7: target.column: 'kind' is features.key; what is predicted cannot name the"
                                + " example",
                        "7: target.column: 'kind' is features.event_time; what is predicted cannot"
                                + " be its time");
    }

    @Test
    void refusesTheAccuracyOfANumber() {
        String text =
                PipelineTexts.smallWith(", classes: [cat, dog]", "")
                                .replace("BCEWithLogitsLoss", "MSELoss")
                        + "validation: {fraction: 0.1}\n"
                        + "early_stopping: {metric: validation.accuracy}\n";

        assertThat(PipelineTexts.problems(text))
                .containsExactly(
                        "11: early_stopping.metric: must be one of validation.loss, validation.mae,"
                                + " validation.rmse, validation.r2, training.loss, training.mae,"
                                + " training.rmse, training.r2, found 'validation.accuracy'");
    }

    @Test
    void listsEachKnownKeyOnce() {
        String text = PipelineTexts.SMALL + "topics: {features: pets.metrics, zzz: x}\n";

        assertThat(PipelineTexts.problems(text))
                .contains(
                        "10: topics.zzz: is no key that is known here; known: features, labels, snapshots,"
                                + " metrics, signals, dead-letters");
    }

    @Test
    void showsNoSecretOfKafkaOrTheEnvironment() {
        String text =
                PipelineTexts.smallWith(
                                "{bootstrap.servers: \"localhost:9092\"}",
                                "{bootstrap.servers: b, sasl.jaas.config: [hush]}")
                        + "seed: ${PASSWORD}\n";
        InvalidPipelineException invalid =
                catchThrowableOfType(
                        InvalidPipelineException.class,
                        () -> PipelineFile.parse(text, "f.yaml", Map.of("PASSWORD", "hush")));

        assertThat(invalid.problems()).hasSize(2);
        assertThat(invalid.getMessage())
                .doesNotContain("hush")
                .contains("f.yaml:2: kafka.sasl.jaas.config: must be one value, found a list");
    }
}
