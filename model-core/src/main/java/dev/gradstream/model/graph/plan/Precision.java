package dev.gradstream.model.graph.plan;

import org.nd4j.linalg.api.buffer.DataType;

/** How numbers are stored and computed with. */
public enum Precision {
    /** 32 bits: what learners compute with. */
    FLOAT(DataType.FLOAT),
    /** 64 bits: for checking gradients by finite differences. */
    DOUBLE(DataType.DOUBLE);

    private final DataType type;

    Precision(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }
}
