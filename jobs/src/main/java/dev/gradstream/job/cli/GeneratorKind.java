package dev.gradstream.job.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The generators, as they are named on the command line. */
enum GeneratorKind {
    SEA,
    HYPERPLANE,
    SINE,
    RBF,
    CLICKS;

    private static final Set<String> COMMON = Set.of("--generator", "--records", "--seed");
    private static final Set<String> DRIFT = Set.of("--drift-at", "--drift-width", "--noise");

    /** Whether the generator has the option. */
    boolean takes(String option) {
        return COMMON.contains(option)
                || own().contains(option)
                || (this != CLICKS && DRIFT.contains(option));
    }

    /** Whether any generator has the option. */
    static boolean anyTakes(String option) {
        return Arrays.stream(values()).anyMatch(kind -> kind.takes(option));
    }

    private Set<String> own() {
        return switch (this) {
            case SEA, SINE -> Set.of("--concepts");
            case HYPERPLANE -> Set.of("--dimensions", "--rotating", "--magnitude", "--sigma");
            case RBF -> Set.of("--dimensions", "--classes", "--centroids", "--speed");
            case CLICKS -> Set.of("--interval", "--delay", "--lost");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
