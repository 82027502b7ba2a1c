package dev.gradstream.benchmark;

import dev.gradstream.benchmark.Workload.OptimizerName;
import dev.gradstream.benchmark.library.LearnStep;
import dev.gradstream.benchmark.library.Library;
import java.io.IOException;

/** A million learn steps of 30-64-32-1 at batch 32; memory may not grow once it is warm. */
public final class Soak {
    private static final long STEPS = 1_000_000;
    private static final int REPORTS = 10;

    /** The first reports that may still see memory grow: the JIT compiler is at work. */
    private static final int WARM_UP = 2;

    private static final long ALLOWED_GROWTH = 4 << 20;

    private Soak() {}

    /**
     * Runs; the exit status is 1 if memory grew.
     *
     * @param args the number of steps, if it is another
     */
    public static void main(String[] args) throws IOException {
        long steps = args.length == 0 ? STEPS : Long.parseLong(args[0]);
        long growth;
        Workload workload = new Workload(Network.RELU, 32, OptimizerName.ADAM, true);
        try (LearnStep step = Library.GRADSTREAM.start(workload)) {
            growth = run(step, steps / REPORTS);
        }
        boolean flat = growth <= ALLOWED_GROWTH;
        System.out.printf(
                "resident memory after warm-up (the first %d lines): %+.1f MiB, allowed %+.1f: %s%n",
                WARM_UP, mebibytes(growth), mebibytes(ALLOWED_GROWTH), flat ? "flat" : "NOT FLAT");
        System.exit(flat ? 0 : 1);
    }

    /** How much more memory was resident at any time after the warm-up than at its end. */
    private static long run(LearnStep step, long stepsPerReport) throws IOException {
        System.out.println(
                "     steps   RSS MiB   heap MiB   malloc MiB   allocated B/step   us/step");
        long warm = 0;
        long most = Long.MIN_VALUE;
        Memory before = Memory.now();
        for (int report = 1; report <= REPORTS; report++) {
            long start = System.nanoTime();
            for (long i = 0; i < stepsPerReport; i++) {
                step.run();
            }
            double micros = (System.nanoTime() - start) / 1e3 / stepsPerReport;
            Memory now = Memory.now();
            System.out.printf(
                    "%,10d %9.1f %10.1f %12.1f %18.0f %9.1f%n",
                    report * stepsPerReport,
                    mebibytes(now.resident()),
                    mebibytes(now.heap()),
                    mebibytes(now.malloc()),
                    (double) (now.allocated() - before.allocated()) / stepsPerReport,
                    micros);
            before = now;
            if (report == WARM_UP) {
                warm = now.resident();
            }
            if (report > WARM_UP) {
                most = Math.max(most, now.resident() - warm);
            }
        }
        return most;
    }

    private static double mebibytes(long bytes) {
        return bytes / 1048576.0;
    }
}
