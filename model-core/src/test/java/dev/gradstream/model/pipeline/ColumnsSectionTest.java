package dev.gradstream.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns, formats and missing values in the pipeline file. */
class ColumnsSectionTest {
    private static final String SCHEMA =
            """
            {"type": "record", "name": "Pet", "fields": [
            \t{"name": "width", "type": ["null", "double"], "doc": "of ${WIDTH} cm"},
              {"name": "height", "type": "string"},
              {"name": "kind", "type": "string"}
            ]}
            """;

    @TempDir private Path folder;

    @Test
    void knowsWidthAndNamesOfEveryColumn() throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(
                        withColumns(
                                """
                                - width
                                - {name: user.age, clip: [0, 120], log1p: true}
                                - {name: age group, field: user.age, bucketize: [18, 65]}
                                - {name: pixels, type: vector, size: 64, divide: 16}
                                - {name: tame, type: boolean}
                                - {name: job, type: categorical, encoding: one_hot, categories: [a, b], unknown: slot}
                                - {name: city, type: categorical, encoding: hash, buckets: 32}
                                - {name: breed, type: categorical, encoding: index, categories: [x, y]}
                                - {cross: [job, city], buckets: 100}
                                - {name: words, type: tokens, length: 5, vocabulary: [to, be]}
                                - {name: since, type: date, cyclic: [hour, month]}
                                """));

