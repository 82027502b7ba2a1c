package dev.gradstream.model.data.format;

import static dev.gradstream.model.data.format.Records.NAMED_PETS;
import static dev.gradstream.model.data.format.Records.PETS;
import static dev.gradstream.model.data.format.Records.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.KeyHash;
import dev.gradstream.model.data.RefusedRecordException;
import org.junit.jupiter.api.Test;

/** What names an example: its key column, else the record's key, else its content. */
class ExampleNamingTest {
    private static final byte[] RECORD_KEY = bytes("from-kafka");

    @Test
    void theKeyColumnComesFirst() throws RefusedRecordException {
        long json =
                keyOf(
                        new JsonRecordDecoder(NAMED_PETS),
                        RECORD_KEY,
                        "{\"id\":7,\"ts\":0,\"width\":1,\"height\":2,\"kind\":\"cat\"}");
        long csv = keyOf(new CsvRecordDecoder(NAMED_PETS), RECORD_KEY, "7,0,1,2,cat");

        assertThat(json).isEqualTo(KeyHash.of(bytes("7"), 0, 1));
        assertThat(csv).isEqualTo(json);
    }

    @Test
    void theRecordsKeyComesSecond() throws RefusedRecordException {
        assertThat(keyOf(new CsvRecordDecoder(PETS), RECORD_KEY, "1,2,cat"))
                .isEqualTo(KeyHash.of(RECORD_KEY, 0, RECORD_KEY.length));
    }

    @Test
    void theContentComesLastAndIsTheSameInEveryNotation() throws RefusedRecordException {
        long content = KeyHash.of(new float[] {1f, 2f}, new float[] {0f});

        assertThat(keyOf(new CsvRecordDecoder(PETS), null, "1,2,cat")).isEqualTo(content);
        assertThat(keyOf(new CsvRecordDecoder(PETS), new byte[0], "1.0,2e0,cat"))
                .isEqualTo(content);
        assertThat(
                        keyOf(
                                new JsonRecordDecoder(PETS),
                                null,
                                "{\"kind\":\"cat\",\"width\":1,\"height\":2.0}"))
                .isEqualTo(content);
    }

    private static long keyOf(RecordDecoder decoder, byte[] key, String value)
            throws RefusedRecordException {
        Example example = Records.exampleOf(PETS);
        decoder.decode(key, 0, bytes(value), example);
        return example.key();
    }
}
