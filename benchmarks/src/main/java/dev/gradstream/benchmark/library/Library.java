package dev.gradstream.benchmark.library;

import dev.gradstream.benchmark.Network;
import dev.gradstream.benchmark.Workload;

/** What can run a workload in the JVM. */
public enum Library {
    GRADSTREAM,
    DL4J,
    SAMEDIFF;

    /** Whether the network was written for the library. */
    public boolean runs(Network network) {
        return this == GRADSTREAM || !network.random();
    }

    /** A network at its initial numbers. */
    public LearnStep start(Workload workload) {
        return switch (this) {
            case GRADSTREAM -> new GradstreamStep(workload);
            case DL4J -> new Dl4jStep(workload);
            case SAMEDIFF -> new SameDiffStep(workload);
        };
    }
}
