package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.HoldOut;
import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.data.format.RecordSchema.SplitColumn;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Measure.Kind;
import dev.gradstream.model.learn.Balanced;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitsAndWeightsSectionTest {

    private static Pipeline small(String sections) throws InvalidPipelineException {
        return PipelineTexts.parse(PipelineTexts.SMALL + sections);
    }

    @Test
    void readsWhatExamplesCount() throws InvalidPipelineException {
        Pipeline pipeline =
                small("training: {sample_weight: w, class_weight: balanced, keep_negatives: 0.1}");

        assertThat(pipeline.training().weighting())
                .isEqualTo(new Weighting(Optional.of("w"), Optional.of(new Balanced()), 0.1));
        assertThat(RecordDecoders.schema(pipeline).fields())
                .containsExactly("w", "width", "height", "kind");
        assertThat(
                        small("training: {class_weight: {balanced: {fading_factor: 0.99}}}")
                                .training()
                                .weighting()
                                .classes())
                .contains(new Balanced(0.99));
        assertThat(small("").training().weighting()).isEqualTo(Weighting.NONE);
    }

    @Test
    void readsEveryWayToHoldOut() throws InvalidPipelineException {
        Pipeline byKey =
                small("validation: {fraction: 0.2}\ntest: {fraction: 0.1, metrics: [roc_auc]}");
        assertThat(byKey.holdOut()).isEqualTo(new HoldOut(0.2, 0.1));
        assertThat(byKey.test())
                .contains(
                        new Pipeline.Test(
                                new HoldOutRule.Key(0.1), 1000, List.of(Measure.of(Kind.ROC_AUC))));
        assertThat(byKey.measures(Split.TEST))
                .containsExactly(Measure.of(Kind.ACCURACY), Measure.of(Kind.ROC_AUC));

        Pipeline byColumn =
                small("validation: {column: split, values: [dev, valid]}\ntest: {column: split}");
        assertThat(RecordDecoders.schema(byColumn).splits())
                .containsExactly(
                        new SplitColumn(Split.VALIDATION, "split", List.of("dev", "valid")),
                        new SplitColumn(Split.TEST, "split", List.of("test")));

        Pipeline byTopic = small("validation: {topic: a}\ntest: {topic: b, window: 7}");
        assertThat(byTopic.heldOutTopics())
                .isEqualTo(Map.of(Split.VALIDATION, "a", Split.TEST, "b"));
        assertThat(byTopic.test().orElseThrow().window()).isEqualTo(7);
        assertThat(small("test: {fraction: 0}").test()).isEmpty();
    }

    @Test
    void aFieldMayBeAFeatureToo() throws InvalidPipelineException {
        Pipeline pipeline = small("training: {sample_weight: width}\nvalidation: {column: height}");

        assertThat(RecordDecoders.schema(pipeline).fields())
                .containsExactly("width", "height", "kind");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`training: {sample_weight: [w]}` | training.sample_weight: must be a text, found a list",
                "`training: {sample_weight: kind}` | training.sample_weight: 'kind' is the target; what is predicted cannot be a weight too",
                "`training: {class_weight: balance}` | training.class_weight: must be one of balanced, found 'balance'; did you mean balanced?",
                "`training: {class_weight: {}}` | training.class_weight.balanced: is missing; write class_weight: balanced",
                "`training: {class_weight: {balanced: {fading: 0.9}}}` | training.class_weight.balanced.fading: is no key",
                "`training: {class_weight: {balanced: {fading_factor: 2}}}` | training.class_weight.balanced.fading_factor: must be a number above 0, up to 1",
                "`training: {keep_negatives: 0}` | training.keep_negatives: must be a number above 0, up to 1",
                "`training: {keep_negatives: 1.5}` | training.keep_negatives: must be a number above 0, up to 1",
                "`validation: {fraction: 0.2, column: split}` | validation.column: stands beside validation.fraction; write one of the two",
                "`validation: {topic: t, column: split}` | validation.topic: stands beside validation.column; write one of the two",
                "`validation: {fraction: 0.2, values: [x]}` | validation.values: belongs to a column",
                "`validation: {column: split, values: []}` | validation.values: must hold from 1 to 1000 texts",
                "`validation: {column: split, values: [x, x]}` | validation.values[1]: 'x' stands twice; keep one",
                "`validation: {column: split, values: [\"\"]}` | validation.values[0]: is empty",
                "`validation: {column: kind}` | validation.column: 'kind' is the target",
                "`validation: {topic: pets.features}` | validation.topic: is a topic of this model already",
                "`validation: {topic: a b}` | validation.topic: must be letters, digits",
                "`test: {}` | test.fraction: is missing; write what share is held out",
                "`test: {fraction: 1}` | test.fraction: must be a number from 0 to below 1",
                "`test: {fraction: 0.1, every: 3}` | test.every: is no key that is known here",
                "`test: {fraction: 0.1, window: 0}` | test.window: must be a whole number",
                "`early_stopping: {metric: test.loss}` | early_stopping.metric: 'test.loss' is of the test, which nothing may be chosen by",
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
                "`validation: {fraction: 0.5}` | `test: {fraction: 0.5}` | test.fraction: and validation.fraction leave nothing to learn from",
                "`validation: {topic: t}` | `test: {topic: t}` | test.topic: is the topic of validation too",
                "`validation: {column: s, values: [a]}` | `test: {column: s, values: [b, a]}` | test.column: holds out by a text that validation holds out by too",
            })
    void refusesWhatDoesNotBelongTogether(String first, String second, String problem) {
        assertThat(PipelineTexts.problems(PipelineTexts.SMALL + first + "\n" + second + "\n"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("11: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{column: price}` | MSELoss | 1 | `class_weight: balanced` | class_weight: weighs classes, and numbers are predicted",
                "`{column: price}` | MSELoss | 1 | `keep_negatives: 0.5` | keep_negatives: needs a target of two classes",
                "`{columns: [a, b]}` | BCEWithLogitsLoss | 2 | `class_weight: balanced` | class_weight: weighs the classes of a single target column",
                "`{columns: [a, b]}` | CrossEntropyLoss | 2 | `class_weight: balanced` | class_weight: weighs the classes of a single target column",
                "`{columns: [a, b]}` | CrossEntropyLoss | 2 | `keep_negatives: 0.5` | keep_negatives: needs a target of two classes",
                "`{column: k, classes: [a, b]}` | `{BCEWithLogitsLoss: {pos_weight: 3}}` | 1 | `class_weight: balanced` | class_weight: BCEWithLogitsLoss weighs the classes already",
                "`{column: k, classes: [a, b]}` | `{CrossEntropyLoss: {weight: [1, 2]}}` | 2 | `class_weight: balanced` | class_weight: CrossEntropyLoss weighs the classes already",
                "`{column: k, classes: [a, b, c]}` | CrossEntropyLoss | 3 | `keep_negatives: 0.5` | keep_negatives: needs a target of two classes",
                "`{column: k, classes: [a, b]}` | FocalLoss | 1 | `keep_negatives: 0.5` | keep_negatives: needs a target of two classes",
                "`{column: k, classes: [a, b]}` | HingeLoss | 1 | `keep_negatives: 0.5` | keep_negatives: needs a target of two classes",
            })
    void refusesWeightsThatDoNotFitTheLoss(
            String target, String loss, String outputs, String key, String problem) {
        String text =
                PipelineTexts.SMALL
                                .replace("{column: kind, classes: [cat, dog]}", target)
                                .replace("loss: BCEWithLogitsLoss", "loss: " + loss)
                                .replace("out_features: 1", "out_features: " + outputs)
                        + "training: {"
                        + key
                        + "}\n";
        assertThat(PipelineTexts.problems(text))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("10: training." + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "'{column: k, classes: [a, b]}', BCEWithLogitsLoss, 1",
        "{column: k}, BCEWithLogitsLoss, 1",
        "'{column: k, classes: [a, b]}', CrossEntropyLoss, 2",
    })
    void takesTwoClasses(String target, String loss, String outputs)
            throws InvalidPipelineException {
        String text =
                PipelineTexts.SMALL
                                .replace("{column: kind, classes: [cat, dog]}", target)
                                .replace("BCEWithLogitsLoss", loss)
                                .replace("out_features: 1", "out_features: " + outputs)
                        + "training: {class_weight: balanced, keep_negatives: 0.5}\n";
        assertThat(PipelineTexts.parse(text).training().weighting().keepNegatives()).isEqualTo(0.5);
    }

    @Test
    void nothingIsChosenByTheTest() {
        String text =
                PipelineTexts.SMALL.replace("optimizer: SGD\n", "optimizer: {SGD: {lr: 0.1}}\n")
                        + "test: {fraction: 0.1}\n"
                        + "lr_scheduler: {ReduceLROnPlateau: {metric: test.loss}}\n";
        assertThat(PipelineTexts.problems(text))
                .singleElement()
                .asString()
                .contains("'test.loss' is of the test, which nothing may be chosen by");
    }

    @Test
    void rowsOfFloatsHoldAWeightButNoTexts() throws InvalidPipelineException {
        String floats =
                PipelineTexts.smallWith("  columns:", "  format: float32\n  columns:")
                        + "training: {sample_weight: w}\n";

        assertThat(RecordDecoders.schema(PipelineTexts.parse(floats)).fields()).contains("w");
        assertThat(PipelineTexts.problems(floats + "validation: {column: split}\n"))
                .containsExactly(
                        "12: validation.column: is a text, which rows of float32 cannot hold; write"
                                + " fraction or topic, or another format");
    }

    @Test
    void aTestWindowMustFitIntoACheckpoint() {
        String text =
                PipelineTexts.smallWith("[width, height]", "[{name: v, type: vector, size: 1000}]")
                        + "validation: {fraction: 0.1, window: 400000}\n"
                        + "test: {fraction: 0.1, window: 400000}\n";
        assertThat(PipelineTexts.problems(text))
                .singleElement()
                .asString()
                .startsWith("11: test.window: 400000 held-out examples of 1000 features");
    }
}
