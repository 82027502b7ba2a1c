package dev.gradstream.model.data.sequence;

import dev.gradstream.model.data.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What windows and lags are, said plainly: all records of each series are kept. */
public final class PlainSeries {
    private final Map<Long, List<Example>> series = new HashMap<>();
    private final Map<Long, Integer> possible = new HashMap<>();

    /** Records of a series, the present one at the end. */
    private List<Example> take(Example record) {
        List<Example> records = series.computeIfAbsent(record.key(), key -> new ArrayList<>());
        records.add(record);
        return records;
    }

    /** The features of the window whose target the record has; empty where there is none. */
    public Optional<float[]> window(Example record, Window window) {
        List<Example> records = take(record);
        int end = records.size() - window.targetAhead();
        int from = end - window.length();
        if (from < 0
                || possible.merge(record.key(), 1, Integer::sum) % window.stride()
                        != 1 % window.stride()) {
            return Optional.empty();
        }
        List<Float> values = new ArrayList<>();
        for (Example of : records.subList(from, end)) {
            for (float value : of.features()) {
                values.add(value);
            }
        }
        return Optional.of(floats(values));
    }

    /**
     * The record's features and those of earlier ones; empty where one is not there and nothing
     * takes its place.
     */
    public Optional<float[]> lags(Example record, List<Integer> by, Optional<float[]> blank) {
        List<Example> records = take(record);
        float[] all = record.features();
        for (int back : by) {
            int place = records.size() - 1 - back;
            if (place < 0 && blank.isEmpty()) {
                return Optional.empty();
            }
            float[] more = place < 0 ? blank.get() : records.get(place).features();
            all = Arrays.copyOf(all, all.length + more.length);
            System.arraycopy(more, 0, all, all.length - more.length, more.length);
        }
        return Optional.of(all);
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
