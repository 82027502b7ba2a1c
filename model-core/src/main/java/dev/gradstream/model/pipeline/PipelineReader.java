package dev.gradstream.model.pipeline;

import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.pipeline.catalog.DeclaredLayer;
import dev.gradstream.model.pipeline.catalog.DeclaredLoss;
import dev.gradstream.model.pipeline.catalog.LossCatalog;
import dev.gradstream.model.pipeline.catalog.OptimizerCatalog;
import dev.gradstream.model.pipeline.yaml.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the whole file, section by section; what depends on several sections comes behind them. */
final class PipelineReader {
    private final Section root;
    private final Problems problems;

    PipelineReader(Section root, Problems problems) {
        this.root = root;
        this.problems = problems;
    }

    /** The pipeline; empty if any problem was reported. */
    Optional<Pipeline> read() {
        Optional<String> name = TopicsSection.readName(root);
        Map<String, String> kafka = KafkaSection.read(root);
        Optional<Pipeline.Topics> topics = TopicsSection.read(root, name);
        DeclaredFeatures features = FeaturesSection.read(root);
        DeclaredTarget target = TargetSection.read(root, features.features());
        List<Optional<DeclaredLayer>> layers = ModelSection.read(root);
        Optional<DeclaredLoss> loss =
                root.required("loss", "name one, as loss: BCEWithLogitsLoss")
                        .flatMap(LossCatalog::read);
        Optional<Optimizer> optimizer =
                root.required("optimizer", "name one, as optimizer: {Adam: {lr: 0.001}}")
                        .flatMap(OptimizerCatalog::read);
        long seed =
                root.optional("seed")
                        .flatMap(v -> v.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE))
                        .orElse(0L);
        Pipeline.Training training = TrainingSection.read(root);
        DeclaredHoldOut holdOut = ValidationSection.read(root);
        Optional<Pipeline.EarlyStopping> earlyStopping =
                EarlyStoppingSection.read(root, holdOut.wanted(), target.classCount());
        Pipeline.Snapshots snapshots = SnapshotsSection.read(root);
        root.reserve("lr_scheduler", "clip_grad_norm", "clip_grad_value", "freeze", "drift");
        root.finish();

        OptionalInt outputs = ShapeCheck.outputs(layers, features.width());
        loss.ifPresent(l -> LossCheck.check(l, target.classCount(), layers, outputs));
        if (problems.isEmpty()) {
            int width = features.features().width();
            new SizeCheck(root, NetworkSize.of(layersOf(layers), width), width)
                    .check(training, holdOut.validation(), optimizer.orElseThrow(), earlyStopping);
        }
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Pipeline(
                        name.orElseThrow(),
                        kafka,
                        topics.orElseThrow(),
                        features.features(),
                        target.target(),
                        layersOf(layers),
                        loss.orElseThrow().loss(),
                        optimizer.orElseThrow(),
                        seed,
                        training,
                        holdOut.validation(),
                        earlyStopping,
                        snapshots));
    }

    private static List<Layer> layersOf(List<Optional<DeclaredLayer>> layers) {
        return layers.stream().map(layer -> layer.orElseThrow().layer()).toList();
    }
}
