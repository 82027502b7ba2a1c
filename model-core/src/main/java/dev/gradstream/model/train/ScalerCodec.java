package dev.gradstream.model.train;

import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.learn.scaler.ScalerStates;

/** The scalers' part of a trainer's state. */
final class ScalerCodec {
    private static final int NONE = 0;
    private static final int STANDARD = 1;
    private static final int MIN_MAX = 2;
    private static final int STANDARD_WITH_GAPS = 3;
    private static final int MIN_MAX_WITH_MEANS = 4;

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
            boolean gaps = standard.seen().length > 0;
            out.writeInt(gaps ? STANDARD_WITH_GAPS : STANDARD);
            out.writeDouble(standard.count());
            write(out, standard.mean());
            write(out, standard.m2());
            if (gaps) {
                write(out, standard.seen());
            }
        } else if (state instanceof ScalerState.MinMax range) {
            out.writeInt(range.hasMeans() ? MIN_MAX_WITH_MEANS : MIN_MAX);
            out.writeLong(range.count());
            write(out, range.min());
            write(out, range.max());
            if (range.hasMeans()) {
                write(out, range.seen());
                write(out, range.mean());
            }
        } else {
            out.writeInt(NONE);
        }
    }

    private static void write(StateWriter out, double[] numbers) {
        out.writeDoubles(numbers, numbers.length);
    }

    private static ScalerState readOne(StateReader in) {
        int kind = in.readInt();
        return switch (kind) {
            case NONE -> ScalerState.NONE;
            case STANDARD ->
                    new ScalerState.Standard(in.readDouble(), in.readDoubles(), in.readDoubles());
            case MIN_MAX ->
                    new ScalerState.MinMax(in.readLong(), in.readDoubles(), in.readDoubles());
            case STANDARD_WITH_GAPS ->
                    new ScalerState.Standard(
                            in.readDouble(), in.readDoubles(), in.readDoubles(), in.readDoubles());
            case MIN_MAX_WITH_MEANS ->
                    new ScalerState.MinMax(
                            in.readLong(),
                            in.readDoubles(),
                            in.readDoubles(),
                            in.readDoubles(),
                            in.readDoubles());
            default ->
                    throw new IllegalArgumentException(
                            "the trainer's state knows a scaling of number "
                                    + kind
                                    + ", but this build knows 0 to "
                                    + MIN_MAX_WITH_MEANS);
        };
    }
}
