package dev.gradstream.operator.batch;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.pipeline.Pipeline;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of mini-batches of so many rows, features and targets. */
public final class MiniBatchType extends TypeInformation<MiniBatch> {
    private static final long serialVersionUID = 1L;

    private final MiniBatchShape shape;

    MiniBatchType(MiniBatchShape shape) {
        this.shape = shape;
    }

    /** The type of a pipeline's mini-batches. */
    public static MiniBatchType of(Pipeline pipeline) {
        return new MiniBatchType(
                new MiniBatchShape(
                        pipeline.training().batchSize(),
                        pipeline.featureCount(),
                        pipeline.targetCount()));
    }

    MiniBatch createBatch(Split split) {
        return shape.createBatch(split);
    }

    @Override
    public TypeSerializer<MiniBatch> createSerializer(SerializerConfig config) {
        return new MiniBatchSerializer(shape);
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
    public Class<MiniBatch> getTypeClass() {
        return MiniBatch.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "MiniBatch(" + shape + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MiniBatchType that && shape.equals(that.shape);
    }

    @Override
    public int hashCode() {
        return shape.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof MiniBatchType;
    }
}
