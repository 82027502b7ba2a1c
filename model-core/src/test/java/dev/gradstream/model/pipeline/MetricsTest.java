package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.EarlyStopping.Direction;
import dev.gradstream.model.eval.measure.Horizon;
import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pipeline file wants measured. */
class MetricsTest {
    private static final String CLASSES =
            PipelineTexts.SMALL
                    .replace("[cat, dog]", "[cat, dog, cow, hen]")
                    .replace("out_features: 1", "out_features: 4")
                    .replace("BCEWithLogitsLoss", "CrossEntropyLoss");
    private static final String NUMBER =
            PipelineTexts.SMALL
                    .replace(", classes: [cat, dog]", "")
                    .replace("BCEWithLogitsLoss", "MSELoss");

    @Test
    void readsLists() throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(
                        CLASSES
                                + """
                                training: {metrics: [cohen_kappa], metrics_over: {window: 500}}
                                validation:
                                  fraction: 0.2
                                  metrics: [f1_macro, {top_k: {k: 3}}, {top_k: {k: 2}}, by_class]
                                early_stopping: {metric: validation.top_3}
                                """);

        assertThat(names(pipeline, Split.TRAINING)).containsExactly("accuracy", "cohen_kappa");
        assertThat(pipeline.training().horizon()).isEqualTo(new Horizon.Window(500));
        assertThat(names(pipeline, Split.VALIDATION))
                .containsExactly("accuracy", "f1_macro", "top_3", "top_2", "by_class");
        assertThat(pipeline.earlyStopping().orElseThrow().metric().measure())
                .contains(Measure.topK(3));
    }

    @Test
    void hasDefaultsByTask() throws InvalidPipelineException {
        Pipeline classes = PipelineTexts.parse(CLASSES);
        Pipeline number = PipelineTexts.parse(NUMBER);

        assertThat(names(classes, Split.TRAINING)).containsExactly("accuracy", "f1_macro");
        assertThat(names(classes, Split.VALIDATION))
                .containsExactly("accuracy", "f1_macro", "roc_auc", "log_loss");
        assertThat(names(number, Split.TRAINING)).containsExactly("mae", "rmse", "r2");
        assertThat(names(number, Split.VALIDATION)).containsExactly("mae", "rmse", "r2");
        assertThat(classes.training().horizon()).isEqualTo(new Horizon.SinceReport());
    }

    @Test
    void aWatchedMetricIsMeasured() throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(CLASSES + "early_stopping: {metric: training.cohen_kappa}\n");

        assertThat(names(pipeline, Split.TRAINING))
                .containsExactly("accuracy", "f1_macro", "cohen_kappa");
        assertThat(names(pipeline, Split.VALIDATION)).doesNotContain("cohen_kappa");
    }

    @ParameterizedTest
    @CsvSource({
        "validation.loss, LOWER_IS_BETTER",
        "training.rmse, LOWER_IS_BETTER",
        "validation.log_loss, LOWER_IS_BETTER",
        "validation.r2, HIGHER_IS_BETTER",
        "training.roc_auc, HIGHER_IS_BETTER",
        "validation.top_17, HIGHER_IS_BETTER"
    })
    void knowsWhatIsBetter(String name, Direction direction) {
        Metric metric = Metric.named(name).orElseThrow();

        assertThat(metric.direction()).isEqualTo(direction);
        assertThat(metric.name()).isEqualTo(name);
    }

    @Test
    void knowsNoOtherNames() {
        Stream.of(
                        "loss",
                        "test.loss",
                        "validation.",
                        "validation.lost",
                        "validation.confusion",
                        "validation.top_k",
                        "training.top_0",
                        "validation.coverage",
                        "")
                .forEach(name -> assertThat(Metric.named(name)).as(name).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "`validation: {fraction: 0.2, metrics: [f1_marco]}` | validation.metrics[0]: must be"
                        + " one of accuracy, top_k, precision_macro, recall_macro, f1_macro,"
                        + " precision_micro, recall_micro, f1_micro, cohen_kappa, roc_auc, log_loss,"
                        + " by_class, confusion, found 'f1_marco'; did you mean f1_macro?",
                "`validation: {fraction: 0.2, metrics: [accuracy, mae]}` | validation.metrics[1]: must be one of accuracy",
                "`validation: {fraction: 0.2, metrics: [f1]}` | validation.metrics[0]: must be one of accuracy",
                "`validation: {fraction: 0.2, metrics: []}` | validation.metrics: lists nothing",
                "`validation: {fraction: 0.2, metrics: accuracy}` | validation.metrics: must be a list",
                "`validation: {fraction: 0.2, metrics: [accuracy, accuracy]}` | validation.metrics[1]: stands twice in the list",
                "`training: {metrics: [top_k]}` | training.metrics[0].top_k.k: is missing; write how many of the best count",
                "`training: {metrics: [{top_k: {k: 4}}]}` | training.metrics[0].top_k.k: must be a whole number from 1 to 3",
                "`training: {metrics_over: {fading: 1}}` | training.metrics_over.fading: must be a number from 0.5 to below 1",
                "`training: {metrics_over: {window: 0}}` | training.metrics_over.window: must be a whole number from 1 to 100000",
                "`training: {metrics_over: {window: 10, fading: 0.9}}` | training.metrics_over: must be one of last_report, {fading: 0.999} or {window: 1000}",
                "`training: {metrics_over: for ever}` | training.metrics_over: must be one of last_report, found 'for ever'",
                "`early_stopping: {metric: training.f1_macros}` | found 'training.f1_macros'; did you mean training.f1_macro?",
                "`early_stopping: {metric: training.top_2}` | early_stopping.metric: must be one of validation.loss",
            },
            quoteCharacter = '`')
    void refusesWhatDoesNotFit(String line, String problem) {
        assertThat(PipelineTexts.problems(CLASSES + line + "\n"))
                .singleElement()
                .asString()
                .contains(problem);
    }

    @Test
    void aWindowOfScoresHasItsLimit() {
        String classes =
                String.join(
                        ", ", Stream.iterate(0, i -> i + 1).limit(100).map(i -> "c" + i).toList());
        String text =
                CLASSES.replace("cat, dog, cow, hen", classes)
                                .replace("out_features: 4", "out_features: 100")
                        + "training: {metrics: [roc_auc], metrics_over: {window: 50000}}\n";

        assertThat(PipelineTexts.problems(text))
                .singleElement()
                .asString()
                .contains("training.metrics_over: 50000 examples of 100 scores are more than")
                .endsWith("write a window of at most 40000");
    }

    private static List<String> names(Pipeline pipeline, Split split) {
        return pipeline.measures(split).stream().map(Measure::name).toList();
    }
}
