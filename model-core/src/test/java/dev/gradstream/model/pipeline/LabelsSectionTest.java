package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.pipeline.Features.Format;
import dev.gradstream.model.pipeline.Labels.Otherwise;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsSectionTest {
    private static final String SHORT = "labels: {within: 30m, otherwise: negative}\n";

    private static String small(String labels) {
        return PipelineTexts.SMALL + labels;
    }

    @Test
    void givesEveryDefault() throws InvalidPipelineException {
        Pipeline pipeline = PipelineTexts.parse(small(SHORT));
        assertThat(pipeline.labels())
                .contains(
                        new Labels(
                                Format.JSON,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                1_800_000,
                                Otherwise.NEGATIVE,
                                5000,
                                60_000));
        assertThat(pipeline.topics().labels()).contains("pets.labels");
    }

    @Test
    void readsEveryKey() throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(
                        small(
                                "labels: {topic: clicks, key: id, event_time: ts, within: 7d,"
                                        + " otherwise: drop, format: csv, out_of_orderness: none,"
                                        + " idle_after: 500ms}"));
        assertThat(pipeline.labels())
                .contains(
                        new Labels(
                                Format.CSV,
                                Optional.empty(),
                                Optional.of("id"),
                                Optional.of("ts"),
                                7 * 86_400_000L,
                                Otherwise.DROP,
                                0,
                                500));
        assertThat(pipeline.topics().labels()).contains("clicks");
        assertThat(RecordDecoders.labelSchema(pipeline).fields())
                .containsExactly("id", "ts", "kind");
        assertThat(RecordDecoders.schema(pipeline).fields()).containsExactly("width", "height");
    }

    @Test
    void takesTheTopicByItsRoleToo() throws InvalidPipelineException {
        Pipeline pipeline = PipelineTexts.parse(small(SHORT + "topics: {labels: clicks}"));
        assertThat(pipeline.topics().labels()).contains("clicks");
    }

    @Test
    void withoutTheSectionThereIsNoTopic() throws InvalidPipelineException {
        Pipeline pipeline = PipelineTexts.parse(PipelineTexts.SMALL);
        assertThat(pipeline.labels()).isEmpty();
        assertThat(pipeline.topics().labels()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`labels: {otherwise: drop}` | 10: labels.within: is missing; say how long a label"
                        + " may take, as within: 30m",
                "`labels: {within: 1m}` | 10: labels.otherwise: is missing; say what features"
                        + " without a label are, as otherwise: negative, or drop",
                "`labels: {within: 0, otherwise: drop}` | 10: labels.within: must be a duration"
                        + " from 1ms to 720h, as 500ms, 30m or 1h, found '0'",
                "`labels: {within: 31d, otherwise: drop}` | 10: labels.within: must be a duration"
                        + " from 1ms to 720h, as 500ms, 30m or 1h, found '31d'",
                "`labels: {within: 1m, otherwise: drop, idle_after: none}` | 10: labels.idle_after:"
                        + " must be a duration from 100ms to 24h, as 500ms, 30m or 1h, found"
                        + " 'none'",
                "`labels: {within: 1m, otherwise: positive}` | 10: labels.otherwise: must be one of"
                        + " negative, drop, found 'positive'",
                "`labels: {within: 1m, otherwise: drop, key: kind}` | 10: labels.key: 'kind' is"
                        + " what is predicted; name another field",
                "`labels: {within: 1m, otherwise: drop, format: float32}` | 10: labels.format: rows"
                        + " of float32 have no key that labels are joined by; write format: json,"
                        + " csv or avro for both topics",
                "`labels: clicks` | 10: labels: must be a mapping of keys to values, found"
                        + " 'clicks'",
                "`topics: {labels: x}` | 10: topics.labels: is for labels on a topic of their own;"
                        + " say how they are joined, in a section labels: {within: 30m, otherwise:"
                        + " negative}",
                "`labels: {within: 1m, otherwise: drop, topic: pets.features}` | 10: labels.topic:"
                        + " is the topic of features too; give each role its own"
            })
    void refuses(String labels, String problem) {
        assertThat(PipelineTexts.problems(small(labels))).containsExactly(problem);
    }

    @Test
    void refusesTwoNamesOfTheTopic() {
        assertThat(
                        PipelineTexts.problems(
                                small(
                                        "labels: {within: 1m, otherwise: drop, topic: a}\n"
                                                + "topics: {labels: b}")))
                .containsExactly(
                        "10: labels.topic: stands beside topics.labels; write one of the two");
    }

    @Test
    void refusesNegativesWhereTheTargetHasNone() {
        String classes = "classes: [cat, dog]";
        String threeClasses =
                PipelineTexts.smallWith(classes, "classes: [cat, dog, mouse]")
                        .replace("out_features: 1", "out_features: 3")
                        .replace("BCEWithLogitsLoss", "CrossEntropyLoss");
        String numbers =
                PipelineTexts.smallWith(", " + classes, "").replace("BCEWithLogitsLoss", "MSELoss");
        for (String text : new String[] {threeClasses, numbers}) {
            assertThat(PipelineTexts.problems(text + SHORT))
                    .containsExactly(
                            "10: labels.otherwise: negative is class 0 of two, or 0 where targets"
                                    + " are 0 or 1, and this target has none; write otherwise:"
                                    + " drop");
        }
    }

    @Test
    void takesNegativesOfZerosAndOnes() throws InvalidPipelineException {
        String text =
                PipelineTexts.smallWith(
                                "{column: kind, classes: [cat, dog]}", "{columns: [tail, fur]}")
                        .replace("out_features: 1", "out_features: 2");
        assertThat(PipelineTexts.parse(text + SHORT).labels()).isPresent();
    }

    @Test
    void refusesLabelsInAvroWithoutASchemaOfTheirOwn() {
        String schema =
                "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"width\",\"type\":\"float\"},"
                        + "{\"name\":\"height\",\"type\":\"float\"}]}";
        String text =
                PipelineTexts.smallWith(
                        "features:\n", "features:\n  format: {avro: {schema: '" + schema + "'}}\n");
        assertThat(PipelineTexts.problems(text + SHORT))
                .containsExactly(
                        "11: labels: labels in avro have a schema of their own; name it in"
                                + " labels.format");
        String other = "labels: {within: 1m, otherwise: drop, format: {avro: {schema: '" + schema;
        assertThat(PipelineTexts.problems(text + other + "'}}}"))
                .containsExactly(
                        "11: labels: kind is no field of the Avro schema, which has 'width',"
                                + " 'height'");
    }
}
