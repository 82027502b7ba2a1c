package dev.gradstream.model.train;

import dev.gradstream.model.data.Split;
import dev.gradstream.model.eval.EarlyStopping;
import dev.gradstream.model.eval.PrequentialMean;
import dev.gradstream.model.eval.measure.Prequential;
import dev.gradstream.model.learn.LearnerState;
import dev.gradstream.model.optim.schedule.ReduceLROnPlateau;
import dev.gradstream.model.pipeline.Pipeline.EarlyStopping.Metric;
import dev.gradstream.model.snapshot.ModelDesign;
import dev.gradstream.model.snapshot.SafeTensors;
import dev.gradstream.model.snapshot.Snapshot;
import dev.gradstream.model.snapshot.Snapshot.OffsetRange;
import dev.gradstream.model.train.TrainerState.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A trainer's state as bytes, with a format version in front. Equal states give equal bytes. */
final class TrainerStateCodec {
    private static final int VERSION = 3;
    private static final int RANGE_BYTES = Integer.BYTES + 2 * Long.BYTES;

    private TrainerStateCodec() {}

    static byte[] encode(TrainerState state) {
        StateWriter out = new StateWriter();
        out.writeInt(VERSION);
        writeSignature(out, state.signature());
        writeLearner(out, state.learner());
        out.writeList(state.lineage(), range -> writeRange(out, range));
        writeProgress(out, state.progress());
        out.writeLong(state.publisher().nextVersion());
        out.writeLong(state.publisher().publishedStep());
        writeMetrics(out, state.metrics());
        out.writeOptional(state.training(), training -> writeTraining(out, training));
        out.writeOptional(state.holdOut(), window -> HoldOutCodec.write(out, window));
        out.writeOptional(state.test(), window -> HoldOutCodec.write(out, window));
        out.writeOptional(state.earlyStopping(), watch -> writeEarlyStopping(out, watch));
        out.writeOptional(state.plateau(), watch -> writePlateau(out, watch));
        out.writeOptional(state.restored(), model -> writeRestored(out, model, kept(state)));
        return out.toBytes();
    }

    /**
     * Decodes a state. What it is of is checked before the rest is read, which would be told as
     * broken where it is of another model.
     *
     * @param expected the signature that it must have
     * @param featureCount values in a row of features, as the pipeline file says
     * @param targetCount values in a row of targets
     * @throws IllegalArgumentException if the bytes are not a whole state of a known version, or
     *     are of another model
     */
    static TrainerState decode(
            byte[] bytes, ModelSignature expected, int featureCount, int targetCount) {
        StateReader in = new StateReader(bytes);
        int version = in.readInt();
        if (version != VERSION) {
            throw new IllegalArgumentException(
                    "the trainer's state has format version "
                            + version
                            + ", but this build reads format version "
                            + VERSION);
        }
        ModelSignature signature = readSignature(in);
        expected.requireSame(signature);
        TrainerState state = readState(in, signature, featureCount, targetCount);
        in.end();
        return state;
    }

    private static TrainerState readState(
            StateReader in, ModelSignature signature, int featureCount, int targetCount) {
        TrainerState withoutRestored =
                new TrainerState(
                        signature,
                        readLearner(in),
                        in.readList(RANGE_BYTES, () -> readRange(in)),
                        readProgress(in),
                        new SnapshotPublisher.State(in.readLong(), in.readLong()),
                        readMetrics(in),
                        in.readOptional(() -> readTraining(in)),
                        in.readOptional(
                                () ->
                                        HoldOutCodec.read(
                                                in, Split.VALIDATION, featureCount, targetCount)),
                        in.readOptional(
                                () -> HoldOutCodec.read(in, Split.TEST, featureCount, targetCount)),
                        in.readOptional(() -> readEarlyStopping(in)),
                        in.readOptional(() -> readPlateau(in)),
                        Optional.empty());
        return withoutRestored.withRestored(
                in.readOptional(() -> readRestored(in, kept(withoutRestored))));
    }

    private static Optional<Snapshot> kept(TrainerState state) {
        return state.earlyStopping().flatMap(EarlyStoppingWatch.State::kept);
    }

    /** The kept model, which is restored most often, is not written twice. */
    private static void writeRestored(StateWriter out, Snapshot model, Optional<Snapshot> kept) {
        boolean isKept = kept.filter(model::equals).isPresent();
        out.writeBoolean(isKept);
        if (!isKept) {
            out.writeBytes(SafeTensors.encode(model));
        }
    }

