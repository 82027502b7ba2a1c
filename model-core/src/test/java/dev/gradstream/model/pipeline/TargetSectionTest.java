package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Scaling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is predicted: one column or several, as they are or scaled, and what fits to it. */
class TargetSectionTest {
    private static final String TARGET = "target: {column: kind, classes: [cat, dog]}";
    private static final String LAYER = "- Linear: {out_features: 1}";

    @Test
    void readsSeveralColumns() throws InvalidPipelineException {
        Pipeline pipeline = PipelineTexts.parse(text("{columns: [a, b, c]}", 3, "MSELoss"));
        assertThat(pipeline.target())
                .isEqualTo(new Target(List.of("a", "b", "c"), List.of(), Scaling.NONE));
        assertThat(pipeline.targetCount()).isEqualTo(3);
        assertThat(pipeline.task().isNumber()).isTrue();

        assertThat(PipelineTexts.parse(text("{columns: [a]}", 1, "MSELoss")).target())
                .isEqualTo(PipelineTexts.parse(text("{column: a}", 1, "MSELoss")).target());
    }

    @ParameterizedTest
    @CsvSource({
        "BCEWithLogitsLoss, true",
        "HingeLoss, true",
        "FocalLoss, true",
        "CrossEntropyLoss, true",
        "'{CrossEntropyLoss: {weight: [1, 2], label_smoothing: 0.1}}', true",
        "'{BCEWithLogitsLoss: {pos_weight: [1, 2]}}', true",
        "QuantileLoss, false",
        "PoissonNLLLoss, false",
    })
    void lossesTakeSeveralColumns(String loss, boolean classifies) throws InvalidPipelineException {
        assertThat(!PipelineTexts.parse(text("{columns: [a, b]}", 2, loss)).task().isNumber())
                .isEqualTo(classifies);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none                             | none     | 1",
                "standard                         | standard | 1",
                "min_max                          | min_max  | 1",
                "{standard: {}}                   | standard | 1",
                "{standard: {fading_factor: 0.999}} | standard | 0.999",
            })
    void readsAScaling(String scaling, String kind, double fadingFactor)
            throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(
                        text("{column: a, scaling: " + scaling + "}", 1, "HuberLoss")
                                .replace("  columns:", "  scaling: " + scaling + "\n  columns:"));
        for (Scaling read : List.of(pipeline.target().scaling(), pipeline.features().scaling())) {
            assertThat(read.kind()).hasToString(kind);
            assertThat(read.fadingFactor()).isEqualTo(fadingFactor);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{columns: [a, b], column: a}   | 5: target.column: stands beside target.columns; write one of the two",
                "{columns: [a, b], classes: [x, y]} | 5: target.classes: belongs to a single column, as column: kind",
                "{columns: []}                  | 5: target.columns: must hold from 1 to 10000 columns, found 0",
                "{columns: a}                   | 5: target.columns: must be a list, found 'a'",
                "{columns: [a, a]}              | 5: target.columns[1]: repeats the column 'a' of line 5; keep one",
                "{columns: [a, width]}          | 5: target.columns[1]: 'width' is one of features.columns",
                "{columns: [a, 'x': y]}         | 5: target.columns[1]: must be a text",
                "{colum: a}                     | 5: target.colum: is no key that is known here; did you mean column?",
                "{colums: [a]}                  | 5: target.colums: is no key that is known here; did you mean column",
                "{}                             | 5: target.column: is missing; name the column that is to be predicted, or several as columns",
                "{column: a, scaling: normal}   | 5: target.scaling: must be one of none, standard, min_max, found 'normal'",
                "{column: a, scaling: {standard: {fading_factor: 0}}} | 5: target.scaling.standard.fading_factor: must be a number above 0, up to 1, found '0'",
                "{column: a, scaling: {standard: {forget: 1}}} | 5: target.scaling.standard.forget: is no key that is known here",
                "{column: a, scaling: {min_max: {fading_factor: 1}}} | 5: target.scaling.min_max.fading_factor: is no key",
                "{column: a, scaling: {none: {}, standard: {}}} | 5: target.scaling: must be one name with its arguments, found 2 keys",
            })
    void refusesATarget(String target, String problem) {
        assertThat(PipelineTexts.problems(text(target, 1, "MSELoss")))
                .anySatisfy(found -> assertThat(found).startsWith(problem));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{column: a, scaling: standard} | 1 | BCEWithLogitsLoss | 5: target.scaling: BCEWithLogitsLoss takes its target as it is",
                "{column: a, scaling: min_max, classes: [x, y]} | 2 | CrossEntropyLoss | 5: target.scaling: CrossEntropyLoss takes its target as it is",
                "{column: a, scaling: standard} | 1 | PoissonNLLLoss | 5: target.scaling: PoissonNLLLoss takes its target as it is",
                "{columns: [a, b]} | 3 | MSELoss | 7: model[0].Linear: the network puts out [batch, 3], but MSELoss needs [batch, 2] for the 2 columns of the target; end the model with Linear: {out_features: 2}, or name 3 target.columns",
                "{columns: [a, b]} | 1 | MSELoss | 7: model[0].Linear: the network puts out [batch, 1], but MSELoss needs [batch, 2] for the 2 columns of the target; end the model with Linear: {out_features: 2}",
                "{column: a}       | 4 | L1Loss  | 7: model[0].Linear: the network puts out [batch, 4], but L1Loss needs [batch, 1] for the one column of the target; end the model with Linear: {out_features: 1}, or name 4 target.columns",
                "{columns: [a, b]} | 3 | CrossEntropyLoss | 7: model[0].Linear: the network puts out [batch, 3], but CrossEntropyLoss needs [batch, 2]",
                "{columns: [a, b]} | 2 | NLLLoss | 8: loss.NLLLoss: NLLLoss predicts 2 or more classes, but the target has 2 columns of numbers",
                "{columns: [a, b]} | 2 | SparsemaxLoss | 8: loss.SparsemaxLoss: SparsemaxLoss predicts 2 or more classes, but",
                "{columns: [a]}    | 1 | CrossEntropyLoss | 8: loss.CrossEntropyLoss: CrossEntropyLoss predicts 2 or more classes, or columns of their probabilities, but the target is a number",
                "{columns: [a, b]} | 2 | {BCEWithLogitsLoss: {pos_weight: [1]}} | 8: loss.BCEWithLogitsLoss: pos_weight holds 1 numbers, but the network has 2 outputs",
            })
    void refusesWhatDoesNotGoTogether(String target, int outputs, String loss, String problem) {
        assertThat(PipelineTexts.problems(text(target, outputs, loss)))
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void severalColumnsHaveAnAccuracyToStopBy() throws InvalidPipelineException {
        String watch =
                "validation: {fraction: 0.1}\nearly_stopping: {metric: validation.accuracy}\n";
        PipelineTexts.parse(text("{columns: [a, b]}", 2, "BCEWithLogitsLoss") + watch);
        PipelineTexts.parse(text("{columns: [a, b]}", 2, "CrossEntropyLoss") + watch);
        assertThat(PipelineTexts.problems(text("{columns: [a, b]}", 2, "MSELoss") + watch))
                .singleElement()
                .asString()
                .contains("validation.mae, validation.rmse, training.loss")
                .contains("found 'validation.accuracy'");
    }

    private static String text(String target, int outputs, String loss) {
        return PipelineTexts.smallWith(TARGET, "target: " + target)
                .replace(LAYER, "- Linear: {out_features: " + outputs + "}")
                .replace("BCEWithLogitsLoss", loss);
    }
}
