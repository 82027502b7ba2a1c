package dev.gradstream.benchmark;

import dev.gradstream.model.data.Example;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.Learner;
import dev.gradstream.model.learn.LearnerConfig;
import dev.gradstream.model.learn.StepResult;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.optim.SGD;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One learn step, copy-in and score included; {@code peer/pytorch_step.py} times the same networks
 * in PyTorch.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class LearnStepBenchmark {
    private static final int FEATURES = 30;

    @Param({"30-1", "30-64-32-1"})
    public String network;

    @Param({"32", "256", "1024"})
    public int batch;

    @Param({"SGD", "Adam"})
    public String optimizer;

    private Learner learner;
    private MiniBatch rows;

    @Setup
    public void prepare() {
        learner =
                Learner.create(
                        new LearnerConfig(
                                FEATURES,
                                1,
                                new Sequential(layers()),
                                new BCEWithLogitsLoss(),
                                updates(),
                                Scaling.NONE,
                                1));
        rows = new MiniBatch(Split.TRAINING, batch, FEATURES, 1);
        Random random = new Random(1);
        Example example = new Example(FEATURES, 1);
        while (!rows.isFull()) {
            for (int i = 0; i < FEATURES; i++) {
                example.features()[i] = random.nextFloat() * 2 - 1;
            }
            example.target()[0] = random.nextInt(2);
            rows.add(example);
        }
    }

    @TearDown
    public void free() {
        learner.close();
    }

    @Benchmark
    public StepResult step() {
        return learner.step(rows);
    }

    private List<Layer> layers() {
        return network.equals("30-1")
                ? List.of(new Linear(1, true))
                : List.of(
                        new Linear(64, true),
                        new ReLU(),
                        new Linear(32, true),
                        new ReLU(),
                        new Linear(1, true));
    }

    private Optimizer updates() {
        return optimizer.equals("SGD")
                ? new SGD(1e-5, 0, 0, 0, false)
                : new Adam(1e-5, 0.9, 0.999, 1e-8, 0);
    }
}
