package dev.gradstream.operator.join;

import dev.gradstream.operator.ingest.ExampleType;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of decoded records whose examples are of one type. */
final class DecodedRecordType extends TypeInformation<DecodedRecord> {
    private static final long serialVersionUID = 1L;

    private final ExampleType example;

    DecodedRecordType(ExampleType example) {
        this.example = example;
    }

    @Override
    public TypeSerializer<DecodedRecord> createSerializer(SerializerConfig config) {
        return new DecodedRecordSerializer(example.createSerializer(config));
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
    public Class<DecodedRecord> getTypeClass() {
        return DecodedRecord.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "DecodedRecord(" + example + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecodedRecordType that && example.equals(that.example);
    }

    @Override
    public int hashCode() {
        return example.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof DecodedRecordType;
    }
}
