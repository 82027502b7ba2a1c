package dev.gradstream.operator.join;

import dev.gradstream.model.data.Example;
import dev.gradstream.operator.kafka.record.RawRecordSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The example, then the record. */
final class DecodedRecordSerializer extends TypeSerializer<DecodedRecord> {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<Example> example;

    DecodedRecordSerializer(TypeSerializer<Example> example) {
        this.example = example;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<DecodedRecord> duplicate() {
        return this;
    }

    @Override
    public DecodedRecord createInstance() {
        return new DecodedRecord(example.createInstance());
    }

    @Override
    public DecodedRecord copy(DecodedRecord from) {
        return copy(from, createInstance());
    }

    @Override
    public DecodedRecord copy(DecodedRecord from, DecodedRecord reuse) {
        example.copy(from.example(), reuse.example());
        reuse.record().set(from.record());
        return reuse;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(DecodedRecord record, DataOutputView out) throws IOException {
        example.serialize(record.example(), out);
        RawRecordSerializer.INSTANCE.serialize(record.record(), out);
    }

    @Override
    public DecodedRecord deserialize(DataInputView in) throws IOException {
        return deserialize(createInstance(), in);
    }

    @Override
    public DecodedRecord deserialize(DecodedRecord reuse, DataInputView in) throws IOException {
        example.deserialize(reuse.example(), in);
        RawRecordSerializer.INSTANCE.deserialize(reuse.record(), in);
        return reuse;
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        example.copy(in, out);
        RawRecordSerializer.INSTANCE.copy(in, out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecodedRecordSerializer that && example.equals(that.example);
    }

    @Override
    public int hashCode() {
        return example.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<DecodedRecord> snapshotConfiguration() {
        return new Snapshot(this);
    }

    /** Remembers in checkpoints what the example's serializer was. */
    public static final class Snapshot
            extends CompositeTypeSerializerSnapshot<DecodedRecord, DecodedRecordSerializer> {
        private static final int VERSION = 1;

        /** For Flink, which fills it. */
        public Snapshot() {}

        Snapshot(DecodedRecordSerializer serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return VERSION;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(DecodedRecordSerializer serializer) {
            return new TypeSerializer<?>[] {serializer.example};
        }

        @Override
        @SuppressWarnings("unchecked") // what getNestedSerializers gave
        protected DecodedRecordSerializer createOuterSerializerWithNestedSerializers(
                TypeSerializer<?>[] nested) {
            return new DecodedRecordSerializer((TypeSerializer<Example>) nested[0]);
        }
    }
}