    private static Snapshot readRestored(StateReader in, Optional<Snapshot> kept) {
        return in.readBoolean()
                ? kept.orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "the trainer's state has restored the kept model, but"
                                                + " keeps none"))
                : SafeTensors.decode(in.readBytes());
    }

    private static void writeSignature(StateWriter out, ModelSignature signature) {
        out.writeList(signature.design().columns(), out::writeString);
        out.writeList(signature.design().targets(), out::writeString);
        out.writeList(signature.design().classes(), out::writeString);
        out.writeString(signature.design().scaling());
        out.writeString(signature.design().targetScaling());
        out.writeList(signature.design().layers(), out::writeString);
        out.writeString(signature.design().loss());
        out.writeDouble(signature.design().keepNegatives());
        out.writeList(signature.parameters(), out::writeString);
        out.writeString(signature.optimizer());
    }

    private static ModelSignature readSignature(StateReader in) {
        return new ModelSignature(
                new ModelDesign(
                        in.readList(Integer.BYTES, in::readString),
                        in.readList(Integer.BYTES, in::readString),
                        in.readList(Integer.BYTES, in::readString),
                        in.readString(),
                        in.readString(),
                        in.readList(Integer.BYTES, in::readString),
                        in.readString(),
                        in.readDouble()),
                in.readList(Integer.BYTES, in::readString),
                in.readString());
    }

    private static void writeLearner(StateWriter out, LearnerState learner) {
        out.writeFloats(learner.parameters(), learner.parameters().length);
        out.writeFloats(learner.buffers(), learner.buffers().length);
        out.writeFloats(learner.optimizerState(), learner.optimizerState().length);
        out.writeLong(learner.step());
        out.writeLong(learner.examples());
        out.writeInt(learner.rateReductions());
        ScalerCodec.write(out, learner.scalers());
        out.writeDoubles(learner.classCounts(), learner.classCounts().length);
    }

    private static LearnerState readLearner(StateReader in) {
        return new LearnerState(
                in.readFloats(),
                in.readFloats(),
                in.readFloats(),
                in.readLong(),
                in.readLong(),
                in.readInt(),
                ScalerCodec.read(in),
                in.readDoubles());
    }

    private static void writeRange(StateWriter out, OffsetRange range) {
        out.writeInt(range.partition());
        out.writeLong(range.first());
        out.writeLong(range.last());
    }

    private static OffsetRange readRange(StateReader in) {
        return new OffsetRange(in.readInt(), in.readLong(), in.readLong());
    }

    private static void writeProgress(StateWriter out, Progress progress) {
        out.writeLong(progress.batches());
        out.writeDouble(progress.stretch().training().lossSum());
        out.writeDouble(progress.stretch().training().shareSum());
        out.writeLong(progress.stretch().training().examples());
        out.writeLong(progress.stretch().refusedSteps());
        out.writeBoolean(progress.stretch().heldOut());
        out.writeBoolean(progress.diverging());
        out.writeOptional(progress.eventTime(), out::writeLong);
    }

    private static Progress readProgress(StateReader in) {
        return new Progress(
                in.readLong(),
                new Stretch(
                        new PrequentialMean(in.readDouble(), in.readDouble(), in.readLong()),
                        in.readLong(),
                        in.readBoolean()),
                in.readBoolean(),
                in.readOptional(in::readLong));
    }

    private static void writeMetrics(StateWriter out, Map<String, Double> metrics) {
        List<Map.Entry<String, Double>> entries =
                metrics.entrySet().stream()
                        .sorted(Comparator.comparing(Map.Entry::getKey))
                        .toList();
        out.writeList(
                entries,
                entry -> {
                    out.writeString(entry.getKey());
                    out.writeDouble(entry.getValue());
                });
    }

    private static Map<String, Double> readMetrics(StateReader in) {
        Map<String, Double> metrics = new TreeMap<>();
        in.readList(
                Integer.BYTES + Double.BYTES, () -> metrics.put(in.readString(), in.readDouble()));
        return metrics;
    }

    private static void writeTraining(StateWriter out, ModelMeasures.State training) {
        writeFigures(out, training.model());
        out.writeList(training.baselines(), baseline -> writeFigures(out, baseline));
    }

    private static ModelMeasures.State readTraining(StateReader in) {
        return new ModelMeasures.State(
                readFigures(in), in.readList(Integer.BYTES, () -> readFigures(in)));
    }

    private static void writeFigures(StateWriter out, Prequential.State training) {
        out.writeString(training.making());
        out.writeList(training.numbers(), array -> out.writeDoubles(array, array.length));
    }

    private static Prequential.State readFigures(StateReader in) {
        return new Prequential.State(in.readString(), in.readList(Integer.BYTES, in::readDoubles));
    }

    private static void writeEarlyStopping(StateWriter out, EarlyStoppingWatch.State watch) {
        out.writeString(watch.metric().name());
        out.writeDouble(watch.stopping().best());
        out.writeInt(watch.stopping().withoutImprovement());
        out.writeBoolean(watch.stopping().stopped());
        out.writeOptional(watch.kept(), model -> out.writeBytes(SafeTensors.encode(model)));
    }

    private static EarlyStoppingWatch.State readEarlyStopping(StateReader in) {
        return new EarlyStoppingWatch.State(
                readMetric(in.readString()),
                new EarlyStopping.State(in.readDouble(), in.readInt(), in.readBoolean()),
                in.readOptional(() -> SafeTensors.decode(in.readBytes())));
    }

    private static Metric readMetric(String name) {
        return Metric.named(name)
                .orElseThrow(() -> new IllegalArgumentException("no metric is called " + name));
    }

    private static void writePlateau(StateWriter out, PlateauWatch.State watch) {
        out.writeString(watch.metric());
        out.writeDouble(watch.plateau().best());
        out.writeInt(watch.plateau().notBetter());
        out.writeInt(watch.plateau().coolingDown());
    }

    private static PlateauWatch.State readPlateau(StateReader in) {
        return new PlateauWatch.State(
                in.readString(),
                new ReduceLROnPlateau.State(in.readDouble(), in.readInt(), in.readInt()));
    }
}
