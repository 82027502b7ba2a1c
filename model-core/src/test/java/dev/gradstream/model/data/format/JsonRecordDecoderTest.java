package dev.gradstream.model.data.format;

import static dev.gradstream.model.data.format.Records.NAMED_PETS;
import static dev.gradstream.model.data.format.Records.PETS;
import static dev.gradstream.model.data.format.Records.PRICES;
import static dev.gradstream.model.data.format.Records.TIMESTAMP;
import static dev.gradstream.model.data.format.Records.bytes;
import static dev.gradstream.model.data.format.Records.decode;
import static dev.gradstream.model.data.format.Records.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.RefusedRecordException;
import dev.gradstream.model.data.RefusedRecordException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordDecoderTest {
    private final JsonRecordDecoder pets = new JsonRecordDecoder(PETS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"width\":1.5,\"height\":2,\"kind\":\"dog\"}",
                "{\"kind\":\"dog\",\"height\":2,\"width\":1.5}",
                " {\"width\" : 15e-1, \"height\":2.0,\"kind\":\"d\\u006fg\"} \n",
                "\uFEFF{\"width\":1.5,\"height\":2,\"kind\":\"dog\"}",
                "{\"a\":[{\"width\":[9]}],\"width\":1.5,\"b\":null,\"height\":2,\"a\":NaN,\"kind\":\"dog\"}"
            })
    void readsAnObject(String value) throws RefusedRecordException {
        Example example = decode(pets, PETS, value);

        assertThat(example.features()).containsExactly(1.5f, 2f);
        assertThat(example.target()).containsExactly(1f);
        assertThat(example.weight()).isEqualTo(1f);
        assertThat(example.eventTime()).isEqualTo(TIMESTAMP);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "7, 1795240800000, 7",
                "\"7\", \"2026-11-21T06:00:00Z\", 7",
                "\"ключ\", \"1795240800000\", ключ"
            })
    void readsKeyAndEventTimeAsTextOrNumber(String id, String time, String key)
            throws RefusedRecordException {
        Example example =
                decode(
                        new JsonRecordDecoder(NAMED_PETS),
                        NAMED_PETS,
                        "{\"id\":"
                                + id
                                + ",\"ts\":"
                                + time
                                + ",\"width\":1,\"height\":2,\"kind\":\"cat\"}");

        assertThat(example.key()).isEqualTo(KeyHash.of(bytes(key), 0, bytes(key).length));
        assertThat(example.eventTime()).isEqualTo(1795240800000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "-Infinity", "Infinity", "+INF"})
    void takesNoNumberThatIsNotJsonForATextEither(String token) {
        RecordSchema schema =
                RecordSchema.ofNumbers(
                        Optional.of("id"),
                        Optional.empty(),
                        List.of("x"),
                        "y",
                        List.of("NaN", "-Infinity", "Infinity", "+INF"));
        JsonRecordDecoder decoder = new JsonRecordDecoder(schema);

        for (String value :
                List.of(
                        "{\"id\":" + token + ",\"x\":1,\"y\":\"NaN\"}",
                        "{\"id\":1,\"x\":1,\"y\":" + token + "}")) {
            RefusedRecordException refusal = refusal(decoder, schema, bytes(value));
            assertThat(refusal.reason()).isEqualTo(Reason.NOT_FINITE);
            assertThat(refusal).hasMessageContaining("'" + token + "', which is no JSON");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "a\\udc00b", "\\udc00\\ud800"})
    void refusesHalfASurrogatePairInKeysAndLabels(String half) {
        JsonRecordDecoder decoder = new JsonRecordDecoder(NAMED_PETS);
        String rest = ",\"ts\":1,\"width\":1,\"height\":2,\"kind\":";

        RefusedRecordException key =
                refusal(decoder, NAMED_PETS, bytes("{\"id\":\"" + half + "\"" + rest + "\"cat\"}"));
        RefusedRecordException label =
                refusal(decoder, NAMED_PETS, bytes("{\"id\":1" + rest + "\"" + half + "\"}"));

        assertThat(key.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(key).hasMessageStartingWith("id holds half of a surrogate pair");
        assertThat(label.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(label).hasMessageStartingWith("kind holds half of a surrogate pair");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"1, 1", "\"1\", 1", "0, 0", "true, 2", "\"true\", 2", "\"größer\", 3"})
    void takesALabelAsItIsWritten(String token, float index) throws RefusedRecordException {
        RecordSchema schema =
                RecordSchema.ofNumbers(
                        Optional.empty(),
                        Optional.empty(),
                        List.of("x"),
                        "y",
                        List.of("0", "1", "true", "größer"));
        Example example =
                decode(new JsonRecordDecoder(schema), schema, "{\"x\":0,\"y\":" + token + "}");

        assertThat(example.target()).containsExactly(index);
    }

    @Test
    void readsNumbersAsJavaDoes() throws RefusedRecordException {
        JsonRecordDecoder decoder = new JsonRecordDecoder(PRICES);
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            String area = Double.toString(random.nextGaussian() * Math.pow(10, i % 30 - 15));
            String price = Long.toString(random.nextLong());
            Example example =
                    decode(decoder, PRICES, "{\"area\":" + area + ",\"price\":" + price + "}");

            assertThat(example.features()[0]).isEqualTo(Float.parseFloat(area));
            assertThat(example.target()[0]).isEqualTo(Float.parseFloat(price));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`   `                                  | EMPTY          | an example belongs there",
                "null                                   | MALFORMED      | the value is null; a JSON",
                "[1,2]                                  | MALFORMED      | the value is an array",
                "{\"width\":1                           | MALFORMED      | not a JSON object at byte 10",
                "{\"width\":1,}                         | MALFORMED      | not a JSON object at byte",
                "{'width':1}                            | MALFORMED      | not a JSON object at byte",
                "{} x                                   | MALFORMED      | not a JSON object",
                "{\"width\":1,\"height\":2,\"kind\":\"cat\"}{} | MALFORMED | one object belongs",
                "{\"width\":1,\"width\":2}              | MALFORMED      | width stands twice",
                "{\"kind\":{}}                          | MALFORMED      | kind holds an object; a string",
                "{}                                     | MISSING_COLUMN | lacks 'width', 'height', 'kind'",
                "{\"Width\":1,\"height\":2,\"kind\":\"cat\"} | MISSING_COLUMN | lacks 'width', which",
                "{\"width\":null}                       | MISSING_VALUE  | width is null; a number",
                "{\"kind\":null}                        | MISSING_VALUE  | kind is null; a string or",
                "{\"kind\":\"\"}                        | MISSING_VALUE  | kind is empty; one of",
                "{\"width\":\"1.5\"}                    | NOT_A_NUMBER   | width is a string, '1.5'; a number",
                "{\"width\":true}                       | NOT_A_NUMBER   | width is a boolean, 'true'",
                "{\"width\":[1]}                        | NOT_A_NUMBER   | width holds an array",
                "{\"width\":NaN}                        | NOT_FINITE     | width is 'NaN'; a finite",
                "{\"width\":-Infinity}                  | NOT_FINITE     | width is '-Infinity'; a finite",
                "{\"width\":1e400}                      | NOT_FINITE     | width is '1e400'; a finite",
                "{\"width\":1e39}                       | NOT_FINITE     | fits into 32 bits",
                "{\"kind\":\"cow\"}                     | UNKNOWN_CLASS  | kind is 'cow', no known class",
                "{\"kind\":1}                           | UNKNOWN_CLASS  | kind is '1', no known class"
            })
    void refusesABadRecord(String value, Reason reason, String message) {
        RefusedRecordException refusal = refusal(pets, PETS, bytes(value));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal).hasMessageContaining(message);
    }

    @Test
    void refusesTombstonesAndTooLargeValues() {
        assertThat(refusal(pets, PETS, null).reason()).isEqualTo(Reason.EMPTY);
        assertThat(refusal(pets, PETS, new byte[0]).reason()).isEqualTo(Reason.EMPTY);
        assertThat(refusal(pets, PETS, new byte[10 << 20]).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void refusesDeepNestingInAFieldThatItSkips() {
        int depth = 100_000;
        String nested = "{\"other\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        RefusedRecordException refusal = refusal(pets, PETS, bytes(nested));

        assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(refusal).hasMessageContaining("depth");
    }

    @Test
    void takesASkippedFieldOfAnySizeThatARecordMayHave() throws RefusedRecordException {
        String value =
                "{\"width\":1,\"height\":2,\"kind\":\"cat\",\"note\":\""
                        + "é".repeat(400_000)
                        + "\"}";

        assertThat(decode(pets, PETS, value).features()).containsExactly(1f, 2f);
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] value = bytes("{\"width\":1,\"height\":2,\"kind\":\"c?t\"}");
        value[value.length - 4] = (byte) 0xFF;

        assertThat(refusal(pets, PETS, value).reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void goesOnAfterARefusal() throws RefusedRecordException {
        refusal(pets, PETS, bytes("{\"width\":1,\"height\":"));

        assertThat(decode(pets, PETS, "{\"width\":3,\"height\":4,\"kind\":\"cat\"}").features())
                .containsExactly(3f, 4f);
    }
}
