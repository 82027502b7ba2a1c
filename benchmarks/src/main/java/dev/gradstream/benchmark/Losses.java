package dev.gradstream.benchmark;

import dev.gradstream.benchmark.Workload.OptimizerName;
import dev.gradstream.benchmark.library.LearnStep;
import dev.gradstream.benchmark.library.Library;
import java.io.PrintStream;
import java.util.StringJoiner;

/**
 * Prints the losses of the first steps of each library on each network, for comparison: what
 * computes other numbers is not worth timing. A line is {@code library network optimizer loss loss
 * …}.
 */
public final class Losses {
    private static final int ROWS = 32;

    private Losses() {}

    /**
     * Prints them.
     *
     * @param args the number of steps
     */
    public static void main(String[] args) {
        int steps = Integer.parseInt(args[0]);
        for (Library library : Library.values()) {
            for (Network network : Network.values()) {
                for (OptimizerName optimizer : OptimizerName.values()) {
                    Workload workload = new Workload(network, ROWS, optimizer, false);
                    if (library.runs(network)) {
                        print(System.out, library, workload, steps);
                    }
                }
            }
        }
    }

    private static void print(PrintStream out, Library library, Workload workload, int steps) {
        StringJoiner line = new StringJoiner(" ");
        line.add(library.name()).add(workload.network().name()).add(workload.optimizer().name());
        try (LearnStep step = library.start(workload)) {
            for (int i = 0; i < steps; i++) {
                line.add(Double.toString(step.run()));
            }
        }
        out.println(line);
    }
}
