package dev.gradstream.model.train.baseline;

import dev.gradstream.model.eval.measure.Measure;
import dev.gradstream.model.eval.measure.Prequential;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.PredictionLoss;
import dev.gradstream.model.learn.ScoredOutputs;
import dev.gradstream.model.learn.scaler.ScalerState;
import dev.gradstream.model.loss.OutputMeaning;
import dev.gradstream.model.loss.TargetKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The loss of a network that would put out the same for every example: how often each class came,
 * or the mean of the targets, until the last report. It is the very loss that is minimised, of the
 * very examples since that report and weighted as there, so that a model's own can be held against
 * it; of cross-entropy it is about the entropy of the classes. Not thread-safe; holds native memory
 * until closed.
 */
public abstract class ConstantLoss implements ScoredOutputs, AutoCloseable {
    private static final String MAKING = "loss of a constant";

    private final LearnerConfig config;
    private final Supplier<ScalerState> unit;
    private final int rows;
    private Optional<PredictionLoss> loss = Optional.empty();

    /** Whether examples are missing that have come since the last report. */
    private boolean partial;

    /**
     * @param rows whose losses are taken at a time
     */
    ConstantLoss(LearnerConfig config, Supplier<ScalerState> unit, int rows) {
        this.config = config;
        this.unit = unit;
        this.rows = rows;
    }

    /**
     * Of no examples yet; empty under a loss that another constant makes smaller, and of more
     * classes than are looked at one by one.
     *
     * @param unit the statistics that the target is scaled with at present
     */
    public static Optional<ConstantLoss> of(LearnerConfig config, Supplier<ScalerState> unit) {
        if (!config.loss().isLeastAtMean()) {
            return Optional.empty();
        }
        TargetKind kind = config.loss().targetKind(config.targetCount());
        if (kind == TargetKind.NUMBER) {
            return Optional.of(new MeanLoss(config, unit));
        }
        int outputs = config.network().outFeatures(config.featureCount());
        return kind == TargetKind.YES_OR_NO || outputs <= Measure.MOST_CLASSES_IN_DETAIL
                ? Optional.of(new FrequencyLoss(config, unit))
                : Optional.empty();
    }

    /**
     * The sum of the examples' losses since the last report, to be divided by what the examples
     * count in the model's; NaN where nothing was known to predict by, or not all have come here.
     */
    public final double sum() {
        return partial ? Double.NaN : sumOfRows();
    }

    /** A report has gone out: from now on whatever has come is known. */
    public final void reported() {
        partial = false;
        know();
    }

    abstract double sumOfRows();

    /** Takes what has come into what is known, and forgets the rows. */
    abstract void know();

    /** Forgets the examples since the last report, not what is known. */
    public abstract void clear();

    abstract List<double[]> numbers();

    abstract void loadNumbers(List<double[]> numbers);

    /** A copy of everything that its future depends on; empty while examples are missing. */
    public final Optional<Prequential.State> state() {
        return partial ? Optional.empty() : Optional.of(new Prequential.State(making(), numbers()));
    }

    /** Goes on from the one of the states that is of this target and these outputs, if any is. */
    public final void load(List<Prequential.State> states) {
        partial = true;
        for (Prequential.State state : states) {
            if (state.making().equals(making())) {
                loadNumbers(state.numbers());
                partial = false;
            }
        }
    }

    private String making() {
        return "%s %s of %d targets by %s of %d outputs"
                .formatted(
                        MAKING,
                        config.loss().targetKind(config.targetCount()),
                        config.targetCount(),
                        meaning(),
                        config.network().outFeatures(config.featureCount()));
    }

    /** Whether a state is one of these. */
    public static boolean isState(Prequential.State state) {
        return state.making().startsWith(MAKING);
    }

    OutputMeaning meaning() {
        return config.loss().outputMeaning();
    }

    /** The loss by itself, in the present unit. */
    PredictionLoss loss() {
        if (loss.isEmpty()) {
            loss = Optional.of(new PredictionLoss(config, rows));
        }
        loss.get().setUnit(unit.get());
        return loss.get();
    }

    @Override
    public void close() {
        loss.ifPresent(PredictionLoss::close);
        loss = Optional.empty();
    }
}
