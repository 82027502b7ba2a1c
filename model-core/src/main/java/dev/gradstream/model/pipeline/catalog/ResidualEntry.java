package dev.gradstream.model.pipeline.catalog;

import dev.gradstream.model.nn.Residual;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.pipeline.yaml.Section;
import dev.gradstream.model.pipeline.yaml.Value;
import java.util.List;
import java.util.Optional;

/** {@code Residual: [Linear: {out_features: 16}, ReLU]}, which is made from a list of layers. */
final class ResidualEntry implements Catalog.Entry<DeclaredLayer> {

    @Override
    public Optional<DeclaredLayer> read(Section arguments) {
        arguments.refuse(
                "must be a list of layers, as Residual: [Linear: {out_features: 16}, ReLU]");
        return Optional.empty();
    }

    @Override
    public Optional<DeclaredLayer> readList(Value list) {
        List<Value> items = list.list().orElseThrow();
        if (items.isEmpty()) {
            list.refuse("must hold at least one layer");
            return Optional.empty();
        }
        List<Optional<DeclaredLayer>> read = items.stream().map(LayerCatalog::read).toList();
        if (!read.stream().allMatch(Optional::isPresent)) {
            return Optional.empty();
        }
        List<DeclaredLayer> inner = read.stream().map(Optional::orElseThrow).toList();
        Sequential body = new Sequential(inner.stream().map(DeclaredLayer::layer).toList());
        return Optional.of(
                new DeclaredLayer(
                        new Residual(body), list.asEmptySection(), Optional.empty(), inner));
    }
}
