package dev.gradstream.operator.kafka.record;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of a class that has one serializer without settings.
 *
 * @param <T> the class
 */
public final class SingletonType<T> extends TypeInformation<T> {
    private static final long serialVersionUID = 1L;

    /** A record as it stands in Kafka. */
    public static final TypeInformation<RawRecord> RAW_RECORD =
            new SingletonType<>(RawRecord.class, RawRecordSerializer.INSTANCE);

    /** A record for Kafka. */
    public static final TypeInformation<OutboundRecord> OUTBOUND_RECORD =
            new SingletonType<>(OutboundRecord.class, OutboundRecordSerializer.INSTANCE);

    private final Class<T> type;
    private final TypeSerializer<T> serializer;

    private SingletonType(Class<T> type, TypeSerializer<T> serializer) {
        this.type = type;
        this.serializer = serializer;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SingletonType<?> that && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof SingletonType;
    }
}
