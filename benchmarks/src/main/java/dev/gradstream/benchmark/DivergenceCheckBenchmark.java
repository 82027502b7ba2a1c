package dev.gradstream.benchmark;

import dev.gradstream.model.graph.plan.NativeVector;
import dev.gradstream.model.graph.plan.Precision;
import java.util.List;
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

/** What a step pays to refuse NaN and infinite gradients, alone: a dot product over all of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
public class DivergenceCheckBenchmark {

    @Param public Network network;

    private NativeVector gradients;

    @Setup
    public void allocate() {
        List<Integer> widths = network.widths();
        int parameters = 0;
        for (int l = 1; l < widths.size(); l++) {
            parameters += (widths.get(l - 1) + 1) * widths.get(l);
        }
        gradients = new NativeVector(Precision.FLOAT, parameters);
    }

    @TearDown
    public void free() {
        gradients.close();
    }

    @Benchmark
    public boolean check() {
        return Double.isFinite(gradients.sumOfSquares());
    }
}
