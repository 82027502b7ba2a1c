package dev.gradstream.model.pipeline;

import dev.gradstream.model.data.HoldOutRule;
import dev.gradstream.model.data.TargetSchema;
import dev.gradstream.model.eval.measure.Task;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.init.InitRule;
import dev.gradstream.model.optim.Optimization;
import dev.gradstream.model.pipeline.catalog.DeclaredLayer;
import dev.gradstream.model.pipeline.catalog.DeclaredLoss;
import dev.gradstream.model.pipeline.catalog.LossCatalog;
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
        DeclaredFeatures records = FeaturesSection.read(root);
        DeclaredTarget target = TargetSection.read(root, records);
        DeclaredFeatures features = SequenceCheck.resolve(root, records, target);
        DeclaredLabels labels = LabelsSection.read(root, features.features(), target);
        List<Optional<DeclaredLayer>> layers = ModelSection.read(root);
        Optional<DeclaredLoss> loss =
                root.required("loss", "name one, as loss: BCEWithLogitsLoss")
                        .flatMap(LossCatalog::read);
        OptionalInt outputs = ShapeCheck.outputs(layers, features.width());
        ParameterNames names =
                outputs.isPresent()
                        ? ParameterNames.of(layersOf(layers), features.width().getAsInt())
                        : ParameterNames.UNKNOWN;
        Optional<Optimization> optimization = OptimizationSection.read(root, names);
        List<InitRule> init = InitSection.read(root, names);
        long seed =
                root.optional("seed")
                        .flatMap(v -> v.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE))
                        .orElse(0L);
        Optional<Task> task = loss.flatMap(l -> task(l, target));
        Pipeline.Training training = TrainingSection.read(root, task);
        DeclaredHoldOut holdOut = ValidationSection.read(root, task);
        Optional<Pipeline.Test> test = TestSection.read(root, task);
        EarlyStoppingSection stopping = new EarlyStoppingSection(task, training, holdOut);
        DeclaredEarlyStopping earlyStopping = stopping.read(root);
        Pipeline.Snapshots snapshots = SnapshotsSection.read(root);
        root.reserve("drift");
        root.finish();

        PlateauCheck.check(root, optimization, earlyStopping, stopping);
        LabelsSection.checkNegative(
                labels,
                task.map(
                        t ->
                                RecordDecoders.targetSchema(
                                        target.target(), loss.orElseThrow().loss())));
        loss.ifPresent(l -> LossCheck.check(l, target, layers, outputs));
        WeightingCheck.check(root, training.weighting(), features, target, loss);
        Optional<HoldOutRule> validationRule = holdOut.validation().map(Pipeline.Validation::by);
        Optional<HoldOutRule> testRule = test.map(Pipeline.Test::by);
        HoldOutCheck.check(root, validationRule, testRule, features, target, topics);
        if (problems.isEmpty()) {
            TargetSchema predicted =
                    RecordDecoders.targetSchema(target.target(), loss.orElseThrow().loss());
            FormatCheck.check(
                    root,
                    features,
                    RecordDecoders.schema(
                            features.features(),
                            labels.labels().isPresent() ? TargetSchema.ABSENT : predicted,
                            training.weighting().field(),
                            RecordDecoders.splits(validationRule, testRule)));
            LabelsSection.checkFormat(labels, predicted);
            int width = features.features().width();
            new SizeCheck(
                            root,
                            NetworkSize.of(layersOf(layers), width),
                            width,
                            target.target().width())
                    .check(
                            training,
                            holdOut.validation(),
                            test,
                            optimization.orElseThrow().optimizer(),
                            earlyStopping.rule());
        }
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Pipeline pipeline =
                new Pipeline(
                        name.orElseThrow(),
                        kafka,
                        topics.orElseThrow(),
                        features.features(),
                        target.target(),
                        labels.labels(),
                        layersOf(layers),
                        loss.orElseThrow().loss(),
                        earlyStopping.applyTo(optimization.orElseThrow()),
                        init,
                        seed,
                        training,
                        holdOut.validation(),
                        test,
                        earlyStopping.rule(),
                        snapshots);
        TrainingSection.checkWindow(root, pipeline);
        return Optional.of(pipeline).filter(p -> problems.isEmpty());
    }

    /** What is predicted; empty where the target is not known, or not the loss's. */
    private static Optional<Task> task(DeclaredLoss loss, DeclaredTarget target) {
        return target.form()
                .filter(form -> loss.rule().refusal(form).isEmpty())
                .map(form -> Tasks.of(target.target(), loss.loss()));
    }

    private static List<Layer> layersOf(List<Optional<DeclaredLayer>> layers) {
        return layers.stream().map(layer -> layer.orElseThrow().layer()).toList();
    }
}
