package dev.gradstream.model.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule of the format, broken alone. */
class SafeTensorsRefusalTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            8 | [1,2]                                                           | an object
            8 | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}x         | not sound JSON
            8 | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}{}        | goes on
            8 | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}           | not sound JSON
            8 | {"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}          | dtype F64; only F32
            8 | {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}          | needs 12 bytes
            8 | {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}         | dimension of -2
            8 | {"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}        | an integer
            8 | {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}          | in order
            8 | {"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}         | in order
            8 | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}            | two data_offsets
            8 | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}        | more than 2
            8 | {"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}} | more than 8
            8 | {"a":{"dtype":"F32","shape":[2]}}                               | two data_offsets
            8 | {"a":{"shape":[2],"data_offsets":[0,8]}}                        | needs a dtype
            8 | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}}    | unknown field x
            8 | {"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}} | Duplicate
            8 | {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | Duplicate
            8 | {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} | without hole or overlap
            8 | {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}          | without hole or overlap
            8 | {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}          | need 4 bytes of data, but the file holds 8
            4 | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}          | need 8 bytes of data, but the file holds 4
            8 | {}                                                              | need 0 bytes of data
            8 | {"a":{"dtype":"F32","shape":[2147483647,2147483647,4],"data_offsets":[0,8]}} | larger than any memory
            8 | {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}} | out of range of long
            8 | {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9223372036854775807]}} | needs 8 bytes
            0 | {"__metadata__":{"format":1}}                                   | a string
            0 | {"__metadata__":"format"}                                       | an object
            0 | {"__metadata__":{"gradstream.format_version":"3"}}              | format version 3, but this build reads format versions 1 and 2
            0 | {"__metadata__":{"gradstream.format_version":"1"}}              | metadata lacks
            """)
    void refuses(int dataLength, String header, String message) {
        assertThatThrownBy(() -> SafeTensors.decode(file(header, dataLength)))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            "version":"7"                      | "version":"-7"                 | must be 0 or more
            "version":"7"                      | "version":"7.5"                | whole number
            [[0,3,40000],[2,0,5000000000]]     | [[0,3]]                        | three numbers
            [[0,3,40000],[2,0,5000000000]]     | [[0,3,4,5]]                    | three numbers
            [[0,3,40000],[2,0,5000000000]]     | [[5000000000,3,4]]             | three numbers
            [[0,3,40000],[2,0,5000000000]]     | [[0,4,3]]                      | no range
            [0.1,-2.5,1234.5678]               | [0.1,-2.5]                     | 2 means and 3 sums of squares
            [0.1,-2.5,1234.5678]               | [0.1,-2.5,1e999]               | must be finite
            [0.1,-2.5,1234.5678]               | [0.1,-2.5,null]                | a number
            [0.0,0.3333333333333333,17.25]     | [0.0,-0.25,17.25]              | 0 or more
            [\\"benign\\",\\"malignant\\"]     | [\\"benign\\",null]            | a string
            0.96875                            | null                           | a number
            0.96875                            | 1e999                          | finite
            """)
    void refusesMetadata(String sound, String broken, String message) {
        byte[] bytes = SafeTensors.encode(SafeTensorsTest.goldenSnapshot());
        int headerLength = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(bytes, 8, headerLength, StandardCharsets.UTF_8);
        String changed = header.replace(sound, broken);

        assertThatThrownBy(() -> SafeTensors.decode(file(changed, bytes.length - 8 - headerLength)))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"-1", "100000001", "9223372036854775807", "17"})
    void refusesAHeaderLengthBeyondTheFile(long length) {
        ByteBuffer buffer = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length);

        assertThatThrownBy(() -> SafeTensors.decode(buffer.array()))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("claims " + Long.toUnsignedString(length) + " bytes")
                .hasMessageContaining("at most 16");
    }

    @Test
    void refusesAHeaderThatIsNotText() {
        ByteBuffer buffer = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(2);
        buffer.put((byte) '{').put((byte) 0xC0);

        assertThatThrownBy(() -> SafeTensors.decode(buffer.array()))
                .isInstanceOf(SnapshotFormatException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void refusesOtherWhiteSpaceThanSpacesBehindTheHeader() {
        String header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

        assertThat(SafeTensors.decode(file(header + "  ", 8)).parameters().parameters()).hasSize(1);
        for (String padding : new String[] {"\n", "\t ", " \r"}) {
            assertThatThrownBy(() -> SafeTensors.decode(file(header + padding, 8)))
                    .isInstanceOf(SnapshotFormatException.class)
                    .hasMessageContaining("only spaces may follow");
        }
        for (String before : new String[] {" ", "\n"}) {
            assertThatThrownBy(() -> SafeTensors.decode(file(before + header, 8)))
                    .isInstanceOf(SnapshotFormatException.class)
                    .hasMessageContaining("begins with {");
        }
    }

    @Test
    void refusesDeepNesting() {
        String header = "{\"__metadata__\":" + "[".repeat(50_000);

        assertThatThrownBy(() -> SafeTensors.decode(file(header, 0)))
                .isInstanceOf(SnapshotFormatException.class);
    }

    private static byte[] file(String header, int dataLength) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + dataLength)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }
}
