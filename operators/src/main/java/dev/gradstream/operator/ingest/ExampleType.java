package dev.gradstream.operator.ingest;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.pipeline.Pipeline;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of examples of so many features and targets. */
public final class ExampleType extends TypeInformation<Example> {
    private static final long serialVersionUID = 1L;

    private final int features;
    private final int targets;

    /**
     * @param features values in a feature vector
     * @param targets values in a target
     */
    public ExampleType(int features, int targets) {
        this.features = features;
        this.targets = targets;
    }

    /** The type of a pipeline's examples. */
    public static ExampleType of(Pipeline pipeline) {
        return new ExampleType(pipeline.featureCount(), pipeline.targetCount());
    }

    /** The type of a pipeline's records, each encoded by itself. */
    public static ExampleType ofRecords(Pipeline pipeline) {
        return new ExampleType(pipeline.recordWidth(), pipeline.targetCount());
    }

    /** The type of a pipeline's labels: examples without features. */
    public static ExampleType ofLabels(Pipeline pipeline) {
        return new ExampleType(0, pipeline.targetCount());
    }

    /** An example to fill. */
    public Example createExample() {
        return new Example(features, targets);
    }

    @Override
    public TypeSerializer<Example> createSerializer(SerializerConfig config) {
        return new ExampleSerializer(features, targets);
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
    public Class<Example> getTypeClass() {
        return Example.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public String toString() {
        return "Example(" + features + ", " + targets + ")";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExampleType that
                && features == that.features
                && targets == that.targets;
    }

    @Override
    public int hashCode() {
        return 31 * features + targets;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ExampleType;
    }
}