        assertThat(pipeline.featureCount())
                .isEqualTo(1 + 1 + 3 + 64 + 1 + 3 + 32 + 1 + 100 + 5 + 4);
        assertThat(pipeline.features().encodedNames())
                .startsWith(
                        "width",
                        "log1p(clip 0..120(user.age))",
                        "age group:user.age<18",
                        "age group:user.age>=18",
                        "age group:user.age>=65",
                        "pixels/16[64]",
                        "tame=true",
                        "job=a",
                        "job=b",
                        "job=(unknown)",
                        "hash(city)[32]",
                        "breed in x|y",
                        "hash(job*city)[100]")
                .endsWith(
                        "sin(since hour)",
                        "cos(since hour)",
                        "sin(since month)",
                        "cos(since month)");
    }

    @Test
    void anIndicatorIsAColumnMore() throws InvalidPipelineException {
        Pipeline pipeline =
                PipelineTexts.parse(
                        PipelineTexts.smallWith(
                                "  columns:", "  missing: {indicator: mean}\n  columns:"));

        assertThat(pipeline.featureCount()).isEqualTo(4);
        assertThat(pipeline.features().missing()).isEqualTo(Missing.MEAN);
        assertThat(pipeline.features().encodedNames())
                .containsExactly("width", "width is missing", "height", "height is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{type: numeric}                     | [0].name: is missing; name the column",
                "{name: x, type: number}             | [0].type: must be one of numeric, vector, boolean, categorical, tokens, date, found 'number'",
                "{name: x, clip: [1]}                | [0].clip: must hold 2 numbers, found 1",
                "{name: x, clip: [2, 1]}             | [0]: clip must be two numbers of 32 bits, the lower first",
                "{name: x, clip: [0, 1e39]}          | [0].clip[1]: must be a number that fits into 32 bits",
                "{name: x, clip: [-1, 1], log1p: true} | [0]: log1p takes numbers above -1",
                "{name: x, bucketize: []}            | [0].bucketize: must hold from 1 to 10000 numbers",
                "{name: x, bucketize: [1, 1]}        | [0]: the boundaries of bucketize must rise",
                "{name: x, bucketize: [1], clip: [0, 1]} | [0].clip: is no key that is known here",
                "{name: x, type: vector}             | [0].size: is missing; write how many numbers",
                "{name: x, type: vector, size: 0}    | [0].size: must be a whole number from 1",
                "{name: x, type: vector, size: 3, divide: 0} | [0].divide: must be a number above 0",
                "{name: x, type: boolean, size: 3}   | [0].size: is no key that is known here; known: name, type, field",
                "{name: x, type: categorical}        | [0].encoding: is missing; write one_hot, index or hash",
                "{name: x, type: categorical, encoding: one_hot} | [0].categories: is missing; list them",
                "{name: x, type: categorical, encoding: one_hot, categories: []} | [0].categories: must hold from 1 to",
                "{name: x, type: categorical, encoding: one_hot, categories: [a, a]} | [0].categories[1]: repeats 'a' of line 4",
                "{name: x, type: categorical, encoding: one_hot, categories: [a], unknown: drop} | [0].unknown: must be one of reject, slot",
                "{name: x, type: categorical, encoding: hash} | [0].buckets: is missing; write how many",
                "{name: x, type: categorical, encoding: hash, buckets: 9, categories: [a]} | [0].categories: is no key",
                "{name: x, type: tokens}             | [0].length: is missing",
                "{name: x, type: tokens, length: 4, vocabulary: [a], buckets: 3} | [0].buckets: stands beside a vocabulary",
                "{name: x, type: date}               | [0].cyclic: is missing; name its cycles",
                "{name: x, type: date, cyclic: [hour, hours]} | [0].cyclic[1]: must be one of minute, hour, day_of_week, day_of_month, month, day_of_year, found 'hours'; did you mean hour?",
                "{name: x, type: date, cyclic: [hour, hour]} | [0]: a cycle stands twice",
                "{cross: [a], buckets: 9}            | [0].cross: must hold from 2 to 10 fields, found 1",
                "{cross: [a, a], buckets: 9}         | [0]: a field is crossed with itself",
                "{cross: [a, b]}                     | [0].buckets: is missing; write how many, as {cross",
                "{name: x, type: tokens, length: 1000000}, {name: y} | : make 1000001 values of a record; at most 1000000",
                "{name: x, type: vector, size: 2}, {name: y, field: x} | [1].name: reads the field that the column on line 4 reads too"
            })
    void refusesAColumn(String columns, String problem) {
        assertThat(PipelineTexts.problems(PipelineTexts.smallWith("width, height", columns)))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("4: features.columns" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "format: xml                     | format: must be one of json, csv, avro, float32, found 'xml'",
                "format: avro                    | format: avro needs the writer's schema; write {avro: {schema: click.avsc}}",
                "format: {csv: {}}               | format.avro: is missing",
                "format: {avro: {}}              | format.avro.schema: is missing; name its file",
                "format: {avro: {schema: no.avsc}} | format.avro.schema: names no file that can be read, found 'no.avsc'; name one relative",
                "format: {avro: {schema: '{}'}}  | format.avro.schema: the schema lacks the key type",
                "format: {avro: {schema: pet.avsc, schema_id: 7}} | format.avro.schema_id: stands in a frame; write framing: confluent",
                "missing: drop                   | missing: must be one of reject, mean, zero, found 'drop'",
                "missing: {indicator: reject}    | missing.indicator: must be one of mean, zero, found 'reject'"
            })
    void refusesAFormatOrAWayWithMissingValues(String line, String problem) throws IOException {
        Files.writeString(folder.resolve("pet.avsc"), SCHEMA.replace("string", "double"));
        assertThat(problems(PipelineTexts.smallWith("  columns:", "  " + line + "\n  columns:")))
                .anySatisfy(found -> assertThat(found).startsWith("4: features." + problem));
    }

    @Test
    void refusesWhatRowsOfFloatsCannotHold() throws IOException {
        String text =
                PipelineTexts.smallWith(
                        "  columns: [width, height]",
                        """
                          format: float32
                          key: id
                          columns:
                            - width
                            - {name: job, type: categorical, encoding: hash, buckets: 9}
                        """);

        assertThat(problems(text))
                .containsExactly(
                        "5: features.key: has no place in rows of float32; leave it out: the"
                                + " record's own key and timestamp count",
                        "8: features.columns[1].name: reads a text, which rows of float32 cannot"
                                + " hold; write format: json, csv or avro");
    }

    @Test
    void refusesWhatAnAvroSchemaDoesNotHave() throws IOException {
        Files.writeString(folder.resolve("pet.avsc"), SCHEMA);
        String text =
                PipelineTexts.smallWith(
                        "  columns: [width, height]",
                        "  format: {avro: {schema: pet.avsc}}\n  columns: [width, height, depth]");

        assertThat(problems(text))
                .containsExactly(
                        "5: features.columns[1]: is of type string in the Avro schema; a number"
                                + " belongs there",
                        "5: features.columns[2]: is no field of the Avro schema, which has"
                                + " 'width', 'height', 'kind'");
    }

    @Test
    void refusesTargetsThatAnAvroSchemaDoesNotHave() throws IOException {
        Files.writeString(folder.resolve("pet.avsc"), SCHEMA);
        String text =
                PipelineTexts.smallWith(
                                "  columns: [width, height]",
                                "  format: {avro: {schema: pet.avsc}}\n  columns: [width]")
                        .replaceFirst("target: .*", "target: {columns: [kind, depth, height]}")
                        .replaceFirst("out_features: 1", "out_features: 3");

        assertThat(problems(text))
                .containsExactly(
                        "6: target.columns[0]: is of type string in the Avro schema; a number"
                                + " belongs there",
                        "6: target.columns[1]: is no field of the Avro schema, which has"
                                + " 'width', 'height', 'kind'",
                        "6: target.columns[2]: is of type string in the Avro schema; a number"
                                + " belongs there");
    }

    @Test
    void aResolvedPipelineCarriesItsAvroSchema() throws IOException, InvalidPipelineException {
        Path schema = Files.writeString(folder.resolve("pet.avsc"), SCHEMA);
        String text =
                PipelineTexts.smallWith(
                        "  columns: [width, height]",
                        "  format: {avro: {schema: pet.avsc}}\n  columns: [width]");
        String file = folder.resolve("pipeline.yaml").toString();
        Pipeline parsed = PipelineFile.parse(text, file, Map.of());
        String resolved = PipelineFile.resolve(text, file, Map.of());
        Files.delete(schema);

        assertThat(PipelineFile.parse(resolved, "elsewhere.yaml", Map.of())).isEqualTo(parsed);
        assertThat(parsed.features().avro().orElseThrow().schemaJson()).isEqualTo(SCHEMA);
    }

    private List<String> problems(String text) {
        try {
            PipelineFile.parse(text, folder.resolve("pipeline.yaml").toString(), Map.of());
        } catch (InvalidPipelineException e) {
            return e.problems().stream().map(Object::toString).toList();
        }
        return List.of();
    }

    private static String withColumns(String lines) {
        return PipelineTexts.smallWith(
                "  columns: [width, height]", "  columns:\n" + lines.indent(4).stripTrailing());
    }
}
