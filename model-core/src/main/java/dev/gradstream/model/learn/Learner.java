package dev.gradstream.model.learn;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.plan.Workspace;
import dev.gradstream.model.learn.LearnerState.ScalerState;
import dev.gradstream.model.learn.StepResult.Status;
import dev.gradstream.model.optim.Optimization;
import java.util.List;

/** One network that learns. Not thread-safe; holds native memory until closed. */
public final class Learner implements AutoCloseable {
    private final LearnerConfig config;
    private final ModelGraph model;
    private final int outputs;
    private final Scaler scaler;
    private final ParameterStore store;
    private final UpdatePlan update;
    private final PlanCache training;
    private final Evaluator evaluator;
    private float[] scaled = new float[0];
    private long steps;
    private long examples;
    private int rateReductions;
    private boolean closed;

    private Learner(LearnerConfig config) {
        this.config = config;
        model = ModelGraph.of(config, Mode.TRAINING);
        outputs = model.output().shape().last();
        scaler = Scaler.of(config.scaling(), config.featureCount());
        Workspace workspace = new Workspace();
        Optimization optimization = config.optimization();
        ParameterLayout layout = ParameterLayout.of(model.parameters());
        layout.requireMatches(config);
        float[] first = layout.draw(config.seed(), config.init());
        store = new ParameterStore(layout, optimization.optimizer().state());
        store.setValues(first);
        update = new UpdatePlan(optimization, layout, store, workspace);
        List<Integer> learnt = layout.learnt(optimization);
        training = new PlanCache(rows -> ModelPlan.training(model, learnt, store, rows, workspace));
        evaluator = new Evaluator(config, scaler, store, workspace);
    }

    /** A new learner: parameters drawn from the seed. */
    public static Learner create(LearnerConfig config) {
        return new Learner(config);
    }

    /**
     * A learner that goes on bit for bit from where the state was taken.
     *
     * @throws IllegalArgumentException if the state is of another network, optimizer or scaling, or
     *     holds NaN or infinite numbers
     */
    public static Learner restore(LearnerConfig config, LearnerState state) {
        Learner learner = new Learner(config);
        try {
            learner.store.restore(state.parameters(), state.optimizerState());
            learner.scaler.load(state.scaler());
        } catch (IllegalArgumentException e) {
            learner.close();
            throw e;
        }
        learner.steps = state.step();
        learner.examples = state.examples();
        learner.rateReductions = state.rateReductions();
        return learner;
    }

