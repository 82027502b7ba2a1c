package dev.gradstream.model.learn;

import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.graph.Graph.Mode;
import dev.gradstream.model.graph.plan.Workspace;
import dev.gradstream.model.learn.StepResult.Status;
import dev.gradstream.model.learn.scaler.Scaler;
import dev.gradstream.model.learn.scaler.ScalerStates;
import dev.gradstream.model.learn.scaler.Scalers;
import dev.gradstream.model.optim.Optimization;
import java.util.List;
import java.util.Optional;

/** One network that learns. Not thread-safe; holds native memory until closed. */
public final class Learner implements AutoCloseable {
    private final LearnerConfig config;
    private final ModelGraph model;
    private final int outputs;
    private final Scalers scalers;
    private final ModelMemory memory;
    private final UpdatePlan update;
    private final PlanCache training;
    private final Optional<ClassBalance> balance;
    private final Evaluator evaluator;
    private final Evaluator trainingEvaluator;
    private final KeptOutputs kept;
    private float[] scaled = new float[0];
    private float[] scaledTarget = new float[0];
    private long steps;
    private long examples;
    private int rateReductions;
    private StepObserver observer = StepObserver.NONE;
    private boolean closed;

    private Learner(LearnerConfig config) {
        this.config = config;
        model = ModelGraph.of(config, Mode.TRAINING);
        outputs = model.output().shape().last();
        scalers =
                new Scalers(
                        Scaler.of(config.scaling(), config.featureCount(), config.layout()),
                        Scaler.of(config.targetScaling(), config.targetCount()));
        Workspace workspace = new Workspace();
        Optimization optimization = config.optimization();
        ParameterLayout layout = ParameterLayout.of(model.parameters());
        layout.requireMatches(config);
        float[] first = layout.draw(config.seed(), config.init());
        memory = new ModelMemory(model, optimization.optimizer().state());
        memory.parameters().setValues(first);
        update = new UpdatePlan(optimization, layout, memory.parameters(), workspace);
        List<Integer> learnt = layout.learnt(optimization);
        training =
                new PlanCache(
                        rows -> ModelPlan.training(model(rows), learnt, memory, rows, workspace));
        balance = config.balanced().map(rule -> new ClassBalance(rule, config.classes()));
        evaluator = evaluator(ModelGraph.predicting(config), workspace);
        trainingEvaluator =
                config.keepNegatives() < 1
                        ? evaluator(ModelGraph.of(config, Mode.EVALUATION), workspace)
                        : evaluator;
        kept = new KeptOutputs(outputs);
    }

    private Evaluator evaluator(ModelGraph evaluated, Workspace workspace) {
        return new Evaluator(config, evaluated, scalers, memory, workspace);
    }

