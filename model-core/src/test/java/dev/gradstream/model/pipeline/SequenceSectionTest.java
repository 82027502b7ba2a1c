package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradstream.model.data.column.Column;
import dev.gradstream.model.data.column.NumericColumn;
import dev.gradstream.model.data.sequence.Sequence;
import dev.gradstream.model.data.sequence.Term;
import dev.gradstream.model.data.sequence.Window;
import dev.gradstream.model.train.LearnerConfigs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code features.window} and lags among the columns. */
class SequenceSectionTest {
    private static final String COLUMNS = "  columns: [width, height]";
    private static final String TARGET = "target: {column: kind, classes: [cat, dog]}";

    private static String lags(String columns) {
        return PipelineTexts.smallWith(COLUMNS, "  columns: [" + columns + "]");
    }

    private static String window(String window) {
        return PipelineTexts.smallWith(COLUMNS, COLUMNS + "\n  window: " + window);
    }

    private static Features features(String text) throws InvalidPipelineException {
        return PipelineTexts.parse(text).features();
    }

    @Test
    void aWindowIsRecordByRecordTheOldestFirst() throws InvalidPipelineException {
        Features features = features(window("{length: 3, stride: 2}"));

        assertThat(features.encodedNames())
                .containsExactly(
                        "width@t-2", "height@t-2", "width@t-1", "height@t-1", "width", "height");
        assertThat(features.width()).isEqualTo(6);
        assertThat(features.recordWidth()).isEqualTo(2);
        assertThat(features.sequence()).contains(Sequence.of(new Window(3, 2, 0), 2));
    }

    /** Time is counted from the record with the target, so the names tell how far ahead that is. */
    @Test
    void namesTellHowFarAheadTheTargetIs() throws InvalidPipelineException {
        assertThat(features(window("{length: 2, target_ahead: 3}")).encodedNames())
                .containsExactly("width@t-4", "height@t-4", "width@t-3", "height@t-3");
    }

    @Test
    void aLaterTargetMayBeAColumnOfTheWindow() throws InvalidPipelineException {
        Features features =
                features(
                        window("{length: 2, target_ahead: 1}")
                                .replace(TARGET, "target: {column: width}")
                                .replace("BCEWithLogitsLoss", "MSELoss"));
        assertThat(features.encodedNames()).contains("width@t-1").doesNotContain("width");
    }

    @Test
    void lagsStandWhereTheFileWritesThemEncodedAsTheirColumns() throws InvalidPipelineException {
        Features features =
                features(
                        lags(
                                "{lag: {column: kind, by: [2, 1]}}, width,"
                                        + " {lag: {column: pixels, by: [1]}},"
                                        + " {name: pixels, type: vector, size: 4}"));

        assertThat(features.encodedNames())
                .containsExactly(
                        "kind=cat@t-2",
                        "kind=dog@t-2",
                        "kind=cat@t-1",
                        "kind=dog@t-1",
                        "width",
                        "pixels[4]@t-1",
                        "pixels[4]");
        assertThat(features.width()).isEqualTo(4 + 1 + 4 + 4);
        assertThat(features.recordWidth()).isEqualTo(1 + 4 + 2);
    }

    @Test
    void onlyTheTargetsPastMayBeTheWholeInput() throws InvalidPipelineException {
        Features features =
                features(
                        lags("{lag: {column: price, by: [1, 7]}}")
                                .replace(TARGET, "target: {column: price}")
                                .replace("BCEWithLogitsLoss", "MSELoss"));
        assertThat(features.encodedNames()).containsExactly("price@t-1", "price@t-7");
    }