    /**
     * Predicts, scores, then learns. Scaler statistics take the batch in first. A step whose loss,
     * gradient or update is not finite is {@link Status#DIVERGED} and changes nothing.
     *
     * @throws IllegalArgumentException if the batch is empty, of other widths than the network's,
     *     or holds what is no number or no class; nothing has changed then
     */
    public StepResult step(MiniBatch batch) {
        requireOpen();
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to learn from an empty batch");
        }
        Batches.require(config, outputs, batch);
        int rows = batch.size();
        scaler.learn(batch.features(), rows);
        ModelPlan plan = forwardAndBackward(batch);
        double trainingLoss = plan.lossSum(rows) / rows;
        Evaluation before =
                model.graph().dependsOnMode()
                        ? evaluator.evaluate(batch)
                        : new Evaluation(trainingLoss, correct(plan, batch), rows);
        boolean learnt =
                Double.isFinite(trainingLoss) && Double.isFinite(before.loss()) && update();
        if (!learnt) {
            scaler.undo();
            return new StepResult(Status.DIVERGED, before.loss(), before.correct(), rows);
        }
        steps++;
        examples += rows;
        return new StepResult(Status.LEARNT, before.loss(), before.correct(), rows);
    }

    private ModelPlan forwardAndBackward(MiniBatch batch) {
        int rows = batch.size();
        if (scaled.length < rows * config.featureCount()) {
            scaled = new float[rows * config.featureCount()];
        }
        scaler.scale(batch.features(), 0, rows, scaled);
        ModelPlan plan = training.get(rows);
        plan.fill(scaled, batch.targets(), batch.weights(), 0, rows);
        plan.run(steps + 1);
        return plan;
    }

    /**
     * Whether there was a step to take: a gradient beyond 1.8e19, whose square overflows, is none.
     */
    private boolean update() {
        double squares = store.gradients().sumOfSquares();
        return Double.isFinite(squares) && update.run(steps + 1, squares, rateReductions);
    }

    private int correct(ModelPlan plan, MiniBatch batch) {
        return config.loss().correct(plan.output(), batch.targets(), batch.size(), outputs);
    }

    /**
     * Loss and accuracy in evaluation mode; changes nothing.
     *
     * @throws IllegalArgumentException if the batch is of other widths than the network's, or holds
     *     what is no number or no class
     */
    public Evaluation evaluate(MiniBatch batch) {
        requireOpen();
        Batches.require(config, outputs, batch);
        return evaluator.evaluate(batch);
    }

    /**
     * The network's outputs (logits where the loss takes logits) in evaluation mode.
     *
     * @param features unscaled, {@code [rows, featureCount]}
     * @param rows how many rows
     * @return {@code [rows, outFeatures]}
     * @throws IllegalArgumentException if there are fewer features, or any is no number
     */
    public float[] predict(float[] features, int rows) {
        requireOpen();
        int width = config.featureCount();
        if (rows < 0 || features.length < (long) rows * width) {
            throw new IllegalArgumentException(
                    rows + " rows of " + width + " features, got " + features.length + " values");
        }
        Batches.requireFinite("features", features, rows, width);
        return evaluator.predict(features, rows);
    }

    /**
     * A copy of everything that the learner's future depends on: finite numbers.
     *
     * @throws IllegalStateException if steps have led out of float, each by itself too small to be
     *     refused, as a weight decay beyond 2 / lr does
     */
    public LearnerState state() {
        requireOpen();
        requireFinite();
        return new LearnerState(
                store.values().toArray(),
                store.optimizerStateArray(),
                steps,
                examples,
                rateReductions,
                scaler.state());
    }

    /** A copy of the scaler's statistics. */
    public ScalerState scalerState() {
        return scaler.state();
    }

    /**
     * A copy of the parameters: finite numbers.
     *
     * @throws IllegalStateException as {@link #state()}
     */
    public StateDict stateDict() {
        requireOpen();
        requireFinite();
        return store.stateDict();
    }

    /**
     * Replaces the parameters; optimizer state and counters stay.
     *
     * @throws IllegalArgumentException naming every missing, unexpected or misshapen parameter, and
     *     every one that holds NaN or an infinite number
     */
    public void load(StateDict parameters) {
        requireOpen();
        store.load(parameters);
    }

    /**
     * Replaces the scaler's statistics.
     *
     * @throws IllegalArgumentException if they are of another number of columns
     */
    public void load(ScalerState statistics) {
        scaler.load(statistics);
    }

    /** Steps taken; refused ones do not count. */
    public long steps() {
        return steps;
    }

    /** The learning rate of the next step, for parameters outside the groups. */
    public double learningRate() {
        return config.optimization().rate(steps, rateReductions);
    }

    /** Reduces the learning rate, those of parameter groups too, as the optimization says. */
    public void reduceLearningRate() {
        rateReductions = Math.addExact(rateReductions, 1);
    }

    /** Examples learnt from. */
    public long examples() {
        return examples;
    }

    private void requireFinite() {
        if (!store.isFinite()) {
            throw new IllegalStateException(
                    "the parameters or the optimizer's state are no longer finite after step "
                            + steps
                            + ": the learning rate, the weight decay or the momentum is too high");
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the learner is closed");
        }
    }

    /** Frees native memory. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            training.close();
            evaluator.close();
            update.close();
            store.close();
        }
    }
}