    private ModelGraph model(int rows) {
        return rows > 1 ? model : ModelGraph.of(config, Mode.TRAINING_ON_ONE_ROW);
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
            learner.memory.restore(state);
            learner.scalers.load(state.scalers());
            if (state.classCounts().length > 0) {
                learner.balance.ifPresent(balance -> balance.load(state.classCounts()));
            }
        } catch (IllegalArgumentException e) {
            learner.close();
            throw e;
        }
        learner.steps = state.step();
        learner.examples = state.examples();
        learner.rateReductions = state.rateReductions();
        return learner;
    }

    /** Tells of each step from now on. */
    public void observe(StepObserver listener) {
        observer = listener;
    }

    /**
     * Predicts, scores, then learns. Scaler statistics, and the counts of classes where these are
     * balanced, take the batch in first. A step whose loss, gradient or update is not finite is
     * {@link Status#DIVERGED} and changes nothing.
     *
     * @throws IllegalArgumentException if the batch is empty, of other widths than the network's,
     *     or holds what is no number or no class; nothing has changed then
     */
    public StepResult step(MiniBatch batch) {
        return step(batch, ScoredOutputs.NONE);
    }

    /**
     * As {@link #step(MiniBatch)}.
     *
     * @param seen takes the outputs before the step, if the step is taken
     */
    public StepResult step(MiniBatch batch, ScoredOutputs seen) {
        requireOpen();
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to learn from an empty batch");
        }
        Batches.requireAllButFeatures(config, outputs, batch);
        int rows = batch.size();
        boolean timed = observer.wantsTimes();
        long begin = timed ? System.nanoTime() : 0;
        scalers.learn(batch);
        balance.ifPresent(classes -> classes.learn(batch));
        float[] weights = trainingWeights(batch);
        ModelPlan plan = fill(batch, weights);
        if (!plan.featuresAreFinite()) {
            requireFeatures(batch);
        }
        long copiedIn = timed ? System.nanoTime() : 0;
        plan.run(steps + 1);
        double share = plan.shareSum(rows);
        double trainingLoss = ModelPlan.loss(plan.lossSum(rows), share);
        Evaluation before = score(plan, batch, weights, trainingLoss, share);
        boolean finite = Double.isFinite(trainingLoss) && memory.buffers().nextIsFinite();
        double squares = finite ? memory.parameters().gradients().sumOfSquares() : Double.NaN;
        long computed = timed ? System.nanoTime() : 0;
        if (!update(squares)) {
            scalers.undo();
            balance.ifPresent(ClassBalance::undo);
            return new StepResult(Status.DIVERGED, before.loss(), before.share(), rows);
        }
        memory.buffers().advance();
        steps++;
        examples += rows;
        observer.step(Math.sqrt(squares));
        if (timed) {
            observer.times(copiedIn - begin, computed - copiedIn, System.nanoTime() - computed);
        }
        if (Double.isFinite(before.loss())) {
            seen.take(batch, weights, 0, rows, kept.outputs());
        }
        return new StepResult(Status.LEARNT, before.loss(), before.share(), rows);
    }

    /**
     * What is finite may be scaled to what is not, and diverges then; all else is refused as if the
     * scalers had never seen it. Looking at the scaled numbers first is four times as fast.
     */
    private void requireFeatures(MiniBatch batch) {
        scalers.undo();
        balance.ifPresent(ClassBalance::undo);
        Batches.requireFeatures(config, batch.features(), batch.size());
        scalers.learn(batch);
        balance.ifPresent(classes -> classes.learn(batch));
    }

    /** What each row counts when it is learnt from. */
    private float[] trainingWeights(MiniBatch batch) {
        return balance.map(classes -> classes.weights(batch)).orElseGet(batch::weights);
    }

    private ModelPlan fill(MiniBatch batch, float[] weights) {
        int rows = batch.size();
        if (scaled.length < rows * config.featureCount()) {
            scaled = new float[rows * config.featureCount()];
            scaledTarget = new float[rows * config.targetCount()];
        }
        float[] features = scalers.features().scaled(batch.features(), rows, scaled);
        float[] targets = scalers.target().scaled(batch.targets(), rows, scaledTarget);
        ModelPlan plan = training.get(rows);
        plan.fill(features, targets, weights, 0, rows);
        return plan;
    }

    /**
     * Whether there was a step to take: a gradient beyond 1.8e19, whose square overflows, is none.
     */
    private boolean update(double squares) {
        if (!Double.isFinite(squares)) {
            return false;
        }
        return observer.wantsUpdateRatio() ? measuredUpdate(squares) : run(squares);
    }

    private boolean measuredUpdate(double squares) {
        float[] before = memory.parameters().values().toArray();
        boolean taken = run(squares);
        if (taken) {
            observer.updateRatio(UpdateRatio.of(before, memory.parameters().values().toArray()));
        }
        return taken;
    }

    private boolean run(double squares) {
        return update.run(steps + 1, squares, rateReductions);
    }

    /** How well the batch was predicted before the step; the outputs are kept. */
    private Evaluation score(
            ModelPlan plan, MiniBatch batch, float[] weights, double trainingLoss, double share) {
        if (model.graph().dependsOnMode()) {
            return trainingEvaluator.evaluate(batch, weights, kept);
        }
        int rows = batch.size();
        float[] output = plan.output();
        scalers.target().unscale(output, rows);
        kept.take(batch, weights, 0, rows, output);
        return new Evaluation(trainingLoss, share, rows);
    }

    /**
     * The loss in evaluation mode; changes nothing. That of a batch for training is what is
     * minimised: with the weights of its classes, where these are balanced, and as if there were
     * only what is learnt from, where negatives are left out.
     *
     * @throws IllegalArgumentException if the batch is of other widths than the network's, or holds
     *     what is no number or no class
     */
    public Evaluation evaluate(MiniBatch batch) {
        return evaluate(batch, ScoredOutputs.NONE);
    }

    /**
     * As {@link #evaluate(MiniBatch)}.
     *
     * @param seen takes the outputs; of a batch for training only if its loss is finite, as of a
     *     step
     */
    public Evaluation evaluate(MiniBatch batch, ScoredOutputs seen) {
        requireOpen();
        Batches.require(config, outputs, batch);
        return batch.split() == Split.TRAINING
                ? evaluateTraining(batch, seen)
                : evaluator.evaluate(batch, batch.weights(), seen);
    }

    private Evaluation evaluateTraining(MiniBatch batch, ScoredOutputs seen) {
        float[] weights = trainingWeights(batch);
        Evaluation evaluation = trainingEvaluator.evaluate(batch, weights, kept);
        if (Double.isFinite(evaluation.loss())) {
            seen.take(batch, weights, 0, batch.size(), kept.outputs());
        }
        return evaluation;
    }

    /**
     * The network's outputs in evaluation mode: logits where the loss takes logits, numbers in the
     * target's own unit where it is scaled.
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
        Batches.requireFeatures(config, features, rows);
        return evaluator.predict(features, rows);
    }

    /**
     * A copy of everything that the learner's future depends on: finite numbers.
     *
     * @throws IllegalStateException if steps have led out of float, each by itself too small to be
     *     refused
     */
    public LearnerState state() {
        requireOpen();
        requireFinite();
        return new LearnerState(
                memory.parameters().values().toArray(),
                memory.buffers().toArray(),
                memory.parameters().optimizerStateArray(),
                steps,
                examples,
                rateReductions,
                scalers.states(),
                balance.map(ClassBalance::counts).orElseGet(() -> new double[0]));
    }

    /** A copy of the scalers' statistics. */
    public ScalerStates scalerStates() {
        return scalers.states();
    }

    /**
     * A copy of the parameters and of what layers keep besides: finite numbers.
     *
     * @throws IllegalStateException as {@link #state()}
     */
    public StateDict stateDict() {
        requireOpen();
        requireFinite();
        return memory.stateDict();
    }

    /**
     * Replaces the parameters and what layers keep besides; optimizer state and counters stay.
     *
     * @throws IllegalArgumentException naming every missing, unexpected or misshapen parameter, and
     *     every one that holds NaN or an infinite number
     */
    public void load(StateDict parameters) {
        requireOpen();
        memory.load(parameters);
    }

    /**
     * Replaces the scalers' statistics.
     *
     * @throws IllegalArgumentException if they are of another scaling, or number of columns
     */
    public void load(ScalerStates statistics) {
        scalers.load(statistics);
    }

    /** Steps taken; refused ones do not count. */
    public long steps() {
        return steps;
    }

    /** The learning rate of the next step, for parameters outside the groups. */
    public double learningRate() {
        return config.optimization().rate(steps, rateReductions);
    }

    /**
     * Reduces the learning rate, those of parameter groups too, as the optimization says.
     *
     * @return false if all are as low as they may be
     */
    public boolean reduceLearningRate() {
        boolean lower = config.optimization().reducesFurther(steps, rateReductions);
        rateReductions += lower ? 1 : 0;
        return lower;
    }

    /** Examples learnt from. */
    public long examples() {
        return examples;
    }

    private void requireFinite() {
        if (!memory.isFinite()) {
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
            if (trainingEvaluator != evaluator) {
                trainingEvaluator.close();
            }
            update.close();
            memory.close();
        }
    }
}
