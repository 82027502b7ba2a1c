package dev.gradstream.model.data.format;

import dev.gradstream.model.data.Example;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Fields that stand side by side as little-endian floats and are features as they are. One loop
 * reads them all: asked one by one, they would cost several times as much as what they hold.
 */
final class PlainFloats {
    private static final VarHandle FLOAT =
            MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] positions;

    /**
     * @param positions in the feature vector, by field
     */
    PlainFloats(int[] positions) {
        this.positions = positions;
    }

    /** Bytes that the fields take. */
    int bytes() {
        return positions.length * Float.BYTES;
    }

    /**
     * Takes all of them.
     *
     * @param from where they begin; all their bytes are there
     * @return false if one is no finite number: what was written of them means nothing then
     */
    boolean encode(byte[] value, int from, Example into) {
        float[] features = into.features();
        float none = 0;
        for (int i = 0; i < positions.length; i++) {
            float number = at(value, from + i * Float.BYTES);
            features[positions[i]] = number;
            // Of a finite number 0, of any other NaN.
            none += number * 0;
        }
        return none == 0;
    }

    static float at(byte[] bytes, int position) {
        return (float) FLOAT.get(bytes, position);
    }
}
