package dev.gradstream.model.train;

import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.learn.scaler.ScalerStates;

/** The scalers' part of a trainer's state. */
final class ScalerCodec {
    private static final int NONE = 0;
    private static final int STANDARD = 1;
    private static final int MIN_MAX = 2;

    private ScalerCodec() {}

    static void write(StateWriter out, ScalerStates states) {
        write(out, states.features());
        write(out, states.target());
    }

    /**
     * @throws IllegalArgumentException if these are no statistics
     */
    static ScalerStates read(StateReader in) {
        return new ScalerStates(readOne(in), readOne(in));
    }

    private static void write(StateWriter out, ScalerState state) {
        if (state instanceof ScalerState.Standard standard) {
            out.writeInt(STANDARD);
            out.writeDouble(standard.count());
            out.writeDoubles(standard.mean(), standard.mean().length);
            out.writeDoubles(standard.m2(), standard.m2().length);
        } else if (state instanceof ScalerState.MinMax range) {
            out.writeInt(MIN_MAX);
            out.writeLong(range.count());
            out.writeDoubles(range.min(), range.min().length);
            out.writeDoubles(range.max(), range.max().length);
        } else {
            out.writeInt(NONE);
        }
    }

    private static ScalerState readOne(StateReader in) {
        int kind = in.readInt();
        return switch (kind) {
            case NONE -> ScalerState.NONE;
            case STANDARD ->
                    new ScalerState.Standard(in.readDouble(), in.readDoubles(), in.readDoubles());
            case MIN_MAX ->
                    new ScalerState.MinMax(in.readLong(), in.readDoubles(), in.readDoubles());
            default ->
                    throw new IllegalArgumentException(
                            "the trainer's state knows a scaling of number "
                                    + kind
                                    + ", but this build knows 0 to "
                                    + MIN_MAX);
        };
    }
}
