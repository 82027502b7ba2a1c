package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.sequence.Window;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.Optional;

/** {@code features.window}: {@code {length: 10, stride: 1, target_ahead: 1}}. */
final class WindowKey {
    private static final int MAX_LENGTH = 100_000;
    private static final int MAX_STRIDE = 1_000_000;
    private static final int MAX_AHEAD = 10_000;

    private WindowKey() {}

    /** The window; empty, with every problem reported, if the value does not describe one. */
    static Optional<DeclaredWindow> read(Value value) {
        return value.section()
                .flatMap(WindowKey::read)
                .map(window -> new DeclaredWindow(window, value));
    }

    private static Optional<Window> read(Section keys) {
        Optional<Integer> length =
                keys.required("length", "write how many records are one example, as length: 10")
                        .flatMap(v -> v.integer(1, MAX_LENGTH));
        Optional<Integer> stride = orDefault(keys.optional("stride"), MAX_STRIDE, 1);
        Optional<Integer> ahead = orDefault(keys.optional("target_ahead"), MAX_AHEAD, 0);
        keys.finish();
        return length.flatMap(l -> stride.flatMap(s -> ahead.map(a -> new Window(l, s, a))));
    }

    private static Optional<Integer> orDefault(Optional<Value> value, int most, int otherwise) {
        return value.isEmpty()
                ? Optional.of(otherwise)
                : value.flatMap(v -> v.integer(Math.min(1, otherwise), most));
    }
}
