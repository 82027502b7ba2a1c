package dev.gradstream.benchmark;

import dev.gradstream.benchmark.Workload.OptimizerName;
import dev.gradstream.benchmark.library.LearnStep;
import dev.gradstream.benchmark.library.Library;
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

/** One learn step: copy-in of another batch, forward, loss, backward, update, loss read out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LearnStepBenchmark {

    @Param("GRADSTREAM")
    public Library library;

    @Param public Network network;

    @Param({"32", "256", "1024"})
    public int batch;

    @Param public OptimizerName optimizer;

    private LearnStep step;

    @Setup
    public void start() {
        step = library.start(new Workload(network, batch, optimizer, true));
    }

    @TearDown
    public void free() {
        step.close();
    }

    @Benchmark
    public double step() {
        return step.run();
    }
}
