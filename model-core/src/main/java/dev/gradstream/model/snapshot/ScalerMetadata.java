package dev.gradstream.model.snapshot;

import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.learn.scaler.ScalerState;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A scaler's statistics as strings of metadata: {@code <prefix>.kind} is {@code none}, {@code
 * standard} or {@code min_max}; of the latter two {@code count}, and {@code mean} and {@code m2} or
 * {@code min} and {@code max} say what was learnt. Where values may be missing, {@code seen} says
 * what the rows count that had each column, and {@code mean} of {@code min_max} what is put in
 * their place.
 */
final class ScalerMetadata {
    private final String prefix;

    /**
     * @param prefix of the keys, as {@code scaler}
     */
    ScalerMetadata(String prefix) {
        this.prefix = prefix;
    }

    void write(ScalerState state, Map<String, String> metadata) {
        if (state instanceof ScalerState.Standard standard) {
            put(metadata, "kind", Scaling.Kind.STANDARD.toString());
            put(metadata, "count", MetadataJson.writeNumber(standard.count()));
            put(metadata, "mean", MetadataJson.writeNumbers(standard.mean()));
            put(metadata, "m2", MetadataJson.writeNumbers(standard.m2()));
            putAny(metadata, "seen", standard.seen());
        } else if (state instanceof ScalerState.MinMax range) {
            put(metadata, "kind", Scaling.Kind.MIN_MAX.toString());
            put(metadata, "count", Long.toString(range.count()));
            put(metadata, "min", MetadataJson.writeNumbers(range.min()));
            put(metadata, "max", MetadataJson.writeNumbers(range.max()));
            putAny(metadata, "seen", range.seen());
            putAny(metadata, "mean", range.mean());
        } else {
            put(metadata, "kind", Scaling.Kind.NONE.toString());
        }
    }

    ScalerState read(Metadata metadata) {
        String name = metadata.text(key("kind"));
        Scaling.Kind kind =
                Arrays.stream(Scaling.Kind.values())
                        .filter(known -> known.toString().equals(name))
                        .findFirst()
                        .orElseThrow(() -> unknown(name));
        return switch (kind) {
            case NONE -> ScalerState.NONE;
            case STANDARD -> readStandard(metadata);
            case MIN_MAX ->
                    new ScalerState.MinMax(
                            metadata.count(key("count")),
                            metadata.numbers(key("min")),
                            metadata.numbers(key("max")),
                            metadata.numbersOrNone(key("seen")),
                            metadata.numbersOrNone(key("mean")));
        };
    }

    /** As format version 1 wrote it, which knew no other scaling: of no columns for none. */
    ScalerState readVersion1(Metadata metadata) {
        ScalerState.Standard state = readStandard(metadata);
        return state.columns() == 0 ? ScalerState.NONE : state;
    }

    private ScalerState.Standard readStandard(Metadata metadata) {
        return new ScalerState.Standard(
                metadata.number(key("count")),
                metadata.numbers(key("mean")),
                metadata.numbers(key("m2")),
                metadata.numbersOrNone(key("seen")));
    }

    private SnapshotFormatException unknown(String kind) {
        return new SnapshotFormatException(
                Metadata.shown(key("kind"))
                        + " must be one of "
                        + Arrays.stream(Scaling.Kind.values())
                                .map(Scaling.Kind::toString)
                                .collect(Collectors.joining(", "))
                        + ", got \""
                        + kind
                        + "\"");
    }

    private void put(Map<String, String> metadata, String name, String value) {
        metadata.put(key(name), value);
    }

    private void putAny(Map<String, String> metadata, String name, double[] numbers) {
        if (numbers.length > 0) {
            put(metadata, name, MetadataJson.writeNumbers(numbers));
        }
    }

    private String key(String name) {
        return prefix + "." + name;
    }
}