    @Test
    void numbersAreScaledAndClassesAreNot() throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(
                        lags("width, {lag: {column: kind, by: [1]}}, {lag: {column: width, by: [1]}}")
                                .replace("\nfeatures:", "\nfeatures:\n  scaling: standard"));
        var literal = LearnerConfigs.of(pipeline).layout().literal();
        assertThat(literal.stream()).containsExactly(1, 2);
    }

    @Test
    void anIndicatorIsAValueMoreOfALaggedNumberToo() throws InvalidPipelineException {
        Features features =
                features(
                        lags("width, {lag: {column: price, by: [1]}}")
                                .replace("\nfeatures:", "\nfeatures:\n  missing: {indicator: mean}")
                                .replace(TARGET, "target: {column: price}")
                                .replace("BCEWithLogitsLoss", "MSELoss"));
        assertThat(features.encodedNames())
                .containsExactly("width", "width is missing", "price@t-1", "price is missing@t-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{length: 0} | features.window.length: must be a whole number from 1 to 100000, found '0'",
                "{stride: 2} | features.window.length: is missing; write how many records are one example, as length: 10",
                "{length: 2, stride: 0} | features.window.stride: must be a whole number from 1 to 1000000, found '0'",
                "{length: 2, target_ahead: -1} | features.window.target_ahead: must be a whole number from 0 to 10000, found '-1'",
                "{length: 2, lenght: 3} | features.window.lenght: is no key that is known here; did you mean length?",
                "10 | features.window: must be a mapping of keys to values, found '10'",
                "{length: 60000} | features.window: makes 120000 columns of an example; at most 100000 are allowed: take fewer records or fewer columns",
            })
    void refusesWhatIsNoWindow(String window, String problem) {
        assertThat(PipelineTexts.problems(window(window))).containsExactly("5: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{lag: {column: width}} | .lag.by: is missing; write how many records back, as {lag: {column: price, by: [1, 2]}}",
                "{lag: {by: [1]}} | .lag.column: is missing; name the column, as {lag: {column: price, by: [1, 2]}}",
                "{lag: {column: width, by: 1}} | .lag.by: must be a list, found '1'",
                "{lag: {column: width, by: []}} | .lag.by: must hold from 1 to 1000 lags, found 0",
                "{lag: {column: width, by: [0]}} | .lag.by[0]: must be a whole number from 1 to 10000, found '0'",
                "{lag: {column: width, by: [-1]}} | .lag.by[0]: must be a whole number from 1 to 10000, found '-1'",
                "{lag: {column: width, by: [1, 1]}} | .lag.by[1]: repeats the lag 1; keep one",
                "{lag: {column: width, by: [1]}, name: w} | .name: is no key that is known here; known: lag",
                "{lag: {column: weight, by: [1]}} | .lag: names 'weight', which is neither one of features.columns nor the target; known are 'width', 'kind'",
                "{lag: {column: pixels, by: [10000]}}, {name: pixels, type: vector, size: 101} | .lag: keeps 1010000 values of each series; at most 1000000 are allowed: take fewer records or fewer columns",
            })
    void refusesWhatIsNoLag(String lag, String problem) {
        assertThat(PipelineTexts.problems(lags("width, " + lag)))
                .containsExactly("4: features.columns[1]" + problem);
    }

    @Test
    void refusesLagsBesideAWindow() {
        assertThat(
                        PipelineTexts.problems(
                                lags("width, {lag: {column: width, by: [1]}}")
                                        .replace(
                                                "\nfeatures:",
                                                "\nfeatures:\n  window: {length: 2}")))
                .containsExactly(
                        "5: features.columns[1].lag: stands beside features.window, which holds the"
                                + " earlier records already; leave out one of the two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{lag: {column: width, by: [1]}, lag: {column: width, by: [2]}}",
                "{name: height, name: height}"
            })
    void aRepeatedKeyIsOneProblem(String item) {
        assertThat(PipelineTexts.problems(lags("width, " + item)))
                .singleElement()
                .asString()
                .endsWith("stands twice, first on line 4; keep one");
    }

    @Test
    void refusesALagThatThereIsNoFirstValueOf() {
        assertThat(
                        PipelineTexts.problems(
                                lags("{name: job, type: categorical, encoding: index,"
                                                + " categories: [a, b]},"
                                                + " {lag: {column: job, by: [1]}}")
                                        .replace("\nfeatures:", "\nfeatures:\n  missing: mean")))
                .containsExactly(
                        "5: features.columns[1].lag: has no value for the first records of a"
                                + " series, as job is missing, and there is no number for that; one"
                                + " of 'a', 'b' belongs there; write unknown: slot, or missing:"
                                + " reject");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesEarlierRecordsBesideLabelsThatComeLater(boolean isWindow) {
        String file =
                isWindow ? window("{length: 2}") : lags("width, {lag: {column: kind, by: [1]}}");
        assertThat(PipelineTexts.problems(file + "labels: {topic: truth}\n"))
                .anySatisfy(
                        problem ->
                                assertThat(problem)
                                        .startsWith(
                                                isWindow
                                                        ? "5: features.window"
                                                        : "4: features.columns[1].lag")
                                        .endsWith(
                                                "stands beside labels, which come in another order"
                                                        + " than the records; leave out one of the"
                                                        + " two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{length: 2}", "{length: 2, target_ahead: 0}"})
    void aTargetThatIsNotAheadIsNoColumnOfTheWindow(String window) {
        assertThat(
                        PipelineTexts.problems(
                                window(window)
                                        .replace(TARGET, "target: {column: width}")
                                        .replace("BCEWithLogitsLoss", "MSELoss")))
                .containsExactly(
                        "6: target.column: 'width' is one of features.columns; what is predicted"
                                + " cannot be an input");
    }

    /** Whoever builds a pipeline by hand is held to it too. */
    @Test
    void aPipelineWhoseFeaturesTellTheTargetIsRefused() throws InvalidPipelineException {
        Pipeline pipeline = PipelineTexts.parse(lags("width, {lag: {column: kind, by: [1]}}"));
        List<Column> columns = pipeline.features().columns();
        Sequence telling = new Sequence(List.of(new Term(0, 0), new Term(1, 0)), 1, false);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> withFeatures(pipeline, pipeline.features().of(telling, columns)))
                .withMessage("what is predicted is among the features of the same record");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                withFeatures(
                                        pipeline,
                                        new Features(
                                                Features.Format.JSON,
                                                pipeline.features().key(),
                                                pipeline.features().eventTime(),
                                                List.of(new NumericColumn("kind")),
                                                pipeline.features().scaling())));
    }

    private static Pipeline withFeatures(Pipeline pipeline, Features features) {
        return new Pipeline(
                pipeline.name(),
                pipeline.kafka(),
                pipeline.topics(),
                features,
                pipeline.target(),
                pipeline.labels(),
                pipeline.model(),
                pipeline.loss(),
                pipeline.optimization(),
                pipeline.init(),
                pipeline.seed(),
                pipeline.training(),
                pipeline.validation(),
                pipeline.test(),
                pipeline.earlyStopping(),
                pipeline.snapshots());
    }
}
