package dev.gradstream.model.pipeline;

import dev.gradstream.model.pipeline.catalog.DeclaredLayer;
import dev.gradstream.model.pipeline.catalog.LayerCatalog;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/** {@code model}: the layers, in order. */
final class ModelSection {
    /** Most layers. */
    static final int MAX_LAYERS = 1000;

    private ModelSection() {}

    /** Each layer; empty, with its problems reported, where the file declares none. */
    static List<Optional<DeclaredLayer>> read(Section root) {
        Optional<Value> model =
                root.required("model", "list the layers, as model: [Linear: {out_features: 1}]");
        Optional<List<Value>> items = model.flatMap(Value::list);
        if (items.isEmpty()) {
            return List.of();
        }
        int count = items.get().size();
        if (count == 0 || count > MAX_LAYERS) {
            model.get().refuse("must hold from 1 to " + MAX_LAYERS + " layers, found " + count);
            return List.of();
        }
        return items.get().stream().map(LayerCatalog::read).toList();
    }
}
