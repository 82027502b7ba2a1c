package dev.gradstream.operator.kafka.record;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A record on its way to Kafka.
 *
 * @param key empty where the record has none
 * @param value empty for a tombstone
 * @param headers in order
 * @param partition where it must go; empty leaves that to the producer
 */
public record OutboundRecord(
        Optional<byte[]> key, Optional<byte[]> value, List<Header> headers, OptionalInt partition) {
    public OutboundRecord {
        headers = List.copyOf(headers);
    }

    /** A record of key and value alone. */
    public static OutboundRecord of(String key, byte[] value) {
        return new OutboundRecord(
                Optional.of(key.getBytes(StandardCharsets.UTF_8)),
                Optional.of(value),
                List.of(),
                OptionalInt.empty());
    }

    /** One header. */
    public record Header(String name, byte[] value) {

        /** A header of UTF-8 text. */
        public static Header of(String name, String value) {
            return new Header(name, value.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Header that
                    && name.equals(that.name)
                    && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return name + "=" + new String(value, StandardCharsets.UTF_8);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OutboundRecord that
                && Arrays.equals(key.orElse(null), that.key.orElse(null))
                && Arrays.equals(value.orElse(null), that.value.orElse(null))
                && headers.equals(that.headers)
                && partition.equals(that.partition);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(key.orElse(null)) + Arrays.hashCode(value.orElse(null)))
                + headers.hashCode();
    }
}
